/** Hydra's login challenge: accepts, rejects, or shows what the person must do first (architecture §5). */

import { getConfig } from "@/lib/config/config";
import { limitFlow } from "@/lib/limits/limit-post";
import { keepFirstSight } from "@/lib/oauth2/login/begun-anew.server";
import { type LoginDecision, toParameters } from "@/lib/oauth2/login/decide-login";
import {
  goesOnAs,
  type LoginChallenge,
  toClientLabel,
  toLoginName,
} from "@/lib/oauth2/login/login-answer.server";
import {
  findLaterRequestOfClient,
  isMetBy,
  type PendingRequest,
  toSeenSession,
} from "@/lib/oauth2/login/pending-request";
import {
  dropPendingRequest,
  readAllPendingRequests,
  readPendingRequest,
} from "@/lib/oauth2/login/pending-request.server";
import { endKratosSession } from "@/lib/oauth2/logout/sign-out.server";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { requireChallenge, requireGoesOn, toHydraPublicUrl } from "@/lib/oauth2/shared/challenge.server";
import { toBrandClient } from "@/lib/oauth2/shared/client-card.server";
import { isSuperseded, writeOpenPage } from "@/lib/oauth2/shared/open-pages.server";
import { toRequestAnew } from "@/lib/oauth2/shared/request-url";
import { toClockLead } from "@/lib/ory/kratos-public";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { toLoginChallenge } from "@/lib/self-service/page/app-request.server";
import { toBrowserEndpoint } from "@/lib/self-service/page/browser-endpoint.server";
import { startFlow } from "@/lib/self-service/page/show-flow.server";
import { toFlowReturnTo } from "@/lib/self-service/to-flow-view";
import { requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { type PageRequest, withBrand, withUiLocales } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { askLoginQuestion, toChallengeExtras, toOwnIdentifier } from "./ask-first";
import { acceptLoginChallenge, cancelLoginChallenge, rejectLoginChallenge } from "./end-challenge";
import { decideLoginChallenge, readLoginChallenge } from "./read-challenge";

/** What leads to Hydra at once. */
const WITHOUT_PAGE: ReadonlySet<LoginDecision["kind"]> = new Set(["accept", "reject", "register", "restart"]);

/** @param account what a click on "Continue as …" brings along */
export async function showLoginChallenge(
  page: PageRequest,
  challenge: Challenge,
  account?: string,
): Promise<Response> {
  if (getConfig().nativeOAuth2) return seeOther(toBrowserEndpoint("login", { loginChallenge: challenge }));
  const login = await readLoginChallenge(page, challenge);
  requireGoesOn(login.request);
  const anew = await beginAnew(page, login);
  if (anew) return anew;
  const decision = decideLoginChallenge(page, login);
  if (decision.kind === "choose-account" && goesOnAs(account, challenge, login.session))
    return seeOther(decision.continueHref);
  const { uiLocales } = toParameters(login.request);
  const shown = await follow(await withUiLocales(page, uiLocales, login.session?.identity), login, decision);
  const isAnswered = WITHOUT_PAGE.has(decision.kind);
  for (const line of writeOpenPage(page.request, toLoginName(login.request), challenge, { isAnswered }))
    shown.headers.append("set-cookie", line);
  return shown;
}

/**
 * Begins a sign-in anew that Hydra can finish no more, since the app had another one answered here meanwhile: a silent
 * renewal in another tab, say (hydra#3757). Not while a newer page of the app waits, with which the older one goes on. Whoever has
 * given credentials for it gives none again.
 */
async function beginAnew(page: PageRequest, login: LoginChallenge): Promise<Response | undefined> {
  const { challenge, pendingRequest } = login;
  const { request_url } = login.request;
  if (!isSuperseded(page.request, toLoginName(login.request), challenge)) return undefined;
  const all = await readAllPendingRequests(page.request);
  if (findLaterRequestOfClient(login.request, pendingRequest, all)) return undefined;
  // Whoever comes here from the registration page has an account by now, or wants to sign in.
  const href = toRequestAnew(request_url, toHydraPublicUrl(request_url));
  if (!href) return undefined;
  const setCookies = [dropPendingRequest(challenge)];
  if (pendingRequest && hasGiven(login, pendingRequest))
    setCookies.push(await keepFirstSight(pendingRequest, href));
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(login.request) });
}

/** Whether credentials were given since first sight, or a second factor is to follow, before which nothing of them can be seen. */
function hasGiven({ who, session }: LoginChallenge, pendingRequest: PendingRequest): boolean {
  return who.kind === "aal2-required" || isMetBy(pendingRequest, toSeenSession(session), toClockLead(who));
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
      return cancelLoginChallenge(page, challenge, pendingRequest);
    case "other-account":
      return seeOther(toPath("/login", { login_challenge: challenge }), await endKratosSession(page));
    case "switch": {
      const login = await readLoginChallenge(page, challenge);
      // By now somebody else may be signed in, the one whom Hydra remembers too: the app would get whom nobody chose.
      if (login.session && !goesOnAs(readField(form, "account"), challenge, login.session))
        throw new HttpError(403, "stale-form");
      const anew = await beginAnew(page, login);
      return anew ?? follow(page, login, decideLoginChallenge(page, login, { confirmed: "switch" }));
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
  const login = await readLoginChallenge(page, challenge);
  return follow(page, login, decideLoginChallenge(page, login, { secondFactor: "none" }));
}

async function follow(asked: PageRequest, login: LoginChallenge, decision: LoginDecision): Promise<Response> {
  const page = await withBrand(asked, { client: toBrandClient(login.request.client) });
  switch (decision.kind) {
    case "accept":
      return acceptLoginChallenge(page, login, decision.body);
    case "reject":
      return rejectLoginChallenge(page, login, decision.body);
    case "authenticate": {
      const refresh = (decision.refresh && login.session !== null) || undefined;
      const identifier = (refresh && toOwnIdentifier(login)) || decision.loginHint;
      const extras = await toChallengeExtras(page, login, decision.why, identifier);
      return startFlow(page, "login", { returnTo: login.returnTo, refresh }, extras);
    }
    case "step-up": {
      const extras = await toChallengeExtras(page, login, "second-factor");
      const whenEmpty = () =>
        follow(page, login, decideLoginChallenge(page, login, { secondFactor: "none" }));
      return startFlow(
        page,
        "login",
        { returnTo: login.returnTo, aal: decision.aal, refresh: decision.refresh || undefined },
        { ...extras, whenEmpty },
      );
    }
    case "register":
    case "restart":
      return redirectOffOrigin(page, decision.href, { targetLabel: toClientLabel(login.request) });
    case "choose-account":
    case "switch-account":
    case "enrol":
      return askLoginQuestion(page, login, decision);
  }
}
