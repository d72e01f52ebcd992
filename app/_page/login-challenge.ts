/** Hydra's login challenge: accepts, rejects, or shows what the person must do first (architecture §5). */

import type { OAuth2LoginRequest } from "@ory/client-fetch";
import { getConfig } from "@/lib/config";
import { toFlowReturnTo } from "@/lib/flow/to-flow-view";
import {
  dropContinuation,
  readAllContinuations,
  readContinuation,
  writeContinuation,
} from "@/lib/http/continuation";
import { requireToken } from "@/lib/http/csrf";
import { readField } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { limitFlow } from "@/lib/http/limit-post";
import { writeLoginSession } from "@/lib/http/login-session";
import { acceptOnce } from "@/lib/http/once";
import { seeOther } from "@/lib/http/redirect";
import { writeUiLocales } from "@/lib/http/ui-locales";
import { findRivals, mergeContinuation, toContinuation } from "@/lib/oauth2/continuation";
import {
  decideLogin,
  type LoginDecision,
  type LoginInput,
  toParameters,
  type WhyKey,
} from "@/lib/oauth2/decide-login";
import { LOGIN_CANCELLED } from "@/lib/oauth2/oauth2-error";
import { toPerson } from "@/lib/oauth2/person";
import type { ConfirmView } from "@/lib/oauth2/view";
import { getLoginRequest } from "@/lib/ory/hydra";
import { type RawFlow, whoami } from "@/lib/ory/kratos";
import { toCancelLink, toLoginChallenge } from "./app-request";
import { toBrowserEndpoint } from "./browser-endpoint";
import { requireNextAddress, toHydraPublicUrl, withChallenge } from "./challenge";
import { renderConfirm } from "./confirm";
import { type FlowExtras, startFlow } from "./flow";
import { writeLogin, writeLoginRejection } from "./hydra-writes";
import { leave } from "./leave";
import { type LoginChallenge, toClientLabel } from "./login-answer";
import { toAccountChoiceView, toEnrolView, toSwitchAccountView } from "./login-questions";
import { type Page, toPath, toUrl, withUiLocales } from "./page";
import { makeRoom } from "./sign-out";

export async function showLoginChallenge(page: Page, challenge: string): Promise<Response> {
  if (getConfig().nativeOAuth2) return seeOther(toBrowserEndpoint("login", { loginChallenge: challenge }));
  const login = await readChallenge(page, challenge);
  const { uiLocales } = toParameters(login.request);
  return follow(await withUiLocales(page, uiLocales, login.session?.identity), login, decide(login));
}

/** @throws HttpError 403 without the token that the page's own form carried */
export async function answerLoginChallenge(page: Page, form: URLSearchParams): Promise<Response> {
  const challenge = readField(form, "login_challenge");
  if (!challenge) throw new HttpError(400, "challenge-missing");
  await limitFlow(challenge);
  requireToken(readField(form, "csrf_token"), "login", challenge);
  const continuation = await readContinuation(page.request, challenge);
  if (!continuation) throw new HttpError(403, "stale-form");
  switch (readField(form, "decision")) {
    case "cancel":
      return reject(page, challenge, undefined, LOGIN_CANCELLED);
    case "other-account":
      return seeOther(toPath("/login", { login_challenge: challenge }), await makeRoom(page));
    case "switch": {
      const login = await readChallenge(page, challenge);
      return follow(page, login, decide(login, { confirmed: "switch" }));
    }
    default:
      throw new HttpError(400, "bad-request");
  }
}

/**
 * Answers in place of a second step that offers nothing, as Kratos makes it for somebody who has no second factor,
 * where browsers start flows at Kratos itself.
 */
export async function answerEmptyStep(page: Page, flow: RawFlow): Promise<Response | undefined> {
  const challenge = toLoginChallenge(toFlowReturnTo(flow));
  if (!challenge) return undefined;
  const login = await readChallenge(page, challenge);
  return follow(page, login, decide(login, { secondFactor: "none" }));
}

async function readChallenge(page: Page, challenge: string): Promise<LoginChallenge> {
  const [request, who, continuation] = await Promise.all([
    withChallenge(() => getLoginRequest(challenge, page.caller)),
    whoami(page.caller),
    readContinuation(page.request, challenge),
  ]);
  const session = who.kind === "session" ? who.session : null;
  return {
    challenge,
    request,
    who,
    session,
    continuation,
    returnTo: toUrl("/login", { login_challenge: challenge }),
  };
}

function decide(
  login: LoginChallenge,
  more: Pick<LoginInput, "confirmed" | "secondFactor"> = {},
): LoginDecision {
  const { request, session, continuation, who } = login;
  return decideLogin({
    request,
    session,
    lacksSecondFactor: who.kind === "aal2-required",
    continuation,
    config: getConfig().oauth2,
    hydraPublicUrl: toHydraPublicUrl(request.request_url),
    now: new Date(),
    ...more,
  });
}

async function follow(page: Page, login: LoginChallenge, decision: LoginDecision): Promise<Response> {
  switch (decision.kind) {
    case "accept":
      return accept(page, login, decision.body);
    case "reject":
      return reject(page, login.challenge, login.request, decision.body);
    case "authenticate": {
      const refresh = (decision.refresh && login.session !== null) || undefined;
      const identifier = decision.loginHint ?? (refresh && toOwnIdentifier(login));
      const extras = await toExtras(page, login, decision.whyKey, identifier);
      return startFlow(page, "login", { returnTo: login.returnTo, refresh }, extras);
    }
    case "step-up": {
      const extras = await toExtras(page, login, decision.whyKey);
      const whenEmpty = () => follow(page, login, decide(login, { secondFactor: "none" }));
      return startFlow(
        page,
        "login",
        { returnTo: login.returnTo, aal: decision.aal },
        { ...extras, whenEmpty },
      );
    }
    case "register":
    case "restart":
      return leave(page, decision.href, { targetLabel: toClientLabel(login.request) });
    case "choose-account":
      return ask(page, login, toAccountChoiceView(page, login, decision));
    case "switch-account":
      return ask(page, login, toSwitchAccountView(page, login, decision));
    case "enrol":
      return ask(page, login, toEnrolView(page, login, decision));
  }
}

/** Who is asked again need not type who they are: Kratos forgets it where codes are a way to sign in too. */
function toOwnIdentifier({ session }: LoginChallenge): string | undefined {
  return session?.identity && toPerson(session.identity, getConfig().oauth2.claims).email;
}

async function accept(
  page: Page,
  { challenge, request, continuation }: LoginChallenge,
  body: Extract<LoginDecision, { kind: "accept" }>["body"],
): Promise<Response> {
  const rivals = findRivals(request, await readAllContinuations(page.request));
  const later = continuation && rivals.find(({ firstSeen }) => firstSeen > continuation.firstSeen);
  if (later) {
    const setCookies = [dropContinuation(challenge)];
    return seeOther(toPath("/login", { login_challenge: later.challenge }), setCookies);
  }
  const { session_id: sid } = request;
  const [redirectTo, loginSession] = await Promise.all([
    acceptOnce(challenge, body.subject, () =>
      withChallenge(() => writeLogin(page, { challenge, request }, body)),
    ),
    sid ? writeLoginSession({ sid, subject: body.subject }) : undefined,
  ]);
  const href = requireNextAddress(redirectTo, request.request_url);
  const setCookies = [challenge, ...rivals.map((rival) => rival.challenge)].map(dropContinuation);
  if (loginSession) setCookies.push(loginSession);
  return leave(page, href, { setCookies, targetLabel: toClientLabel(request) });
}

async function reject(
  page: Page,
  challenge: string,
  request: OAuth2LoginRequest | undefined,
  body: Extract<LoginDecision, { kind: "reject" }>["body"],
): Promise<Response> {
  const redirectTo = await withChallenge(() => writeLoginRejection(page, { challenge, request }, body));
  const href = requireNextAddress(redirectTo, request?.request_url);
  return leave(page, href, { setCookies: [dropContinuation(challenge)] });
}

async function ask(page: Page, login: LoginChallenge, view: ConfirmView): Promise<Response> {
  return renderConfirm(page, view, { setCookies: await toContinuationCookies(page, login) });
}

async function toExtras(
  page: Page,
  login: LoginChallenge,
  whyKey: WhyKey,
  identifier?: string,
): Promise<FlowExtras> {
  const client = toClientLabel(login.request);
  return {
    clientName: client,
    identifier,
    lead: whyKey === "login.why.sign-in" ? undefined : page.chrome.t(whyKey, { client }),
    links: [toCancelLink(page, login.challenge)],
    setCookies: await toContinuationCookies(page, login),
  };
}

async function toContinuationCookies(
  page: Page,
  { request, session, who, continuation }: LoginChallenge,
): Promise<string[]> {
  const seen = toContinuation(request, session, new Date());
  const now = who.kind === "aal2-required" ? { ...seen, isBlind: true } : seen;
  return [
    ...writeUiLocales(page.request, toParameters(request).uiLocales),
    ...(await writeContinuation(page.request, continuation ? mergeContinuation(continuation, now) : now)),
  ];
}
