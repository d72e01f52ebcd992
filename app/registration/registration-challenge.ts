/** Hydra's login challenge on the registration page, where it sends `prompt=registration`. */

import { getConfig } from "@/lib/config/config";
import { writeUiLocales } from "@/lib/i18n/ui-locales.server";
import { toParameters } from "@/lib/oauth2/login/decide-login";
import {
  goesOnAs,
  toAnswerForm,
  toClientLabel,
  toContinueHref,
  toLoginName,
} from "@/lib/oauth2/login/login-answer.server";
import { mergePendingRequest, toPendingRequest } from "@/lib/oauth2/login/pending-request";
import { readPendingRequest, writePendingRequest } from "@/lib/oauth2/login/pending-request.server";
import { endKratosSession } from "@/lib/oauth2/logout/sign-out.server";
import { decideRegistration } from "@/lib/oauth2/registration/decide-registration";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import {
  requireChallenge,
  requireGoesOn,
  toHydraPublicUrl,
  withChallenge,
} from "@/lib/oauth2/shared/challenge.server";
import { toBrandClient, toClientCard } from "@/lib/oauth2/shared/client-card.server";
import { writeOpenPage } from "@/lib/oauth2/shared/open-pages.server";
import { keepToStartAgain, orStartAgain } from "@/lib/oauth2/shared/start-again.server";
import { getLoginRequest } from "@/lib/ory/hydra-admin";
import { toClockLead, whoami } from "@/lib/ory/kratos-public";
import { toRegistrationQuestionView } from "@/lib/questions/accounts";
import { toBrowserEndpoint } from "@/lib/self-service/page/browser-endpoint.server";
import { startFlow } from "@/lib/self-service/page/show-flow.server";
import { requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withBrand, withUiLocales } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderConfirm } from "@/lib/web/render-confirm";

/** @param account what a click on "Continue as …" brings along */
export async function showRegistrationChallenge(
  asked: PageRequest,
  challenge: Challenge,
  account?: string,
): Promise<Response> {
  if (getConfig().nativeOAuth2)
    return seeOther(toBrowserEndpoint("registration", { loginChallenge: challenge }));
  const [request, who, known] = await Promise.all([
    orStartAgain(asked.request, challenge, () =>
      withChallenge(() => getLoginRequest(challenge, asked.caller)),
    ),
    whoami(asked.caller),
    readPendingRequest(asked.request, challenge),
  ]);
  requireGoesOn(request);
  const { uiLocales } = toParameters(request);
  const session = who.kind === "session" ? who.session : null;
  const branded = await withBrand(asked, { client: toBrandClient(request.client) });
  const page = await withUiLocales(branded, uiLocales, session?.identity);
  const hydraPublicUrl = toHydraPublicUrl(request.request_url);
  const decision = decideRegistration({ request, session, config: getConfig().oauth2, hydraPublicUrl });
  const seen = toPendingRequest(request, session, new Date());
  const clockLead = toClockLead(who);
  const pendingRequest = known ? mergePendingRequest(known, seen, clockLead) : seen;
  const kept = async () => [
    ...writeOpenPage(page.request, toLoginName(request), challenge),
    ...(await keepToStartAgain(challenge, request.request_url)),
    ...(await writePendingRequest(page.request, pendingRequest)),
  ];
  switch (decision.kind) {
    case "sign-in":
      return seeOther(toPath("/login", { login_challenge: challenge }));
    case "register": {
      const returnTo = toUrl("/login", { login_challenge: challenge });
      return startFlow(
        page,
        "registration",
        { returnTo, afterVerificationReturnTo: returnTo },
        {
          clientName: toClientLabel(request),
          clientCard: toClientCard(request.client),
          identifier: decision.loginHint,
          setCookies: [...writeUiLocales(page.request, uiLocales), ...(await kept())],
        },
      );
    }
    case "restart":
      return redirectOffOrigin(page, decision.href, { targetLabel: toClientLabel(request) });
    case "choose-account": {
      if (goesOnAs(account, challenge, session)) return seeOther(decision.continueHref);
      const continueHref = toContinueHref("/registration", challenge, session);
      const question = { ...decision, continueHref };
      const view = toRegistrationQuestionView(page.context.t, question, {
        client: toClientLabel(request),
        form: toAnswerForm("/registration", challenge),
      });
      return renderConfirm(page, view, { setCookies: await kept() });
    }
  }
}

/** @throws HttpError 403 without the token that the page's own form carried, or for a request this browser never opened */
export async function answerRegistrationChallenge(
  page: PageRequest,
  form: URLSearchParams,
): Promise<Response> {
  const challenge = requireChallenge(readField(form, "login_challenge"));
  requireToken(readField(form, "csrf_token"), "login", challenge);
  if (!(await readPendingRequest(page.request, challenge))) throw new HttpError(403, "stale-form");
  return seeOther(toPath("/registration", { login_challenge: challenge }), await endKratosSession(page));
}
