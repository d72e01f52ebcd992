/** `/account/apps`: which apps may use this account, and taking that back. */

import { AppsPage } from "@/components/account/apps-page";
import { toConnectedApp, toConsentsByApp, toOwnClientId } from "@/lib/account/connected-apps";
import { PAGE_ROWS, toLastPage, toListPages, toPageNumber, toPageQuery } from "@/lib/account/list-pages";
import { requireSession, requireSessionForWrite } from "@/lib/account/show-account.server";
import { getConfig } from "@/lib/config/config";
import { readLimitedForm } from "@/lib/limits/limit-post";
import { forgetGrantedScopes } from "@/lib/oauth2/consent/granted-scopes.server";
import { audit } from "@/lib/observe/audit";
import { listConsentSessions, revokeAllConsentSessions, revokeConsentSessions } from "@/lib/ory/hydra-admin";
import { forgetDone, readDone, seeDone } from "@/lib/web/cookies/done";
import { createToken, hasToken, requireToken } from "@/lib/web/form-token";
import { readField, readQuery } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withPerson } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderDocument } from "@/lib/web/render-document";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/account/apps", request, showApps);
}

/**
 * Revokes one app's consents and tokens, or all; the subject is the session's, never the form's (threat A1). An app that stood
 * in this person's list and is in it no more was taken back meanwhile, or its consent ran out and its tokens live on.
 */
export function POST(request: Request): Promise<Response> {
  return withPage("/account/apps", request, async (page) => {
    requireHydra();
    const form = await readLimitedForm(request, "account");
    const session = await requireSessionForWrite(page, "/account/apps");
    if (session instanceof Response) return session;
    requireToken(readField(form, "csrf_token"), "apps", session.id);
    const subject = session.identity.id;
    if (readField(form, "decision") === "revoke-all") {
      await revokeAllConsentSessions(subject, page.caller);
      audit(request, "apps.revoked", { subject });
      return seeDone(
        toPath("/account/apps", { done: "revokedAll" }),
        await forgetGrantedScopes(request, subject),
      );
    }
    const given = readField(form, "client_id");
    if (!given) throw new HttpError(400, "bad-request");
    const own = toOwnClientId(await listConsentSessions(subject, page.caller), subject, given);
    const wasListed = hasToken(readField(form, "listed"), "listed-app", subject, given);
    const clientId = own ?? (wasListed ? given : undefined);
    if (!clientId) throw new HttpError(404, "not-found");
    await revokeConsentSessions(subject, clientId, page.caller);
    audit(request, "app.revoked", { subject, clientId });
    const setCookies = await forgetGrantedScopes(request, subject, clientId);
    const query = toPageQuery(toPageNumber(readField(form, "page")));
    return seeDone(toPath("/account/apps", { done: "revokedOne", ...query }), setCookies);
  });
}

async function showApps(page: PageRequest): Promise<Response> {
  requireHydra();
  const signedIn = await requireSession(page, "/account/apps");
  if (signedIn instanceof Response) return signedIn;
  const { session, person } = signedIn;
  const subject = session.identity.id;
  const consents = await listConsentSessions(subject, page.caller);
  const { context } = await withPerson(page, person, session.identity);
  const apps = toConsentsByApp(consents, subject);
  const { page: named } = readQuery(page.request, ["page"]);
  const done = await readDone(page.request, toPath("/account/apps"));
  const number = Math.min(toPageNumber(named), toLastPage(apps.length));
  const csrf_token = createToken("apps", session.id);
  const target = (fields: Record<string, string>) => ({
    action: toPath("/account/apps"),
    fields: { csrf_token, ...fields },
  });
  const toRevoke = (client_id: string) => {
    const listed = createToken("listed-app", subject, client_id);
    return target({ decision: "revoke", client_id, listed, ...toPageQuery(number) });
  };
  return renderDocument(
    <AppsPage
      context={context}
      view={{
        apps: apps.slice((number - 1) * PAGE_ROWS, number * PAGE_ROWS).map((granted) => {
          const app = toConnectedApp(granted, getConfig().oauth2, context.t);
          return {
            ...app,
            revoke: toRevoke(app.clientId),
          };
        }),
        pages: toListPages(number, apps.length),
        revokeAll: target({ decision: "revoke-all" }),
        done: done === "revokedOne" || done === "revokedAll" ? done : undefined,
      }}
    />,
    { area: "account", setCookies: forgetDone(page.request) },
  );
}

function requireHydra(): void {
  if (!getConfig().hydra) throw new HttpError(404, "oauth2-off");
}
