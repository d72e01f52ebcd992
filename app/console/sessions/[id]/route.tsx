/** `/console/sessions/{id}`: one session, and what can be done to it. */

import { SessionPage } from "@/components/console/pages/session-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDone } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSessionActs } from "@/lib/console/sessions/acts.server";
import { getSession } from "@/lib/console/sessions/sessions.server";
import { toSessionDetails, withoutSessionSecrets } from "@/lib/console/sessions/view";

export const dynamic = "force-dynamic";

const ROUTE = "/console/sessions/{id}";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "sessions.read", request, async (page) => {
    const id = requireUuid((await params).id);
    return show(page, await getSession(page.operator, id), NO_PROBLEMS);
  });
}

export function POST(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "sessions.read", request, async (page) => {
    const id = requireUuid((await params).id);
    const raw = await getSession(page.operator, id);
    return handleActs(page, toSessionActs(toSessionDetails(raw)), (problems) => show(page, raw, problems));
  });
}

function show(page: OperatorPage, raw: unknown, problems: FormProblems): Promise<Response> {
  const session = toSessionDetails(raw);
  const { role } = page.operator;
  const mayEnd = isAllowed(role, "sessions.end");
  const mayExtend = isAllowed(role, "sessions.extend");
  return renderConsole(
    <SessionPage
      context={page.context}
      view={{
        session,
        forms: {
          end: mayEnd && session.isActive ? toActForm(page, "session.end", ["reason"]) : undefined,
          extend: mayExtend && session.isActive ? toActForm(page, "session.extend") : undefined,
          deleteAll:
            mayEnd && session.identityId
              ? toActForm(page, "sessions.delete", ["reason", "confirm"])
              : undefined,
        },
        problems,
        isUnchanged: new URL(page.request.url).searchParams.has("unchanged"),
        done: readDone(page),
        json: withoutSessionSecrets(raw),
      }}
    />,
    { status: problems.status },
  );
}
