/** `/account/apps`: which apps may use this account, and taking that back. */

import { requireSession, requireSessionForWrite } from "@/app/_page/account";
import { answer } from "@/app/_page/answer";
import { type Page, toPath, withPerson } from "@/app/_page/page";
import { AppsPage } from "@/components/account/apps-page";
import { toConnectedApps, toOwnClientId } from "@/lib/account/connected-apps";
import { getConfig } from "@/lib/config";
import { createToken, requireToken } from "@/lib/http/csrf";
import { forgetGrantedScopes } from "@/lib/http/grants";
import { readField, readForm, readQuery } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { seeOther } from "@/lib/http/redirect";
import { renderDocument } from "@/lib/http/render-document";
import { audit } from "@/lib/observe/audit";
import { listConsentSessions, revokeAllConsentSessions, revokeConsentSessions } from "@/lib/ory/hydra";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/account/apps", request, showApps);
}

/** Revokes one app's consents and tokens, or all; the subject is the session's, never the form's (threat A1). */
export function POST(request: Request): Promise<Response> {
  return answer("/account/apps", request, async (page) => {
    requireHydra();
    const form = await readForm(request);
    const session = await requireSessionForWrite(page);
    requireToken(readField(form, "csrf_token"), "apps", session.id);
    const subject = session.identity.id;
    if (readField(form, "decision") === "revoke-all") {
      await revokeAllConsentSessions(subject, page.caller);
      audit(request, "apps.revoked", { subject });
      return seeOther(
        toPath("/account/apps", { done: "revokedAll" }),
        await forgetGrantedScopes(request, subject),
      );
    }
    const given = readField(form, "client_id");
    if (!given) throw new HttpError(400, "bad-request");
    const clientId = toOwnClientId(await listConsentSessions(subject, page.caller), subject, given);
    if (!clientId) throw new HttpError(404, "not-found");
    await revokeConsentSessions(subject, clientId, page.caller);
    audit(request, "app.revoked", { subject, clientId });
    const setCookies = await forgetGrantedScopes(request, subject, clientId);
    return seeOther(toPath("/account/apps", { done: "revokedOne" }), setCookies);
  });
}

async function showApps(page: Page): Promise<Response> {
  requireHydra();
  const signedIn = await requireSession(page, "/account/apps");
  if (signedIn instanceof Response) return signedIn;
  const { session, person } = signedIn;
  const subject = session.identity.id;
  const consents = await listConsentSessions(subject, page.caller);
  const { chrome } = await withPerson(page, person, session.identity);
  const apps = toConnectedApps(consents, subject, getConfig().oauth2, chrome.t);
  const { done } = readQuery(page.request, ["done"]);
  const target = (fields: Record<string, string>) => ({
    action: toPath("/account/apps"),
    fields: { csrf_token: createToken("apps", session.id), ...fields },
  });
  return renderDocument(
    <AppsPage
      chrome={chrome}
      view={{
        apps: apps.map((app) => ({
          ...app,
          revoke: target({ decision: "revoke", client_id: app.client.id }),
        })),
        revokeAll: target({ decision: "revoke-all" }),
        done: done === "revokedOne" || done === "revokedAll" ? done : undefined,
      }}
    />,
    { area: "account" },
  );
}

function requireHydra(): void {
  if (!getConfig().hydra) throw new HttpError(404, "oauth2-off");
}
