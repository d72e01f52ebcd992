/** Hydra's login challenge: accepts, rejects, or shows what the person must do first (architecture §5). */

import type { OAuth2LoginRequest } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import { writeUiLocales } from "@/lib/i18n/ui-locales.server";
import { limitFlow } from "@/lib/limits/limit-post";
import { toPerson } from "@/lib/oauth2/claims/person";
import { isDeviceRefusal, showDenied } from "@/lib/oauth2/device/show-denied.server";
import { readTypedCode } from "@/lib/oauth2/device/user-code.server";
import {
  type AuthenticationReason,
  decideLogin,
  type LoginDecision,
  type LoginInput,
  toParameters,
} from "@/lib/oauth2/login/decide-login";
import { type LoginChallenge, toAnswerForm, toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import {
  findOtherRequestsOfClient,
  mergePendingRequest,
  toPendingRequest,
} from "@/lib/oauth2/login/pending-request";
import {
  dropPendingRequest,
  readAllPendingRequests,
  readPendingRequest,
  writePendingRequest,
} from "@/lib/oauth2/login/pending-request.server";
import { isKnownToHydra, toAcceptedCookies } from "@/lib/oauth2/logout/end-login-sessions.server";
import { readLoginSessions } from "@/lib/oauth2/logout/login-session.server";
import { endKratosSession } from "@/lib/oauth2/logout/sign-out.server";
import { acceptLoginAndAudit, rejectLoginAndAudit } from "@/lib/oauth2/shared/audited-answers.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import {
  requireChallenge,
  requireGoesOn,
  requireNextAddress,
  toHydraPublicUrl,
  withChallenge,
} from "@/lib/oauth2/shared/challenge.server";
import { toBrandClient, toClientCard } from "@/lib/oauth2/shared/client-card.server";
import { LOGIN_CANCELLED } from "@/lib/oauth2/shared/oauth2-error";
import { getLoginRequest } from "@/lib/ory/hydra-admin";
import { whoami } from "@/lib/ory/kratos-public";
import { type LoginQuestion, toLoginQuestionView } from "@/lib/questions/accounts";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { toCancelLink, toLoginChallenge } from "@/lib/self-service/page/app-request.server";
import { toBrowserEndpoint } from "@/lib/self-service/page/browser-endpoint.server";
import type { FlowExtras } from "@/lib/self-service/page/draw-flow.server";
import { startFlow } from "@/lib/self-service/page/show-flow.server";
import { toFlowReturnTo } from "@/lib/self-service/to-flow-view";
import { acceptOnce } from "@/lib/store/single-flight";
import { requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withBrand, withUiLocales } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderConfirm } from "@/lib/web/render-confirm";

export async function showLoginChallenge(page: PageRequest, challenge: Challenge): Promise<Response> {
  if (getConfig().nativeOAuth2) return seeOther(toBrowserEndpoint("login", { loginChallenge: challenge }));
  const login = await readChallenge(page, challenge);
  requireGoesOn(login.request);
  const { uiLocales } = toParameters(login.request);
  return follow(await withUiLocales(page, uiLocales, login.session?.identity), login, decide(page, login));
}

/** @throws HttpError 403 without the token that the page's own form carried */
export async function answerLoginChallenge(page: PageRequest, form: URLSearchParams): Promise<Response> {
  const challenge = requireChallenge(readField(form, "login_challenge"));
  await limitFlow(challenge);
  requireToken(readField(form, "csrf_token"), "login", challenge);
  const pendingRequest = await readPendingRequest(page.request, challenge);
  if (!pendingRequest) throw new HttpError(403, "stale-form");
  switch (readField(form, "decision")) {
    case "cancel":
      return cancel(page, challenge);
    case "other-account":
      return seeOther(toPath("/login", { login_challenge: challenge }), await endKratosSession(page));
    case "switch": {
      const login = await readChallenge(page, challenge);
      return follow(page, login, decide(page, login, { confirmed: "switch" }));
    }
    default:
      throw new HttpError(400, "bad-request");
  }
}

/**
 * Answers in place of a second step that offers nothing, as Kratos makes it for somebody who has no second factor,
 * where browsers start flows at Kratos itself.
 */
export async function answerEmptyStep(page: PageRequest, flow: KratosFlow): Promise<Response | undefined> {
  const challenge = toLoginChallenge(toFlowReturnTo(flow));
  if (!challenge) return undefined;
  const login = await readChallenge(page, challenge);
  return follow(page, login, decide(page, login, { secondFactor: "none" }));
}

async function readChallenge(page: PageRequest, challenge: Challenge): Promise<LoginChallenge> {
  const [request, who, pendingRequest, logins] = await Promise.all([
    withChallenge(() => getLoginRequest(challenge, page.caller)),
    whoami(page.caller),
    readPendingRequest(page.request, challenge),
    readLoginSessions(page.request),
  ]);
  const session = who.kind === "session" ? who.session : null;
  return {
    challenge,
    request,
    who,
    session,
    pendingRequest,
    logins,
    returnTo: toUrl("/login", { login_challenge: challenge }),
  };
}

function decide(
  page: PageRequest,
  login: LoginChallenge,
  more: Pick<LoginInput, "confirmed" | "secondFactor"> = {},
): LoginDecision {
  const { request, session, pendingRequest, who } = login;
  return decideLogin({
    request,
    session,
    clockLead: who.kind === "session" ? who.clockLead : 0,
    lacksSecondFactor: who.kind === "aal2-required",
    pendingRequest,
    isKnownToHydra: isKnownToHydra(page, login),
    config: getConfig().oauth2,
    hydraPublicUrl: toHydraPublicUrl(request.request_url),
    now: new Date(),
    ...more,
  });
}

async function follow(asked: PageRequest, login: LoginChallenge, decision: LoginDecision): Promise<Response> {
  const page = await withBrand(asked, { client: toBrandClient(login.request.client) });
  switch (decision.kind) {
    case "accept":
      return accept(page, login, decision.body);
    case "reject":
      return reject(page, login.challenge, login.request, decision.body);
    case "authenticate": {
      const refresh = (decision.refresh && login.session !== null) || undefined;
      const identifier = decision.loginHint ?? (refresh && toOwnIdentifier(login));
      const extras = await toExtras(page, login, decision.why, identifier);
      return startFlow(page, "login", { returnTo: login.returnTo, refresh }, extras);
    }
    case "step-up": {
      const extras = await toExtras(page, login, "second-factor");
      const whenEmpty = () => follow(page, login, decide(page, login, { secondFactor: "none" }));
      return startFlow(
        page,
        "login",
        { returnTo: login.returnTo, aal: decision.aal },
        { ...extras, whenEmpty },
      );
    }
    case "register":
    case "restart":
      return redirectOffOrigin(page, decision.href, { targetLabel: toClientLabel(login.request) });
    case "choose-account":
    case "switch-account":
    case "enrol":
      return ask(page, login, decision);
  }
}

/** Who is asked again need not type who they are: Kratos forgets it where codes are a way to sign in too. */
function toOwnIdentifier({ session }: LoginChallenge): string | undefined {
  return session?.identity && toPerson(session.identity, getConfig().oauth2.claims).email;
}

async function accept(
  page: PageRequest,
  { challenge, request, pendingRequest, logins }: LoginChallenge,
  body: Extract<LoginDecision, { kind: "accept" }>["body"],
): Promise<Response> {
  const others = findOtherRequestsOfClient(request, await readAllPendingRequests(page.request));
  const later = pendingRequest && others.find(({ firstSeen }) => firstSeen > pendingRequest.firstSeen);
  if (later) {
    const setCookies = [dropPendingRequest(challenge)];
    return seeOther(toPath("/login", { login_challenge: later.challenge }), setCookies);
  }
  const [redirectTo, loginSessions] = await Promise.all([
    acceptOnce(challenge, body.subject, () =>
      withChallenge(() => acceptLoginAndAudit(page, { challenge, request }, body)),
    ),
    toAcceptedCookies(logins, request, body.subject),
  ]);
  const href = requireNextAddress(redirectTo, request.request_url);
  const answered = [challenge, ...others.map((other) => other.challenge)].map(dropPendingRequest);
  const setCookies = [...answered, ...loginSessions];
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

/** Asks Hydra for the request only where a device may have made it: where this browser has just typed its code. */
async function cancel(page: PageRequest, challenge: Challenge): Promise<Response> {
  const request = (await readTypedCode(page.request))
    ? await withChallenge(() => getLoginRequest(challenge, page.caller))
    : undefined;
  const answer = await reject(page, challenge, request, LOGIN_CANCELLED);
  if (!(await isDeviceRefusal(page.request, request?.request_url))) return answer;
  return showDenied(page, [dropPendingRequest(challenge)]);
}

async function reject(
  page: PageRequest,
  challenge: Challenge,
  request: OAuth2LoginRequest | undefined,
  body: Extract<LoginDecision, { kind: "reject" }>["body"],
): Promise<Response> {
  const redirectTo = await withChallenge(() => rejectLoginAndAudit(page, { challenge, request }, body));
  const href = requireNextAddress(redirectTo, request?.request_url);
  return redirectOffOrigin(page, href, { setCookies: [dropPendingRequest(challenge)] });
}

async function ask(page: PageRequest, login: LoginChallenge, question: LoginQuestion): Promise<Response> {
  const view = toLoginQuestionView(page.context.t, question, {
    client: toClientLabel(login.request),
    form: toAnswerForm("/login", login.challenge),
    settingsHref: toPath("/settings", { return_to: login.returnTo }),
  });
  return renderConfirm(page, view, { setCookies: await toPendingRequestCookies(page, login) });
}

async function toExtras(
  page: PageRequest,
  login: LoginChallenge,
  why: AuthenticationReason,
  identifier?: string,
): Promise<FlowExtras> {
  const client = toClientLabel(login.request);
  return {
    clientName: client,
    clientCard: toClientCard(login.request.client),
    identifier,
    lead: why === "sign-in" ? undefined : page.context.t(`login.why.${why}`, { client }),
    links: [toCancelLink(page, login.challenge)],
    setCookies: await toPendingRequestCookies(page, login),
  };
}

async function toPendingRequestCookies(
  page: PageRequest,
  { request, session, who, pendingRequest }: LoginChallenge,
): Promise<string[]> {
  const seen = toPendingRequest(request, session, new Date());
  const clockLead = who.kind === "session" ? who.clockLead : 0;
  const now = who.kind === "aal2-required" ? { ...seen, isFirstFactorUnseen: true } : seen;
  return [
    ...writeUiLocales(page.request, toParameters(request).uiLocales),
    ...(await writePendingRequest(
      page.request,
      pendingRequest ? mergePendingRequest(pendingRequest, now, clockLead) : now,
    )),
  ];
}
