/** Hydra's consent challenge: asks the person, and tells Hydra what exactly they allowed (architecture §5). */

import type { OAuth2ConsentRequest } from "@ory/client-fetch";
import { ConsentPage } from "@/components/consent/consent-page";
import { getConfig } from "@/lib/config/config";
import { limitFlow } from "@/lib/limits/limit-post";
import type { ActiveSession } from "@/lib/oauth2/claims/person";
import { isDeviceRefusal, showDenied } from "@/lib/oauth2/device/show-denied.server";
import { readTypedCode } from "@/lib/oauth2/device/user-code.server";
import { toParameters } from "@/lib/oauth2/login/decide-login";
import { toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import { toConfirmedCookies } from "@/lib/oauth2/logout/end-login-sessions.server";
import { endKratosSession } from "@/lib/oauth2/logout/sign-out.server";
import { acceptConsentAndAudit, rejectConsentAndAudit } from "@/lib/oauth2/shared/audited-answers.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import {
  requireChallenge,
  requireNextAddress,
  toHydraPublicUrl,
  withChallenge,
} from "@/lib/oauth2/shared/challenge.server";
import { toBrandClient, toClientCard } from "@/lib/oauth2/shared/client-card.server";
import { CONSENT_DENIED } from "@/lib/oauth2/shared/oauth2-error";
import { parseRequestUrl, toRequestUrl, withPrompt } from "@/lib/oauth2/shared/request-url";
import { getConsentRequest } from "@/lib/ory/hydra-admin";
import { whoami } from "@/lib/ory/kratos-public";
import { toSupersededView, toWrongAccountView } from "@/lib/questions/accounts";
import { acceptOnce } from "@/lib/store/single-flight";
import { createToken, requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withBrand, withUiLocales } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderConfirm } from "@/lib/web/render-confirm";
import { renderDocument } from "@/lib/web/render-document";
import { type ConsentDecision, decideConsent, toConsentOwner, toGrant } from "./decide-consent";
import { readGrants, toGrantedScopes, writeGrantedScopes } from "./granted-scopes.server";
import { isNewestConsent, writeOpenConsent } from "./open-consents.server";

interface Consent {
  challenge: Challenge;
  request: OAuth2ConsentRequest;
  session: ActiveSession | null;
}

export async function showConsent(asked: PageRequest, challenge: Challenge): Promise<Response> {
  const [consent, grants, typedCode] = await Promise.all([
    readConsent(asked, challenge),
    readGrants(asked.request),
    readTypedCode(asked.request),
  ]);
  const { request, session } = consent;
  const branded = await withBrand(asked, { client: toBrandClient(request.client) });
  const page = await withUiLocales(branded, toParameters(request).uiLocales, session?.identity);
  const clientId = request.client?.client_id ?? "";
  const decision = decideConsent({
    request,
    session,
    config: getConfig().oauth2,
    grantedBefore: toGrantedScopes(grants, request.subject ?? "", clientId),
    typedCode,
    t: page.context.t,
  });
  switch (decision.kind) {
    case "ask":
      return renderDocument(
        <ConsentPage
          context={page.context}
          view={{
            ...decision.view,
            client: { ...decision.view.client, ...toClientCard(request.client) },
            csrfToken: createToken("consent", challenge, session?.id ?? ""),
            switchAccountPath: toPath("/consent/switch-account"),
          }}
        />,
        {
          setCookies: [
            ...writeOpenConsent(page.request, clientId, challenge),
            ...(await toConfirmedCookies(page, request)),
          ],
        },
      );
    case "grant": {
      const setCookies = toConfirmedCookies(page, request);
      return finish(
        page,
        consent,
        () => acceptConsentAndAudit(page, consent, decision.body, true),
        setCookies,
      );
    }
    case "reject": {
      const setCookies = toConfirmedCookies(page, request);
      return finish(page, consent, () => rejectConsentAndAudit(page, consent, decision.body), setCookies);
    }
    case "sign-in":
      return toSignIn(challenge);
    case "wrong-account":
      return showWrongAccount(page, consent, decision);
  }
}

/** @throws HttpError 403 unless the form was made for this challenge and session, and its subject is signed in */
export async function answerConsent(page: PageRequest, form: URLSearchParams): Promise<Response> {
  const challenge = requireChallenge(readField(form, "consent_challenge"));
  await limitFlow(challenge);
  const consent = await readConsent(page, challenge);
  const config = getConfig().oauth2;
  const owner = toConsentOwner(consent.request, consent.session, config);
  if (owner.kind === "sign-in") return toSignIn(challenge);
  if (owner.kind === "wrong-account") return showWrongAccount(page, consent, owner);
  requireToken(readField(form, "csrf_token"), "consent", challenge, owner.session.id);
  switch (readField(form, "consent_action")) {
    case "reject":
      return deny(page, consent);
    case "accept": {
      const { subject = "", client } = consent.request;
      const clientId = client?.client_id ?? "";
      if (!isNewestConsent(page.request, clientId, challenge)) return showSuperseded(page, consent);
      const body = toGrant({
        request: consent.request,
        session: owner.session,
        ticked: form.getAll("grant_scope"),
        remember: readField(form, "remember") === "1",
        config,
      });
      const setCookies = writeGrantedScopes(page.request, subject, clientId, body.grant_scope ?? []);
      return finish(page, consent, () => acceptConsentAndAudit(page, consent, body, false), setCookies);
    }
    default:
      throw new HttpError(400, "bad-request");
  }
}

/** @throws HttpError 403 without the token of the page that offered it */
export async function switchAccount(page: PageRequest, form: URLSearchParams): Promise<Response> {
  const challenge = requireChallenge(readField(form, "consent_challenge"));
  const { request, session } = await readConsent(page, challenge);
  // Without a session there is nothing to end, and nothing that the token could be bound to.
  if (session) requireToken(readField(form, "csrf_token"), "consent", challenge, session.id);
  const setCookies = await endKratosSession(page);
  const prompt = withPrompt(parseRequestUrl(request.request_url).prompt, {
    remove: ["none", "select_account", "create", "registration"],
    add: ["login"],
  });
  const href = toRequestUrl(request.request_url, { prompt }, toHydraPublicUrl(request.request_url));
  if (!href) return seeOther(toPath("/login"), setCookies);
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

/** The session ended meanwhile: sign in, then see the page again. */
function toSignIn(challenge: string): Response {
  return seeOther(toPath("/login", { return_to: toUrl("/consent", { consent_challenge: challenge }) }));
}

async function readConsent(page: PageRequest, challenge: Challenge): Promise<Consent> {
  const [request, who] = await Promise.all([
    withChallenge(() => getConsentRequest(challenge, page.caller)),
    whoami(page.caller),
  ]);
  return { challenge, request, session: who.kind === "session" ? who.session : null };
}

async function finish(
  page: PageRequest,
  { challenge, request }: Consent,
  write: () => Promise<string>,
  sealed: Promise<string[]> | string[] = [],
): Promise<Response> {
  const [redirectTo, setCookies] = await Promise.all([
    acceptOnce(challenge, request.subject ?? "", () => withChallenge(write)),
    sealed,
  ]);
  const href = requireNextAddress(redirectTo, request.request_url);
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

/** A device's request has no app in this browser to go back to: its refusal ends here, once Hydra has taken it. */
async function deny(page: PageRequest, consent: Consent): Promise<Response> {
  const answer = await finish(page, consent, () => rejectConsentAndAudit(page, consent, CONSENT_DENIED));
  return (await isDeviceRefusal(page.request, consent.request.request_url)) ? showDenied(page) : answer;
}

/** Another tab opened a newer request of this app: Hydra would refuse this one, so it is asked for once more. */
function showSuperseded(page: PageRequest, { request }: Consent): Promise<Response> {
  const prompt = [...parseRequestUrl(request.request_url).prompt];
  const href = toRequestUrl(request.request_url, { prompt }, toHydraPublicUrl(request.request_url));
  const view = toSupersededView(page.context.t, toClientLabel(request), href);
  return renderConfirm(page, view, { status: 409 });
}

/** A's consent is never given by B (threat O2). */
function showWrongAccount(
  page: PageRequest,
  { challenge, request, session }: Consent,
  { person }: Extract<ConsentDecision, { kind: "wrong-account" }>,
): Promise<Response> {
  const form = {
    action: toPath("/consent/switch-account"),
    fields: {
      consent_challenge: challenge,
      csrf_token: createToken("consent", challenge, session?.id ?? ""),
    },
  };
  const view = toWrongAccountView(page.context.t, person, { client: toClientLabel(request), form });
  return renderConfirm(page, view, { status: 403 });
}
