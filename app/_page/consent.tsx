/** Hydra's consent challenge: asks the person, and tells Hydra what exactly they allowed (architecture §5). */

import type { OAuth2ConsentRequest, Session } from "@ory/client-fetch";
import { ConsentPage } from "@/components/oauth2/consent-page";
import { getConfig } from "@/lib/config";
import { createToken, requireToken } from "@/lib/http/csrf";
import { readTypedCode } from "@/lib/http/device-code";
import { readGrants, toGrantedScopes, writeGrantedScopes } from "@/lib/http/grants";
import { readField } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { limitFlow } from "@/lib/http/limit-post";
import { acceptOnce } from "@/lib/http/once";
import { isNewestConsent, writeOpenConsent } from "@/lib/http/open-consents";
import { seeOther } from "@/lib/http/redirect";
import { renderDocument } from "@/lib/http/render-document";
import { type ConsentDecision, decideConsent, toConsentOwner, toGrant } from "@/lib/oauth2/decide-consent";
import { toParameters } from "@/lib/oauth2/decide-login";
import { CONSENT_DENIED } from "@/lib/oauth2/oauth2-error";
import { parseRequestUrl, toRequestUrl, withPrompt } from "@/lib/oauth2/request-url";
import { getConsentRequest } from "@/lib/ory/hydra";
import { whoami } from "@/lib/ory/kratos";
import { requireNextAddress, toHydraPublicUrl, withChallenge } from "./challenge";
import { renderConfirm } from "./confirm";
import { writeDenial, writeGrant } from "./hydra-writes";
import { leave } from "./leave";
import { toClientLabel } from "./login-answer";
import { type Page, toPath, toUrl, withUiLocales } from "./page";
import { makeRoom } from "./sign-out";

interface Consent {
  challenge: string;
  request: OAuth2ConsentRequest;
  session: Session | null;
}

export async function showConsent(asked: Page, challenge: string): Promise<Response> {
  const [consent, grants, typedCode] = await Promise.all([
    readConsent(asked, challenge),
    readGrants(asked.request),
    readTypedCode(asked.request),
  ]);
  const { request, session } = consent;
  const page = await withUiLocales(asked, toParameters(request).uiLocales, session?.identity);
  const clientId = request.client?.client_id ?? "";
  const decision = decideConsent({
    request,
    session,
    config: getConfig().oauth2,
    grantedBefore: toGrantedScopes(grants, request.subject ?? "", clientId),
    typedCode,
    t: page.chrome.t,
  });
  switch (decision.kind) {
    case "ask":
      return renderDocument(
        <ConsentPage
          chrome={page.chrome}
          view={{
            ...decision.view,
            csrfToken: createToken("consent", challenge, session?.id ?? ""),
            switchAccountPath: toPath("/consent/switch-account"),
          }}
        />,
        { setCookies: writeOpenConsent(page.request, clientId, challenge) },
      );
    case "grant":
      return finish(page, consent, () => writeGrant(page, consent, decision.body, true));
    case "reject":
      return finish(page, consent, () => writeDenial(page, consent, decision.body));
    case "sign-in":
      return toSignIn(challenge);
    case "wrong-account":
      return showWrongAccount(page, consent, decision);
  }
}

/** @throws HttpError 403 unless the form was made for this challenge and session, and its subject is signed in */
export async function answerConsent(page: Page, form: URLSearchParams): Promise<Response> {
  const challenge = readField(form, "consent_challenge");
  if (!challenge) throw new HttpError(400, "challenge-missing");
  await limitFlow(challenge);
  const consent = await readConsent(page, challenge);
  const config = getConfig().oauth2;
  const owner = toConsentOwner(consent.request, consent.session, config);
  if (owner.kind === "sign-in") return toSignIn(challenge);
  if (owner.kind === "wrong-account") return showWrongAccount(page, consent, owner);
  requireToken(readField(form, "csrf_token"), "consent", challenge, owner.session.id);
  switch (readField(form, "consent_action")) {
    case "reject":
      return finish(page, consent, () => writeDenial(page, consent, CONSENT_DENIED));
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
      return finish(page, consent, () => writeGrant(page, consent, body, false), setCookies);
    }
    default:
      throw new HttpError(400, "bad-request");
  }
}

/** @throws HttpError 403 without the token of the page that offered it */
export async function switchAccount(page: Page, form: URLSearchParams): Promise<Response> {
  const challenge = readField(form, "consent_challenge");
  if (!challenge) throw new HttpError(400, "challenge-missing");
  const { request, session } = await readConsent(page, challenge);
  // Without a session there is nothing to end, and nothing that the token could be bound to.
  if (session) requireToken(readField(form, "csrf_token"), "consent", challenge, session.id);
  const setCookies = await makeRoom(page);
  const prompt = withPrompt(parseRequestUrl(request.request_url).prompt, {
    remove: ["none", "select_account", "create", "registration"],
    add: ["login"],
  });
  const href = toRequestUrl(request.request_url, { prompt }, toHydraPublicUrl(request.request_url));
  if (!href) return seeOther(toPath("/login"), setCookies);
  return leave(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

/** The session ended meanwhile: sign in, then see the page again. */
function toSignIn(challenge: string): Response {
  return seeOther(toPath("/login", { return_to: toUrl("/consent", { consent_challenge: challenge }) }));
}

async function readConsent(page: Page, challenge: string): Promise<Consent> {
  const [request, who] = await Promise.all([
    withChallenge(() => getConsentRequest(challenge, page.caller)),
    whoami(page.caller),
  ]);
  return { challenge, request, session: who.kind === "session" ? who.session : null };
}

async function finish(
  page: Page,
  { challenge, request }: Consent,
  write: () => Promise<string>,
  sealed: Promise<string[]> | string[] = [],
): Promise<Response> {
  const [redirectTo, setCookies] = await Promise.all([
    acceptOnce(challenge, request.subject ?? "", () => withChallenge(write)),
    sealed,
  ]);
  const href = requireNextAddress(redirectTo, request.request_url);
  return leave(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

/** Another tab opened a newer request of this app: Hydra would refuse this one, so it is asked for once more. */
function showSuperseded(page: Page, { request }: Consent): Promise<Response> {
  const { t } = page.chrome;
  const prompt = [...parseRequestUrl(request.request_url).prompt];
  const href = toRequestUrl(request.request_url, { prompt }, toHydraPublicUrl(request.request_url));
  return renderConfirm(
    page,
    {
      testId: "consent-superseded",
      title: t("superseded.title"),
      lead: t("superseded.lead", { client: toClientLabel(request) }),
      actions: [],
      links: href ? [{ label: t("superseded.here"), href, role: "primary" }] : [],
    },
    { status: 409 },
  );
}

/** A's consent is never given by B (threat O2). */
function showWrongAccount(
  page: Page,
  { challenge, request, session }: Consent,
  { person }: Extract<ConsentDecision, { kind: "wrong-account" }>,
): Promise<Response> {
  const { t } = page.chrome;
  return renderConfirm(
    page,
    {
      testId: "wrong-account",
      title: t("wrong-account.title"),
      lead: t("wrong-account.lead", { client: toClientLabel(request) }),
      account: person,
      actions: [
        {
          label: t("wrong-account.switch"),
          action: toPath("/consent/switch-account"),
          fields: {
            consent_challenge: challenge,
            csrf_token: createToken("consent", challenge, session?.id ?? ""),
          },
          role: "primary",
          testId: "wrong-account-switch",
        },
      ],
    },
    { status: 403 },
  );
}
