/** `/sessions`: where this account is signed in, and ending what should not be. */

import { SessionsPage } from "@/components/account/sessions-page";
import {
  PAGE_ROWS,
  toKnownTotal,
  toLastPage,
  toListPages,
  toPageNumber,
  toPageQuery,
} from "@/lib/account/list-pages";
import { toOwnSessionId, toSessionRows } from "@/lib/account/sessions";
import { requireSession, requireSessionForWrite } from "@/lib/account/show-account.server";
import { endOwnConsoleSessions } from "@/lib/console/session/end-own-sessions.server";
import { readLimitedForm } from "@/lib/limits/limit-post";
import type { ActiveSession } from "@/lib/oauth2/claims/person";
import { leaveSignedOut } from "@/lib/oauth2/logout/after-sign-out.server";
import { signOutEverywhere } from "@/lib/oauth2/logout/sign-out.server";
import { audit } from "@/lib/observe/audit";
import {
  disableMyOtherSessions,
  disableMySession,
  findMySession,
  listMySessions,
} from "@/lib/ory/kratos-public";
import { forgetDone, readDone, seeDone } from "@/lib/web/cookies/done";
import { createToken, hasToken, requireToken } from "@/lib/web/form-token";
import { readField, readQuery } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withPerson } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { renderDocument } from "@/lib/web/render-document";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/sessions", request, showSessions);
}

/**
 * Ends one other session (`id`), all others, or everything; ids are checked as the caller's own (threat A1). One that stood in
 * this person's list and has ended meanwhile (a form sent twice, another tab) is no error.
 */
export function POST(request: Request): Promise<Response> {
  return withPage("/sessions", request, async (page) => {
    const form = await readLimitedForm(request, "account");
    const session = await requireSessionForWrite(page, "/sessions");
    if (session instanceof Response) return session;
    requireToken(readField(form, "csrf_token"), "sessions", session.id);
    const decision = readField(form, "decision");
    if (decision === "sign-out-everywhere") {
      const ended = await signOutEverywhere(page, session);
      await endOwnConsoleSessions(request, session.identity.id, { isAll: true });
      return leaveSignedOut(page, ended);
    }
    if (decision === "end-others") {
      const count = await disableMyOtherSessions(page.caller);
      await endOwnConsoleSessions(request, session.identity.id);
      audit(request, "sessions.ended", { subject: session.identity.id, count });
      return seeDone(toPath("/sessions", { done: "endedOthers" }));
    }
    const number = toPageNumber(readField(form, "page"));
    await endListed(page, session, form, number);
    return seeDone(toPath("/sessions", { done: "endedOne", ...toPageQuery(number) }));
  });
}

/**
 * What stood in the list is ended at Kratos although it is not found there: it may have ended, or lie on another page by now.
 * @throws HttpError 404 for what is no session of this person's
 */
async function endListed(
  { request, caller }: PageRequest,
  session: ActiveSession,
  form: URLSearchParams,
  number: number,
): Promise<void> {
  const given = readField(form, "id") ?? "";
  const found = given ? await findMySession(given, { page: number, perPage: PAGE_ROWS }, caller) : undefined;
  const own = toOwnSessionId(found ? [found] : [], session, given);
  const wasListed = hasToken(readField(form, "listed"), "listed-session", session.id, given);
  const id = own ?? (wasListed ? given : undefined);
  if (!id) throw new HttpError(404, "not-found");
  await disableMySession(id, caller);
  await endOwnConsoleSessions(request, session.identity.id);
  audit(request, "session.ended", { subject: session.identity.id, sessionId: id });
}

async function showSessions(page: PageRequest): Promise<Response> {
  const signedIn = await requireSession(page, "/sessions");
  if (signedIn instanceof Response) return signedIn;
  const { session, person } = signedIn;
  const { page: named } = readQuery(page.request, ["page"]);
  const done = await readDone(page.request, toPath("/sessions"));
  const number = toPageNumber(named);
  const list = await listMySessions({ page: number, perPage: PAGE_ROWS }, page.caller);
  const { rows: others, total = toKnownTotal(number, others.length) } = list;
  if (number > toLastPage(total))
    return seeOther(toPath("/sessions", { ...(done && { done }), ...toPageQuery(toLastPage(total)) }));
  const csrf_token = createToken("sessions", session.id);
  const target = (fields: Record<string, string>) => ({
    action: toPath("/sessions"),
    fields: { csrf_token, ...fields },
  });
  const toEnd = (id: string) => {
    const listed = createToken("listed-session", session.id, id);
    return target({ decision: "end", id, listed, ...toPageQuery(number) });
  };
  const { context } = await withPerson(page, person, session.identity);
  const rows = toSessionRows(session, others, context.t);
  return renderDocument(
    <SessionsPage
      context={context}
      view={{
        sessions: rows.map((row) => ({
          ...row,
          end: row.isCurrent ? undefined : toEnd(row.id),
        })),
        pages: toListPages(number, total),
        endOthers: rows.length > 1 ? target({ decision: "end-others" }) : undefined,
        signOutEverywhere: target({ decision: "sign-out-everywhere" }),
        json: JSON.stringify(session, null, 2),
        done: done === "endedOne" || done === "endedOthers" ? done : undefined,
      }}
    />,
    { area: "account", setCookies: forgetDone(page.request) },
  );
}
