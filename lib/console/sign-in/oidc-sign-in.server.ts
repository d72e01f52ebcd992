/** Operators' sign-in with OpenID Connect: code, PKCE S256, state, nonce; assurance and age asked for and checked (C3). */

import * as oidc from "openid-client";
import { limitPost } from "@/lib/limits/limit-post";
import { seeOther } from "@/lib/web/redirect";
import { readUrl } from "@/lib/web/request-url";
import { PENDING_MS } from "../act/pending-act.server";
import { getConsoleConfig } from "../get-console-config.server";
import { readRoleValues } from "../operator/find-role";
import { ConsoleProblem } from "../problem";
import { type ConsolePage, toConsoleUrl } from "../request/console-page.server";
import { readConsoleSession } from "../session/sessions.server";
import { getStore } from "../store/get-store.server";
import { type ClaimProblem, findClaimProblem } from "./check-claims";
import { finishSignIn } from "./finish-sign-in.server";
import { keepLoginState, type LoginState, takeLoginState } from "./login-state.server";
import { getProvider, getProviderAnew, requireOidcSignIn } from "./provider.server";

const CALLBACK = "/callback";

/** @param isStepUp the session that is there asks for a new sign-in of its operator */
export async function startOidc(
  page: ConsolePage,
  { returnTo, isStepUp }: { returnTo: string; isStepUp: boolean },
): Promise<Response> {
  const signIn = requireOidcSignIn();
  const { sessionMs, stepUpMs } = getConsoleConfig();
  const provider = await reach(() => getProvider(signIn));
  const session = isStepUp ? await readConsoleSession(page.request) : undefined;
  const login: LoginState = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    returnTo,
    startedAt: Date.now(),
    since: await (await getStore()).time(),
    handle: session?.handle,
  };
  const url = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: toConsoleUrl(CALLBACK),
    scope: signIn.scope,
    state: login.state,
    nonce: login.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(login.verifier),
    code_challenge_method: "S256",
    max_age: String(toSeconds(session ? toStepUpAge(stepUpMs) : sessionMs)),
    ...(signIn.acrValues.length > 0 && { acr_values: signIn.acrValues.join(" ") }),
    ...(session && { prompt: "login" }),
  });
  return seeOther(url.href, await keepLoginState(page.request, login));
}

/**
 * The provider's answer at the redirect URI. Anybody can begin sign-ins and make answers up, each of which the provider is asked about.
 * @throws ConsoleProblem 4xx for every answer that is not to our question; HttpError 429
 */
export async function finishOidc(page: ConsolePage): Promise<Response> {
  const signIn = requireOidcSignIn();
  const { search, searchParams } = readUrl(page.request);
  const states = searchParams.getAll("state");
  const [state] = states;
  if (states.length !== 1 || !state) throw new ConsoleProblem(400, NOT_OURS);
  const { login, setCookies } = await takeLoginState(page.request, state);
  if (!login) throw new ConsoleProblem(400, NOT_OURS, setCookies);
  await limitPost(page.request, "operator-sign-in");
  const { sessionMs, stepUpMs } = getConsoleConfig();
  const provider = await reach(() => getProviderAnew(signIn));
  const tokens = await reach(() =>
    oidc.authorizationCodeGrant(provider, new URL(toConsoleUrl(CALLBACK) + search), {
      pkceCodeVerifier: login.verifier,
      expectedState: login.state,
      expectedNonce: login.nonce,
      maxAge: toSeconds(login.handle ? toStepUpAge(stepUpMs) : sessionMs),
      idTokenExpected: true,
    }),
  );
  const claims = tokens.claims();
  if (!claims) throw new ConsoleProblem(400, NOT_OURS, setCookies);
  const notBefore = login.handle === undefined ? undefined : login.startedAt;
  const problem = findClaimProblem(claims, { acrValues: signIn.acrValues, notBefore });
  if (problem) throw new ConsoleProblem(403, CLAIM_PROBLEMS[problem], setCookies);
  const authenticatedAt = Number(claims.auth_time) * 1000;
  return finishSignIn(page, {
    who: { issuer: claims.iss, subject: claims.sub },
    name: toName(claims),
    roleValues: [...readRoleValues(claims, getConsoleConfig())],
    authenticatedAt,
    newestFactorAt: authenticatedAt,
    assurance: typeof claims.acr === "string" ? claims.acr : "",
    providerSession: typeof claims.sid === "string" ? claims.sid : undefined,
    idToken: tokens.id_token,
    since: login.since,
    handle: login.handle,
    returnTo: login.returnTo,
    setCookies,
  });
}

/** Long enough to enter a password and a code; that the sign-in is a new one is checked by its time. */
function toStepUpAge(stepUpMs: number): number {
  return Math.max(stepUpMs, PENDING_MS);
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** For people to read: an address, a name, or the subject. */
function toName(claims: oidc.IDToken): string {
  const found = [claims.name, claims.preferred_username, claims.email].find(
    (claim) => typeof claim === "string" && claim,
  );
  return typeof found === "string" ? found.slice(0, 200) : claims.sub;
}

/** openid-client's codes for what is no provider's answer: a server that fails, a proxy's page. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "OAUTH_TIMEOUT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
]);

/** What a provider says to a client whose id or secret it does not take (RFC 6749 §5.2). */
const CLIENT_ERRORS: ReadonlySet<string> = new Set(["invalid_client", "unauthorized_client"]);

/**
 * Tells a provider that is away, or something in its place, and one that does not take the console itself (503), from an answer
 * that confirms nobody (400).
 */
async function reach<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const code = toCode(error);
    const cause = Object.assign(new Error(), { code });
    const facts = (label: string) => (code ? { facts: [{ label, value: code }] } : {});
    const isChallenge = error instanceof oidc.WWWAuthenticateChallengeError;
    if (isChallenge || (error instanceof oidc.ResponseBodyError && CLIENT_ERRORS.has(error.error)))
      throw new ConsoleProblem(503, { ...NOT_TAKEN, ...facts("The provider's answer") }, [], cause);
    if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
      throw new ConsoleProblem(400, { ...REFUSED, ...facts("The provider's answer") }, [], cause);
    if (code?.startsWith("OAUTH_") && !ELSEWHERE.has(code))
      throw new ConsoleProblem(400, { ...REFUSED, ...facts("Code") }, [], cause);
    throw new ConsoleProblem(503, AWAY, [], cause);
  }
}

/** The provider's own word for what is the matter where it has one of the standard's letters, else openid-client's, or the system's. */
function toCode(error: unknown): string | undefined {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    if (/^[\w-]{1,60}$/.test(error.error)) return error.error;
  }
  for (const each of [error, error instanceof Error ? error.cause : undefined])
    if (each instanceof Error && "code" in each && typeof each.code === "string") return each.code;
  return undefined;
}

const AGAIN = { links: [{ path: "/sign-in", label: "Sign in again" }] };

const NOT_OURS = {
  title: "This sign-in was not begun here",
  text: "It was begun in another browser or tab, was used already, or waited longer than ten minutes. You are not signed in by it.",
  ...AGAIN,
};
const REFUSED = {
  title: "The sign-in did not finish",
  text: "The provider did not confirm who you are. You are not signed in by it.",
  ...AGAIN,
};
const NOT_TAKEN = {
  title: "The provider does not take this console",
  text: "It refused the client id or the secret by which the console asks it who signed in: nobody can sign in by it.",
  next: "CONSOLE_OIDC_CLIENT_ID and CONSOLE_OIDC_CLIENT_SECRET have to be what the provider has; then Foyer is started again.",
  ...AGAIN,
};
const AWAY = {
  title: "The provider did not answer",
  text: "Operators sign in with an OpenID provider, and it could not be reached, or did not answer as one.",
  next: "Try again in a moment. If it stays away: docs/console.md says how to get in without it.",
  ...AGAIN,
};
const CLAIM_PROBLEMS = {
  assurance: {
    title: "A second factor is needed",
    text: "The provider did not confirm a sign-in with a second factor (acr), which this console asks for.",
    next: "Set one up at the provider, then sign in again.",
    ...AGAIN,
  },
  "not-asked-again": {
    title: "The provider did not ask you again",
    text: "A dangerous act needs a new sign-in, and the provider answered with the old one. Nothing was done.",
    ...AGAIN,
  },
  "no-time": {
    title: "The provider does not say when you signed in",
    text: "Its ID token has no auth_time, which this console asks for (max_age) and needs.",
    ...AGAIN,
  },
} satisfies Record<ClaimProblem, ConsoleProblem["view"]>;
