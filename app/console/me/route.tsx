/** `/console/me`: the operator's own page. */

import { MePage } from "@/components/console/pages/me-page";
import { toDeviceName } from "@/lib/account/device-name";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toEndOwnSessionAct } from "@/lib/console/session/acts.server";
import { listOperatorSessions } from "@/lib/console/session/sessions.server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/me", "home.read", request, (page) => show(page, NO_PROBLEMS));
}

export function POST(request: Request): Promise<Response> {
  return answerOperator("/console/me", "home.read", request, (page) =>
    handleActs(page, [toEndOwnSessionAct(page.operator)], (problems) => show(page, problems)),
  );
}

async function show(page: OperatorPage, problems: FormProblems): Promise<Response> {
  const { context, operator, session } = page;
  const sessions = await listOperatorSessions(operator);
  const toDate = (millis: number) => new Date(millis).toISOString();
  return renderConsole(
    <MePage
      context={context}
      view={{
        ...operator,
        authenticatedAt: toDate(operator.authenticatedAt),
        sessions: sessions.map(({ handle, createdAt, lastSeenAt, userAgent, address }) => ({
          handle,
          isCurrent: handle === session.handle,
          since: toDate(createdAt),
          lastSeen: toDate(lastSeenAt),
          device: toDeviceName(userAgent, context.t) || "Unknown device",
          address,
        })),
        endForm: toActForm(page, "console-session.end", ["handle"]),
        problems,
        done: await readDoneSentence(page),
      }}
    />,
    { status: problems.status },
  );
}
