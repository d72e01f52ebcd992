/** Hydra's consent challenge: asks the person, and tells Hydra what exactly they allowed (architecture §5). */

import { ConsentPage } from "@/components/consent/consent-page";
import { getConfig } from "@/lib/config/config";
import { limitFlow } from "@/lib/limits/limit-post";
import { readTypedCode } from "@/lib/oauth2/device/user-code.server";
import { toParameters } from "@/lib/oauth2/login/decide-login";
import { toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import { toConfirmedCookies } from "@/lib/oauth2/logout/end-login-sessions.server";
import { acceptConsentAndAudit, rejectConsentAndAudit } from "@/lib/oauth2/shared/audited-answers.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { requireChallenge, toHydraPublicUrl } from "@/lib/oauth2/shared/challenge.server";
import { toBrandClient, toClientCard } from "@/lib/oauth2/shared/client-card.server";
import { isNewestPage, writeAnsweredPage, writeOpenPage } from "@/lib/oauth2/shared/open-pages.server";
import { keepToStartAgain } from "@/lib/oauth2/shared/start-again.server";
import { createToken, requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withBrand, withUiLocales } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderDocument } from "@/lib/web/render-document";
import {
  replaceAnswer,
  replaceStalePage,
  showSuperseded,
  showWrongAccount,
  toConsentSignIn,
} from "./consent-elsewhere.server";
import { decideConsent, toConsentOwner, toGrant } from "./decide-consent";
import { denyConsent, endConsent } from "./end-consent.server";
import { readGrants, toGrantedScopes, writeGrantedScopes } from "./granted-scopes.server";
import { asksForNewAudience, readConsent } from "./read-consent.server";

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
    hasNewAudience: await asksForNewAudience(page, consent),
    hydraPublicUrl: toHydraPublicUrl(request.request_url),
    t: page.context.t,
  });
  const replaced = decision.kind === "ask" && replaceStalePage(page, consent);
  if (replaced) return replaced;
  // What is answered without a page makes an older page as useless as a newer page does.
  const opened = writeOpenPage(page.request, clientId, challenge, { isAnswered: decision.kind !== "ask" });
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
            ...opened,
            ...(await keepToStartAgain(challenge, request.request_url)),
            ...(await toConfirmedCookies(page, request)),
          ],
        },
      );
    case "grant":
    case "reject": {
      const write = () =>
        decision.kind === "grant"
          ? acceptConsentAndAudit(page, consent, decision.body, true)
          : rejectConsentAndAudit(page, consent, decision.body);
      return endConsent(page, consent, write, [...opened, ...(await toConfirmedCookies(page, request))]);
    }
    case "ask-anew":
      return redirectOffOrigin(page, decision.href, { targetLabel: toClientLabel(request) });
    case "sign-in":
      return toConsentSignIn(page, consent);
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
  if (owner.kind === "sign-in") return toConsentSignIn(page, consent);
  if (owner.kind === "wrong-account") return showWrongAccount(page, consent, owner);
  const replaced = replaceAnswer(page, consent);
  if (replaced) return replaced;
  requireToken(readField(form, "csrf_token"), "consent", challenge, owner.session.id);
  switch (readField(form, "consent_action")) {
    case "reject":
      return denyConsent(page, consent);
    case "accept": {
      const { subject = "", client } = consent.request;
      const clientId = client?.client_id ?? "";
      if (!isNewestPage(page.request, clientId, challenge)) return showSuperseded(page, consent);
      const body = toGrant({
        request: consent.request,
        session: owner.session,
        ticked: form.getAll("grant_scope"),
        remember: readField(form, "remember") === "1",
        config,
      });
      const setCookies = [
        ...writeAnsweredPage(page.request, clientId, challenge),
        ...(await writeGrantedScopes(page.request, subject, clientId, body.grant_scope ?? [])),
      ];
      return endConsent(page, consent, () => acceptConsentAndAudit(page, consent, body, false), setCookies);
    }
    default:
      throw new HttpError(400, "bad-request");
  }
}
