/** `/console/sessions/{id}`: one session, and what can be done to it. */

import type { SessionGrantsView } from "@/components/console/pages/session-grants";
import { SessionPage } from "@/components/console/pages/session-page";
import { handleActs } from "@/lib/console/act/handle-acts.server";
import { type FormProblems, NO_PROBLEMS } from "@/lib/console/forms/form";
import { toActForm } from "@/lib/console/forms/form-token.server";
import { listSessionGrants } from "@/lib/console/grants/grants.server";
import { isAllowed } from "@/lib/console/operator/permissions";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { toUnknown } from "@/lib/console/ory/unknown.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import type { OperatorPage } from "@/lib/console/request/console-page.server";
import { readDoneSentence } from "@/lib/console/request/list-query.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { toSessionActs } from "@/lib/console/sessions/acts.server";
import { getSession } from "@/lib/console/sessions/sessions.server";
import { type SessionDetails, toSessionDetails, withoutSessionSecrets } from "@/lib/console/sessions/view";
import { readUrl } from "@/lib/web/request-url";

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

async function show(page: OperatorPage, raw: unknown, problems: FormProblems): Promise<Response> {
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
        apps: await findApps(page, session),
        problems,
        isUnchanged: readUrl(page.request).searchParams.has("unchanged"),
        done: await readDoneSentence(page),
        json: withoutSessionSecrets(raw),
      }}
    />,
    { status: problems.status },
  );
}

/** A session is looked at while Hydra is away too. */
async function findApps(page: OperatorPage, session: SessionDetails): Promise<SessionGrantsView | undefined> {
  const { role } = page.operator;
  if (!isAllowed(role, "grants.read")) return undefined;
  const grants = await listSessionGrants(page.operator, session).catch(toUnknown);
  return (
    grants && {
      grants,
      revoke: isAllowed(role, "grants.revoke")
        ? toActForm(page, "grant.revoke", ["client", "reason"])
        : undefined,
      endLogins: isAllowed(role, "sessions.end") ? toActForm(page, "logins.end", ["reason"]) : undefined,
    }
  );
}
