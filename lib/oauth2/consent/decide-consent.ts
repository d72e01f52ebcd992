/** Decides what a consent challenge needs: the person's answer, or an answer to Hydra without asking. */

import type {
  AcceptOAuth2ConsentRequest,
  OAuth2ConsentRequest,
  OAuth2ConsentSession,
  RejectOAuth2Request,
} from "@ory/client-fetch";
import type { Translate } from "@/lib/i18n/translate";
import { toSessionClaims } from "@/lib/oauth2/claims/claims";
import { type ActiveSession, type Person, toPerson } from "@/lib/oauth2/claims/person";
import type { OAuth2Config } from "@/lib/oauth2/config";
import { isDeviceRequest, toReadableUserCode } from "@/lib/oauth2/device/device";
import { canBeImpersonated, isFirstParty, toClientView } from "@/lib/oauth2/shared/client";
import { toRejection } from "@/lib/oauth2/shared/oauth2-error";
import { parseRequestUrl, toRequestUrl, withPrompt } from "@/lib/oauth2/shared/request-url";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";
import type { ConsentView } from "@/lib/oauth2/shared/view";
import { trimSlashes } from "@/lib/trim-slashes";
import { isRequiredScope, toScopeViews } from "./scopes";

/** Characters of an audience's host, as many as of any name that a page shows. */
const LONGEST_HOST = 80;

/** How long ago a sign-in is at most that has just been done: Hydra leads from it to the consent at once. */
const JUST_DONE_SECONDS = 60;

/** What the page shows, but for the form's own fields. */
type ConsentData = Omit<ConsentView, "csrfToken" | "switchAccountPath">;

export type ConsentDecision =
  /** Show the page; nothing was written. */
  | { kind: "ask"; view: ConsentData }
  /** Lead to Hydra with prompt=consent: what is answered to a request that Hydra skips is not remembered, nor listed. */
  | { kind: "ask-anew"; href: string }
  /** Accept at once: Hydra said skip, or the client is first-party (threats O4, O5). */
  | { kind: "grant"; body: AcceptOAuth2ConsentRequest }
  | { kind: "reject"; body: RejectOAuth2Request }
  /** Nobody is signed in at Kratos any more: sign in, then come back. */
  | { kind: "sign-in" }
  /** Somebody else than the consent's subject is signed in: never mix A's `sub` with B's claims (threat O2). */
  | { kind: "wrong-account"; person: Person };

export interface ConsentInput {
  request: OAuth2ConsentRequest;
  session: ActiveSession | null;
  config: OAuth2Config;
  /** Scopes that this person gave this client before: shown as already allowed. */
  grantedBefore?: readonly string[];
  /** The code that was typed for a device in this browser, a moment ago. */
  typedCode?: string;
  /** It asks for an audience that no remembered consent allows with these scopes (see {@link isAllowedBy}). */
  hasNewAudience?: boolean;
  hydraPublicUrl?: string;
  t: Translate;
}

/** The decision for a GET; it leads to a write only for `grant` (threat O4). */
export function decideConsent({
  request,
  session,
  config,
  grantedBefore = [],
  typedCode,
  hasNewAudience = false,
  hydraPublicUrl,
  t,
}: ConsentInput): ConsentDecision {
  const owner = toConsentOwner(request, session, config);
  if (owner.kind !== "owner") return owner;
  const isDevice = isDeviceRequest(request.request_url, typedCode !== undefined);
  const isAlwaysAsked = isDevice || mustAsk(request, config);
  if (!isAlwaysAsked && !hasNewAudience) {
    const ticked = request.requested_scope ?? [];
    const remember = !request.skip;
    return { kind: "grant", body: toGrant({ request, session: owner.session, ticked, remember, config }) };
  }
  if (parseRequestUrl(request.request_url).prompt.has("none")) {
    return {
      kind: "reject",
      body: toRejection("consent_required", "prompt=none: the person must be asked."),
    };
  }
  const href = isAlwaysAsked ? undefined : toFreshConsent(request.request_url, hydraPublicUrl);
  if (href) return { kind: "ask-anew", href };
  const view = toConsentData(request, owner.session, config, grantedBefore, t);
  if (!isDevice) return { kind: "ask", view };
  const device = { ...(typedCode && { userCode: toReadableUserCode(typedCode) }) };
  return { kind: "ask", view: { ...view, canRemember: false, device } };
}

/**
 * Whose consent it is, checked on GET and again on POST: the signed-in identity must be the consent's subject
 * (threat O2).
 */
export function toConsentOwner(
  request: OAuth2ConsentRequest,
  session: ActiveSession | null,
  config: Pick<OAuth2Config, "claims">,
):
  | { kind: "owner"; session: ActiveSession }
  | Extract<ConsentDecision, { kind: "sign-in" | "wrong-account" }> {
  if (!session) return { kind: "sign-in" };
  if (request.subject !== session.identity.id) {
    return { kind: "wrong-account", person: toPerson(session.identity, config.claims) };
  }
  return { kind: "owner", session };
}

/**
 * The accept body. Hydra grants whatever it is sent, so the intersection is made here (threat O1).
 * @param request fetched from Hydra again for this write, never from the form
 * @param session whose identity is the subject, see {@link toConsentOwner}
 * @param ticked scopes as the form posted them
 * @param remember Hydra may answer for the person until `rememberConsentSeconds` have passed; otherwise the consent
 *   is only listed, for `listConsentSeconds` (threat O19: both finite)
 */
export function toGrant({
  request,
  session,
  ticked,
  remember,
  config,
}: {
  request: OAuth2ConsentRequest;
  session: ActiveSession;
  ticked: readonly string[];
  remember: boolean;
  config: OAuth2Config;
}): AcceptOAuth2ConsentRequest {
  const wanted = new Set(ticked);
  const requested = [...new Set(request.requested_scope ?? [])];
  const grantScope = requested.filter((scope) => wanted.has(scope) || isRequiredScope(scope));
  return {
    grant_scope: grantScope,
    grant_access_token_audience: toAudience(request, config),
    remember,
    remember_for: remember ? config.rememberConsentSeconds : config.listConsentSeconds,
    session: toSessionClaims(session.identity, grantScope, config.claims),
  };
}

/**
 * Audiences that nobody may have been asked about. Where Hydra answers from a remembered consent, it has compared the
 * scopes alone (threat O1). An operator vouches for first-party apps.
 */
export function findUnasked(
  request: OAuth2ConsentRequest,
  config: Pick<OAuth2Config, "audience" | "trustedClientIds">,
): string[] {
  return request.skip && !isFirstParty(request.client, config) ? toAudience(request, config) : [];
}

/**
 * Whether a consent that Hydra remembers allowed the request's app this audience with each scope that is requested now: what
 * was allowed at one API is not allowed at another (threat O1).
 */
export function isAllowedBy(
  { remember, consent_request: given, grant_scope, grant_access_token_audience }: OAuth2ConsentSession,
  { subject, client, requested_scope }: OAuth2ConsentRequest,
  audience: string,
): boolean {
  const isOfSame = given?.subject === subject && given?.client?.client_id === client?.client_id;
  if (!remember || !isOfSame || !grant_access_token_audience?.includes(audience)) return false;
  return (requested_scope ?? []).every((scope) => grant_scope?.includes(scope));
}

/** The sign-in that the request asked for has just been done: it is asked for again only where that was a while ago. */
function toFreshConsent(requestUrl: string | undefined, hydraPublicUrl: string | undefined) {
  const prompt = withPrompt(parseRequestUrl(requestUrl).prompt, {
    remove: ["login", "select_account", "create", "registration"],
    add: ["consent"],
  });
  return toRequestUrl(requestUrl, { prompt, leastAge: JUST_DONE_SECONDS }, hydraPublicUrl);
}

/** `prompt=consent` asks even for first-party clients; what can be impersonated is always asked about (threat O5). */
function mustAsk(request: OAuth2ConsentRequest, config: OAuth2Config): boolean {
  if (canBeImpersonated(request.client, request.request_url)) return true;
  if (parseRequestUrl(request.request_url).prompt.has("consent")) return true;
  return request.skip !== true && !isFirstParty(request.client, config);
}

function toAudience(request: OAuth2ConsentRequest, { audience }: Pick<OAuth2Config, "audience">): string[] {
  const requested = [...new Set(request.requested_access_token_audience ?? [])];
  if (audience === "requested") return requested;
  return audience === "none" ? [] : requested.filter((name) => audience.includes(name));
}

function toConsentData(
  request: OAuth2ConsentRequest,
  session: ActiveSession,
  config: OAuth2Config,
  grantedBefore: readonly string[],
  t: Translate,
): ConsentData {
  return {
    challenge: request.challenge,
    client: toClientView(request.client, request.request_url),
    account: toPerson(session.identity, config.claims),
    scopes: toScopeViews(request.requested_scope ?? [], new Set(grantedBefore), config, t),
    audience: toAudience(request, config).map(toAudienceLabel),
    rememberSeconds: config.rememberConsentSeconds,
    canRemember: !request.skip && !canBeImpersonated(request.client, request.request_url),
  };
}

/** `https://api.example/v1` is read as its host and path, of a long host the end, which says whose it is; other names as they are. */
function toAudienceLabel(audience: string): string {
  const url = URL.canParse(audience) ? new URL(audience) : undefined;
  if (!url?.host) return toSafeText(audience);
  const host = url.host.length > LONGEST_HOST ? `…${url.host.slice(1 - LONGEST_HOST)}` : url.host;
  return `${toSafeText(host)}${trimSlashes(toSafeText(url.pathname))}`;
}
