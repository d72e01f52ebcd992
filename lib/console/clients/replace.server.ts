/** Replaces an OAuth2 client by what was written: a copy from elsewhere, or a clean slate. */

import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { atMost, JSON_LIMIT } from "../forms/at-most";
import { reason } from "../forms/reason";
import { parseObject, toNoObjectProblem } from "../patch/members-patch";
import { toSegment } from "../request/segment";
import { replaceClient } from "./clients.server";
import { READ_ONLY, requireAuthMethod, requireSafe } from "./save.server";
import type { ClientDetails } from "./view";

export function toReplaceAct(client: ClientDetails): AnyAct {
  const { id, name, raw } = client;
  return defineAct({
    operation: "client.replace",
    subject: { kind: "client", id },
    summary: `Replace all settings of the app ${name}.`,
    fields: z.object({ json: z.string().max(...atMost(JSON_LIMIT)), seen: z.string(), reason }),
    typed: "replace",
    readBefore: async () => raw,
    async run(operator, { json, seen }) {
      const given = parseObject(json);
      const refuse = (problem: string) => new ActRefused("Nothing was saved.", { json: problem });
      if (!given) throw refuse(toNoObjectProblem(json));
      requireAuthMethod(given);
      const kept = READ_ONLY.filter((member) => !Object.hasOwn(given, member) && Object.hasOwn(raw, member));
      const after = { ...given, ...Object.fromEntries(kept.map((member) => [member, raw[member]])) };
      requireSafe(client, { seen, after, at: "json" });
      await replaceClient(operator, id, after);
      return { after, next: `/clients/${toSegment(id)}` };
    },
  });
}
