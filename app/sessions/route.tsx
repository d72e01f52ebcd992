/** `/sessions`: where this account is signed in, and ending what should not be. */

import { requireSession, requireSessionForWrite } from "@/app/_page/account";
import { answer } from "@/app/_page/answer";
import { type Page, toPath, withPerson } from "@/app/_page/page";
import { signOutEverywhere } from "@/app/_page/sign-out";
import { SessionsPage } from "@/components/account/sessions-page";
import { toOwnSessionId, toSessionRows } from "@/lib/account/sessions";
import { createToken, requireToken } from "@/lib/http/csrf";
import { readField, readForm, readQuery } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { seeOther } from "@/lib/http/redirect";
import { renderDocument } from "@/lib/http/render-document";
import { audit } from "@/lib/observe/audit";
import { disableMyOtherSessions, disableMySession, listMySessions } from "@/lib/ory/kratos";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/sessions", request, showSessions);
}

/** Ends one other session (`id`), all others, or everything; ids are checked as the caller's own (threat A1). */
export function POST(request: Request): Promise<Response> {
  return answer("/sessions", request, async (page) => {
    const form = await readForm(request);
    const session = await requireSessionForWrite(page);
    requireToken(readField(form, "csrf_token"), "sessions", session.id);
    const decision = readField(form, "decision");
    if (decision === "sign-out-everywhere")
      return seeOther(toPath("/login"), await signOutEverywhere(page, session.identity.id));
    if (decision === "end-others") {
      const count = await disableMyOtherSessions(page.caller);
      audit(request, "sessions.ended", { subject: session.identity.id, count });
      return seeOther(toPath("/sessions", { done: "endedOthers" }));
    }
    const id = toOwnSessionId(await listMySessions(page.caller), session, readField(form, "id"));
    if (!id) throw new HttpError(404, "not-found");
    await disableMySession(id, page.caller);
    audit(request, "session.ended", { subject: session.identity.id, sessionId: id });
    return seeOther(toPath("/sessions", { done: "endedOne" }));
  });
}

async function showSessions(page: Page): Promise<Response> {
  const signedIn = await requireSession(page, "/sessions");
  if (signedIn instanceof Response) return signedIn;
  const { session, person } = signedIn;
  const others = await listMySessions(page.caller);
  const { done } = readQuery(page.request, ["done"]);
  const target = (fields: Record<string, string>) => ({
    action: toPath("/sessions"),
    fields: { csrf_token: createToken("sessions", session.id), ...fields },
  });
  const { chrome } = await withPerson(page, person, session.identity);
  const rows = toSessionRows(session, others, chrome.t);
  return renderDocument(
    <SessionsPage
      chrome={chrome}
      view={{
        sessions: rows.map((row) => ({
          ...row,
          end: row.isCurrent ? undefined : target({ decision: "end", id: row.id }),
        })),
        endOthers: rows.length > 1 ? target({ decision: "end-others" }) : undefined,
        signOutEverywhere: target({ decision: "sign-out-everywhere" }),
        json: JSON.stringify(session, null, 2),
        done: done === "endedOne" || done === "endedOthers" ? done : undefined,
      }}
    />,
    { area: "account" },
  );
}
