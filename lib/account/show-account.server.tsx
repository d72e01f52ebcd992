/** The signed-in landing page, at `/account` and at `/welcome`, where suites of the reference UI expect it. */

import { AccountPage } from "@/components/account/account-page";
import { getConfig } from "@/lib/config/config";
import { type ActiveSession, toPerson } from "@/lib/oauth2/claims/person";
import { listWaitingApps } from "@/lib/oauth2/login/pending-request.server";
import { isFlowEnabled } from "@/lib/ory/cached/flow-switches";
import { OryError } from "@/lib/ory/error";
import { createFlow, whoami } from "@/lib/ory/kratos-public";
import type { PagePath } from "@/lib/pages";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { dropWaitingChange } from "@/lib/self-service/page/waiting-change.server";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withPerson } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { renderDocument } from "@/lib/web/render-document";
import { toSecurityState } from "./security-state";
import { toSessionRows } from "./sessions";
import type { AccountView } from "./view";

export async function showAccount(page: PageRequest, path: "/account" | "/welcome"): Promise<Response> {
  const [signedIn, settings, canVerify, canRecover] = await Promise.all([
    requireSession(page, path),
    readSettings(page),
    isFlowEnabled("verification"),
    isFlowEnabled("recovery"),
  ]);
  if (signedIn instanceof Response) return signedIn;
  const { session, person } = signedIn;
  const { context } = await withPerson(page, person, session.identity);
  const [row] = toSessionRows(session, [], context.t);
  if (!row) throw new HttpError(500, "internal");
  return renderDocument(
    <AccountPage
      context={context}
      view={{
        person,
        session: row,
        security: toSecurityState(session, { settings: settings?.nodes, canVerify, canRecover }),
        pending: await listPending(page.request),
      }}
    />,
    {
      area: "account",
      setCookies: settings && [...settings.setCookies, ...dropWaitingChange(page.request)],
    },
  );
}

/**
 * What is set up, and what could be, stands only in a settings flow: one more call on this page, beside whoami.
 * Without it the page says less; it never guesses.
 */
async function readSettings({
  caller,
}: PageRequest): Promise<{ nodes: KratosFlow["ui"]["nodes"]; setCookies: string[] } | undefined> {
  if (!caller.hasSession) return undefined;
  try {
    const { data, setCookies } = await createFlow("settings", {}, caller);
    return { nodes: data.ui.nodes, setCookies };
  } catch (error) {
    if (error instanceof OryError) return undefined;
    throw error;
  }
}

/**
 * The ways on for somebody whom Kratos led here instead, or who came here before they answered an app (threat O20).
 */
async function listPending(request: Request): Promise<AccountView["pending"]> {
  const apps = await listWaitingApps(request);
  return apps.flatMap(({ path, clientName }) => (clientName ? [{ href: path, clientName }] : []));
}

/** The signed-in person, or the way to become one; checked in every handler of the account area (threat A3). */
export async function requireSession(
  page: PageRequest,
  path: PagePath,
): Promise<{ session: ActiveSession; person: { label: string; email?: string } } | Response> {
  const who = await whoami(page.caller);
  if (who.kind === "aal2-required") return toSecondStep(path);
  if (who.kind === "none") return seeOther(toPath("/login", { return_to: toUrl(path) }));
  return { session: who.session, person: toPerson(who.session.identity, getConfig().oauth2.claims) };
}

/**
 * The same for a POST: nothing is done for somebody who is not signed in (threat A3), nor before a second step that Kratos asks
 * of them, to which they are led.
 * @param path where the form stands
 * @throws HttpError 401
 */
export async function requireSessionForWrite(
  page: PageRequest,
  path: PagePath,
): Promise<ActiveSession | Response> {
  const who = await whoami(page.caller);
  if (who.kind === "aal2-required") return toSecondStep(path);
  if (who.kind !== "session") throw new HttpError(401, "signed-out");
  return who.session;
}

function toSecondStep(path: PagePath): Response {
  return seeOther(toPath("/login", { aal: "aal2", return_to: toUrl(path) }));
}
