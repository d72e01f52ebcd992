/** What operators can do to their own sessions in the console. */

import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import type { Operator } from "../operator/operator";
import { endOwnSession } from "./sessions.server";

export function toEndOwnSessionAct({ subject }: Operator): AnyAct {
  return defineAct({
    operation: "console-session.end",
    subject: { kind: "console-session", id: subject },
    summary: "End one of your own sessions in the console.",
    fields: z.object({ handle: z.string().max(100) }),
    async run(operator, { handle }) {
      if (!(await endOwnSession(operator, handle)))
        throw new ActRefused("You have no such session: it had ended already.", {}, 409);
      return { next: "/me" };
    },
  });
}
