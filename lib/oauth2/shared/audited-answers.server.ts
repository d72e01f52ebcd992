/** Hydra's writes as the pages make them: done once, then audited and counted (threat L2). */

import type {
  AcceptOAuth2ConsentRequest,
  AcceptOAuth2LoginRequest,
  OAuth2ConsentRequest,
  OAuth2LoginRequest,
  OAuth2LogoutRequest,
  RejectOAuth2Request,
} from "@ory/client-fetch";
import { audit } from "@/lib/observe/audit";
import { countConsentDecision, countLoginDecision, countLogoutDecision } from "@/lib/observe/metrics";
import { acceptConsent, acceptLogin, acceptLogout, rejectConsent, rejectLogin } from "@/lib/ory/hydra-admin";
import type { PageRequest } from "@/lib/web/page-request";
import type { Challenge } from "./challenge";

/** @param skipped nobody was asked: Hydra remembers an answer, or the app is first-party */
export async function acceptConsentAndAudit(
  page: PageRequest,
  { challenge, request }: { challenge: Challenge; request: OAuth2ConsentRequest },
  body: AcceptOAuth2ConsentRequest,
  skipped: boolean,
): Promise<string> {
  const redirectTo = await acceptConsent(challenge, body, page.caller);
  countConsentDecision(skipped ? "granted-unasked" : "granted");
  audit(page.request, "consent.granted", {
    subject: request.subject ?? "",
    clientId: toClientId(request),
    scopes: body.grant_scope ?? [],
    remembered: body.remember ?? false,
    skipped,
  });
  return redirectTo;
}

export async function rejectConsentAndAudit(
  page: PageRequest,
  { challenge, request }: { challenge: Challenge; request: OAuth2ConsentRequest },
  body: RejectOAuth2Request,
): Promise<string> {
  const redirectTo = await rejectConsent(challenge, body, page.caller);
  countConsentDecision("denied");
  audit(page.request, "consent.denied", {
    subject: request.subject ?? "",
    clientId: toClientId(request),
    error: body.error,
  });
  return redirectTo;
}

export async function acceptLoginAndAudit(
  page: PageRequest,
  { challenge, request }: { challenge: Challenge; request: OAuth2LoginRequest },
  body: AcceptOAuth2LoginRequest,
): Promise<string> {
  const redirectTo = await acceptLogin(challenge, body, page.caller);
  countLoginDecision("accepted");
  audit(page.request, "login.accepted", {
    subject: body.subject,
    clientId: toClientId(request),
    amr: body.amr,
    acr: body.acr,
    remembered: (body.remember_for ?? 0) > 0,
  });
  return redirectTo;
}

export async function rejectLoginAndAudit(
  page: PageRequest,
  { challenge, request }: { challenge: Challenge; request: OAuth2LoginRequest | undefined },
  body: RejectOAuth2Request,
): Promise<string> {
  const redirectTo = await rejectLogin(challenge, body, page.caller);
  countLoginDecision("rejected");
  audit(page.request, "login.rejected", { clientId: request && toClientId(request), error: body.error });
  return redirectTo;
}

export async function acceptLogoutAndAudit(
  page: PageRequest,
  { challenge, request }: { challenge: Challenge; request: OAuth2LogoutRequest },
): Promise<string> {
  const redirectTo = await acceptLogout(challenge, page.caller);
  countLogoutDecision("accepted");
  audit(page.request, "sign-out", { subject: request.subject, by: "app" });
  return redirectTo;
}

function toClientId({ client }: { client?: { client_id?: string } }): string {
  return client?.client_id ?? "";
}
