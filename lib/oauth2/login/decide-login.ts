/** Decides what a login challenge needs next: an answer to Hydra, or something from the person first. */

import type { AcceptOAuth2LoginRequest, OAuth2LoginRequest, RejectOAuth2Request } from "@ory/client-fetch";
import { toAsciiAddress } from "@/lib/ascii-address";
import { toValues } from "@/lib/oauth2/claims/claims";
import { type ActiveSession, type Person, toPerson } from "@/lib/oauth2/claims/person";
import type { OAuth2Config } from "@/lib/oauth2/config";
import { toRejection } from "@/lib/oauth2/shared/oauth2-error";
import {
  parseRequestUrl,
  type RequestParameters,
  toRequestUrl,
  withPrompt,
} from "@/lib/oauth2/shared/request-url";
import { toSessionContext } from "@/lib/oauth2/shared/session-context";
import { type AcrDecision, decideAcr, isAcrUnknown, type SecondFactor } from "./acr";
import { toAmr, toAuthenticationAge } from "./authentication";
import { isMetBy, isMetBySecondFactor, type PendingRequest, toSeenSession } from "./pending-request";

/** Why credentials are asked for; all but the plain sign-in have words, `login.why.<reason>`. */
export type AuthenticationReason =
  | "sign-in"
  | "prompt-login"
  | "max-age"
  | "not-remembered"
  | "second-factor";

export type LoginDecision =
  /** Tell Hydra who it is. */
  | { kind: "accept"; body: AcceptOAuth2LoginRequest }
  /** Tell the client that it cannot be done. */
  | { kind: "reject"; body: RejectOAuth2Request }
  /** Create a Kratos login flow; `refresh` asks a signed-in person again. */
  | { kind: "authenticate"; refresh: boolean; why: AuthenticationReason; loginHint?: string }
  /** Create a Kratos login flow with `aal=aal2`, and `refresh` for somebody who gave theirs before; when it offers nothing, decide again with `secondFactor: "none"`. */
  | { kind: "step-up"; aal: "aal2"; refresh: boolean }
  /** The person has no second factor: offer to set one up (settings, then back here), or to cancel. */
  | { kind: "enrol"; person: Person }
  /** Lead to Hydra, which sends the browser on to registration. */
  | { kind: "register"; href: string }
  /** Lead to Hydra with another prompt. */
  | { kind: "restart"; href: string }
  /** Ask which account: the signed-in one (`continueHref`) or another (`otherHref`, after credentials). */
  | { kind: "choose-account"; person: Person; continueHref: string; otherHref: string }
  /**
   * Somebody else than Hydra remembers (`remembered`), or than the client's `login_hint` guesses (`guess`: both may go on
   * as themselves, `confirmed: "switch"`), or than its `id_token_hint` names (`hint`: must sign in as that person, or
   * cancel) is signed in.
   */
  | { kind: "switch-account"; person: Person; cause: "remembered" | "guess" | "hint" };

export interface LoginInput {
  request: OAuth2LoginRequest;
  /** The browser's Kratos session, null without one. */
  session: ActiveSession | null;
  /** How far Kratos' clock is before ours, in milliseconds; as ours where it does not say. */
  clockLead?: number;
  /** There is a session, but Kratos says nothing of it until its second factor was used (`session_aal2_required`). */
  lacksSecondFactor?: boolean;
  /** By our own record Hydra should say `skip`; when it does not, a prompt was hidden from us (threat O21). */
  isKnownToHydra?: boolean;
  /** What was sealed at first sight of this challenge; null when this is it. */
  pendingRequest: PendingRequest | null;
  config: OAuth2Config;
  hydraPublicUrl: string | undefined;
  now: Date;
  /** What Kratos' AAL2 flow showed; unknown until one was tried. */
  secondFactor?: SecondFactor;
  /** The person answered `switch-account` with "go on as me", by POST. */
  confirmed?: "switch";
}

interface Context extends LoginInput {
  parameters: RequestParameters;
}

interface SignedIn extends Context {
  session: ActiveSession;
}

/** The rules in their order; each decides or leaves it to the next (architecture §5). */
const SIGNED_IN_RULES: ((context: SignedIn) => LoginDecision | undefined)[] = [
  askForHintedPerson,
  askForRememberedPerson,
  askForFreshCredentials,
  askForAssurance,
  askForFreshSecondFactor,
];

export function decideLogin(input: LoginInput): LoginDecision {
  const context: Context = { ...input, parameters: toParameters(input.request) };
  const { session } = input;
  if (isNeverMet(context)) return unmet("None of the acr_values is supported.");
  const restart = decidePrompt(context, session);
  if (restart) return restart;
  if (!session) return input.lacksSecondFactor ? askForSecondFactor(context) : askForSignIn(context);
  const signedIn: SignedIn = { ...context, session };
  for (const rule of SIGNED_IN_RULES) {
    const decision = rule(signedIn);
    if (decision) return decision;
  }
  return { kind: "accept", body: toAcceptLogin(signedIn) };
}

/** Whether nothing that a person could do meets the request; `prompt=none` has an error of its own for whoever is not signed in. */
export function isNeverMet({ parameters, config }: Pick<Context, "parameters" | "config">): boolean {
  const { acrValues, prompt } = parameters;
  return !prompt.has("none") && isAcrUnknown(acrValues, config);
}

/**
 * The accept body. `remember` is always true: without it Hydra skips the logout challenge and back-channel clients
 * hear nothing. Hydra ignores `identity_provider_session_id` on a skipped login and decodes strictly: no other field.
 */
function toAcceptLogin({
  session,
  request,
  config,
  secondFactor = "unknown",
}: Pick<SignedIn, "session" | "request" | "config" | "secondFactor">): AcceptOAuth2LoginRequest {
  const acr = toProvenAcr(decideAcr(toParameters(request).acrValues, session, secondFactor, config));
  const amr = toAmr(session, config.amr);
  const context = {
    ...toValues(session.identity, config.context, config.claims),
    ...toSessionContext(session),
  };
  return {
    subject: session.identity.id,
    remember: true,
    remember_for: config.rememberLoginSeconds,
    extend_session_lifespan: config.extendLogin,
    identity_provider_session_id: session.id,
    ...(acr && { acr }),
    ...(amr.length > 0 && { amr }),
    context,
  };
}

/** Never a value that the session does not prove. */
function toProvenAcr(decision: AcrDecision): string | undefined {
  if (decision.kind === "satisfied") return decision.acr;
  return decision.kind === "step-up" ? decision.fallback : undefined;
}

/** `acr_values`, `login_hint` and `ui_locales` count wherever they were sent: Hydra repeats them in `oidc_context`. */
export function toParameters({
  request_url,
  oidc_context,
}: Partial<Pick<OAuth2LoginRequest, "request_url" | "oidc_context">>): RequestParameters {
  const fromUrl = parseRequestUrl(request_url);
  return {
    ...fromUrl,
    acrValues: oidc_context?.acr_values ?? fromUrl.acrValues,
    uiLocales: oidc_context?.ui_locales ?? fromUrl.uiLocales,
    loginHint: oidc_context?.login_hint || fromUrl.loginHint,
  };
}

/** Prompts that Hydra lets in and would refuse after the sign-in as unknown: translated at first sight. */
function decidePrompt(context: Context, session: ActiveSession | null): LoginDecision | undefined {
  const { parameters, request, config, hydraPublicUrl } = context;
  const lead = (prompt: string[]) => toRequestUrl(request.request_url, { prompt }, hydraPublicUrl);
  if (parameters.prompt.has("create")) return leadTo("register", lead(toRegistrationPrompt(context)));
  if (!parameters.prompt.has("select_account") || parameters.isPromptFixed) return undefined;
  if (parameters.prompt.has("none")) return silently("No account can be chosen.");
  const otherHref = lead(withPrompt(parameters.prompt, { remove: ["select_account"], add: ["login"] }));
  const continueHref = lead(withPrompt(parameters.prompt, { remove: ["select_account"], add: [] }));
  if (!session || !otherHref || !continueHref) return leadTo("restart", otherHref);
  return {
    kind: "choose-account",
    person: toPerson(session.identity, config.claims),
    continueHref,
    otherHref,
  };
}

function leadTo(kind: "register" | "restart", href: string | undefined): LoginDecision {
  if (href) return { kind, href };
  return {
    kind: "reject",
    body: toRejection(
      "invalid_request",
      "This prompt value must stand in the query of a GET authorization request.",
    ),
  };
}

function askForSignIn({ parameters }: Context): LoginDecision {
  if (parameters.prompt.has("none")) return silently("Nobody is signed in.");
  return authenticate("sign-in", parameters);
}

/** Kratos' own rule (`required_aal`): the session proves nothing until it is met. It may demand what it cannot offer. */
function askForSecondFactor({ parameters, secondFactor }: Context): LoginDecision {
  if (parameters.prompt.has("none")) return silently("The session lacks its second factor.");
  if (secondFactor === "none") return unmet("The person has no second factor.");
  return { kind: "step-up", aal: "aal2", refresh: false };
}

/** A hint for somebody else ends in Hydra's `login_required` after the fact; pairwise subjects cannot be compared. */
function askForHintedPerson({ request, session, parameters, config }: SignedIn): LoginDecision | undefined {
  const hinted: unknown = request.oidc_context?.id_token_hint_claims?.sub;
  if (typeof hinted !== "string" || request.client?.subject_type === "pairwise") return undefined;
  if (hinted === session.identity.id) return undefined;
  if (parameters.prompt.has("none")) return silently("Somebody else than id_token_hint names is signed in.");
  return { kind: "switch-account", person: toPerson(session.identity, config.claims), cause: "hint" };
}

/** With `skip`, Hydra remembers a subject; when somebody else is signed in at Kratos, never mix the two. */
function askForRememberedPerson({
  request,
  session,
  parameters,
  config,
  confirmed,
}: SignedIn): LoginDecision | undefined {
  if (!request.subject || request.subject === session.identity.id) return undefined;
  if (parameters.prompt.has("none"))
    return silently("Somebody else than the remembered person is signed in.");
  if (confirmed === "switch") return parameters.isPromptFixed ? refuseSwitch() : undefined;
  return { kind: "switch-account", person: toPerson(session.identity, config.claims), cause: "remembered" };
}

/** Hydra would ask the same request again with `prompt=login`, which the object's own prompt overrides: a circle. */
function refuseSwitch(): LoginDecision {
  return { kind: "reject", body: toRejection("login_required", "Somebody else is remembered.") };
}

/**
 * `prompt=login` and an exceeded `max_age` are met by a first factor that is newer than the challenge (threat O12), seen
 * or not: an accept that Hydra does not skip makes `auth_time` anew (threat O21).
 */
function askForFreshCredentials(context: SignedIn): LoginDecision | undefined {
  const { session, parameters, pendingRequest, clockLead = 0, now, config, confirmed } = context;
  if (pendingRequest && isMetBy(pendingRequest, toSeenSession(session), clockLead)) return undefined;
  const nowAtKratos = new Date(now.getTime() + clockLead);
  const why = findFreshnessReason(context, toAuthenticationAge(session, nowAtKratos));
  if (!why) return undefined;
  if (parameters.prompt.has("none")) return silently("The person must sign in again.");
  const { loginHint, ...others } = parameters;
  if (!loginHint || mayBeCalled(session, loginHint)) return authenticate(why, parameters);
  // Whom the app guesses need not be who is asked to confirm that it is they: Kratos may take no other's credentials then.
  return isAddress(loginHint) && confirmed !== "switch"
    ? { kind: "switch-account", person: toPerson(session.identity, config.claims), cause: "guess" }
    : authenticate(why, others);
}

/** Other hints, such as a `sub` or an employee's number, may be of whoever is signed in: their account need not name them. */
const isAddress = (hint: string) => hint.includes("@") || isPhone(hint);

const isPhone = (hint: string) => hint.trim().startsWith("+");

/** Whether it stands in their traits, as an address or a name to sign in with. */
function mayBeCalled({ identity }: ActiveSession, hint: string): boolean {
  const toText = (value: unknown) => JSON.stringify(value ?? "").toLowerCase();
  const traits = toText(identity.traits);
  const spellings = [hint.trim(), isPhone(hint) ? hint.replace(/[^\d+]/g, "") : toAsciiAddress(hint)];
  return spellings.some((spelled) => traits.includes(toText(spelled)));
}

/** Why what a person gave so many seconds ago does not do, as far as the request tells. */
function findFreshnessReason(
  { request, parameters, isKnownToHydra }: SignedIn,
  ageSeconds: number,
): AuthenticationReason | undefined {
  // Where no chooser can be led on from, its question is put by the login page.
  if (parameters.asksForCredentials || parameters.prompt.has("select_account")) return "prompt-login";
  if (ageSeconds > (parameters.maxAge ?? Number.POSITIVE_INFINITY)) return "max-age";
  return isKnownToHydra === true && !request.skip ? "not-remembered" : undefined;
}

/** `acr_values`: prove one, step up to one, or say that it cannot be met (threat O13). */
function askForAssurance({
  session,
  parameters,
  config,
  secondFactor = "unknown",
}: SignedIn): LoginDecision | undefined {
  const acr = decideAcr(parameters.acrValues, session, secondFactor, config);
  const isSilent = parameters.prompt.has("none");
  switch (acr.kind) {
    case "satisfied":
      return undefined;
    case "step-up":
      if (isSilent) return acr.fallback ? undefined : silently("acr_values need a second factor.");
      return { kind: "step-up", aal: "aal2", refresh: false };
    case "no-second-factor":
      if (config.missingSecondFactor === "reject" || isSilent)
        return unmet("The person has no second factor.");
      return { kind: "enrol", person: toPerson(session.identity, config.claims) };
    case "unknown":
      return unmet("None of the acr_values is supported.");
  }
}

/** Where the app wants credentials anew and a second factor, a second factor of before is none (threat O12). */
function askForFreshSecondFactor(context: SignedIn): LoginDecision | undefined {
  const { session, parameters, config, secondFactor, pendingRequest, clockLead = 0, now } = context;
  const acr = decideAcr(parameters.acrValues, session, secondFactor ?? "unknown", config);
  const isWanted = acr.kind === "satisfied" && parameters.acrValues.includes(acr.acr);
  if (!isWanted || config.acrLevels[acr.acr] !== "aal2") return undefined;
  const seen = toSeenSession(session);
  if (pendingRequest && isMetBySecondFactor(pendingRequest, seen, clockLead)) return undefined;
  const ageMs = now.getTime() + clockLead - (seen.secondFactorAt ?? 0);
  if (!findFreshnessReason(context, ageMs / 1000)) return undefined;
  if (parameters.prompt.has("none")) return silently("The second factor must be given again.");
  if (secondFactor === "none") return unmet("The person has no second factor.");
  return { kind: "step-up", aal: "aal2", refresh: true };
}

function authenticate(why: AuthenticationReason, { loginHint }: RequestParameters): LoginDecision {
  const refresh = why !== "sign-in";
  return {
    kind: "authenticate",
    refresh,
    why,
    ...(loginHint && { loginHint }),
  };
}

function silently(hint: string): LoginDecision {
  return { kind: "reject", body: toRejection("login_required", `prompt=none: ${hint}`) };
}

function unmet(hint: string): LoginDecision {
  return { kind: "reject", body: toRejection("unmet_authentication_requirements", hint) };
}

/**
 * Hydra knows `prompt=registration`. When it remembers somebody it would insist on them; `login` beside it makes it
 * forget, so that the new account can be accepted.
 */
export function toRegistrationPrompt({
  request,
  parameters,
}: Pick<Context, "request" | "parameters">): string[] {
  const add = request.skip ? (["registration", "login"] as const) : (["registration"] as const);
  return withPrompt(parameters.prompt, { remove: ["create"], add });
}
