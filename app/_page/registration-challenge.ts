/** Hydra's login challenge on the registration page, where it sends `prompt=registration`. */

import { getConfig } from "@/lib/config";
import { writeContinuation } from "@/lib/http/continuation";
import { requireToken } from "@/lib/http/csrf";
import { readField } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { seeOther } from "@/lib/http/redirect";
import { writeUiLocales } from "@/lib/http/ui-locales";
import { toContinuation } from "@/lib/oauth2/continuation";
import { toParameters } from "@/lib/oauth2/decide-login";
import { decideRegistration } from "@/lib/oauth2/decide-registration";
import { getLoginRequest } from "@/lib/ory/hydra";
import { whoami } from "@/lib/ory/kratos";
import { toBrowserEndpoint } from "./browser-endpoint";
import { toHydraPublicUrl, withChallenge } from "./challenge";
import { renderConfirm } from "./confirm";
import { startFlow } from "./flow";
import { leave } from "./leave";
import { toAnswerFields, toClientLabel } from "./login-answer";
import { type Page, toPath, toUrl, withUiLocales } from "./page";
import { makeRoom } from "./sign-out";

export async function showRegistrationChallenge(asked: Page, challenge: string): Promise<Response> {
  if (getConfig().nativeOAuth2)
    return seeOther(toBrowserEndpoint("registration", { loginChallenge: challenge }));
  const [request, who] = await Promise.all([
    withChallenge(() => getLoginRequest(challenge, asked.caller)),
    whoami(asked.caller),
  ]);
  const { uiLocales } = toParameters(request);
  const session = who.kind === "session" ? who.session : null;
  const page = await withUiLocales(asked, uiLocales, session?.identity);
  const hydraPublicUrl = toHydraPublicUrl(request.request_url);
  const decision = decideRegistration({ request, session, config: getConfig().oauth2, hydraPublicUrl });
  switch (decision.kind) {
    case "register": {
      const returnTo = toUrl("/login", { login_challenge: challenge });
      return startFlow(
        page,
        "registration",
        { returnTo, afterVerificationReturnTo: returnTo },
        {
          clientName: toClientLabel(request),
          identifier: decision.loginHint,
          setCookies: [
            ...writeUiLocales(page.request, uiLocales),
            ...(await writeContinuation(page.request, toContinuation(request, session, new Date()))),
          ],
        },
      );
    }
    case "restart":
      return leave(page, decision.href, { targetLabel: toClientLabel(request) });
    case "choose-account": {
      const { t } = page.chrome;
      return renderConfirm(page, {
        testId: "registration-under-session",
        title: t("chooser.registration.title"),
        lead: t("chooser.registration.lead", { client: toClientLabel(request) }),
        account: decision.person,
        actions: [
          {
            label: t("chooser.registration.other"),
            action: toPath("/registration"),
            fields: toAnswerFields(challenge, "other-account"),
            role: "secondary",
            testId: "registration-other",
          },
        ],
        links: [
          {
            label: t("chooser.continue", { account: decision.person.label }),
            href: decision.continueHref,
            role: "primary",
          },
        ],
      });
    }
  }
}

/** @throws HttpError 403 without the token that the page's own form carried */
export async function answerRegistrationChallenge(page: Page, form: URLSearchParams): Promise<Response> {
  const challenge = readField(form, "login_challenge");
  if (!challenge) throw new HttpError(400, "challenge-missing");
  requireToken(readField(form, "csrf_token"), "login", challenge);
  return seeOther(toPath("/registration", { login_challenge: challenge }), await makeRoom(page));
}
