/** Recognises in Hydra's description of a refused request what was wrong with it: which of our sentences fits. */

import type { FamilyOf } from "@/lib/i18n/keys";

export type ErrorWords = Extract<FamilyOf<"title"> & FamilyOf<"lead">, `oauth2-error.${string}`>;

export interface RefusalCause {
  titleKey: `${ErrorWords}.title`;
  leadKey: `${ErrorWords}.lead`;
  /** For whoever makes the app: fixed words of ours, never the query's (threat F8). */
  reason: string;
  /** The app wanted to end the session, which the person can still do here. */
  isSignOut?: boolean;
}

/**
 * Parts of the hints of Hydra v2.3 (`consent/strategy_default.go`) and fosite v0.49 (`authorize_request_handler.go`,
 * `authorize_helper.go`), the first that fits. What is wrong with the token of an `id_token_hint` itself is said by the
 * library that reads it.
 */
const CAUSES: readonly (Pick<RefusalCause, "reason" | "isSignOut"> & { hint: RegExp; words: ErrorWords })[] =
  [
    {
      hint: /'redirect_uri' parameter does not match any|redirect URI '.*' contains an illegal character/s,
      words: "oauth2-error.redirect-unregistered",
      reason: "redirect_uri is not one of the client's redirect_uris, letter for letter",
    },
    {
      hint: /'redirect_uri' parameter is required/,
      words: "oauth2-error.redirect-missing",
      reason: "redirect_uri is missing: an OpenID Connect request needs it",
    },
    {
      hint: /post_logout_redirect_uri is not a whitelisted/,
      words: "oauth2-error.logout-redirect",
      reason:
        "post_logout_redirect_uri is not one of the client's post_logout_redirect_uris, letter for letter",
      isSignOut: true,
    },
    {
      hint: /post_logout_redirect_uri is set but id_token_hint is missing/,
      words: "oauth2-error.logout-hint-missing",
      reason: "post_logout_redirect_uri needs an id_token_hint",
      isSignOut: true,
    },
    {
      hint: /state is set but id_token_hint is missing/,
      words: "oauth2-error.logout-hint-missing",
      reason: "state needs an id_token_hint and a post_logout_redirect_uri",
      isSignOut: true,
    },
    {
      hint: /Logout failed because (issuer claim|iat claim|query parameter id_token_hint|none of the listed)/,
      words: "oauth2-error.logout-hint-invalid",
      reason: "id_token_hint is no ID token of this issuer for this client",
      isSignOut: true,
    },
    {
      hint: / server_error *$/,
      words: "oauth2-error.server-error",
      reason: "id_token_hint could not be checked: Hydra did not get at its keys",
      isSignOut: true,
    },
    {
      hint: /jose|jwt|JWS|token (is|contains)|crypto|verification error|illegal base64/i,
      words: "oauth2-error.hint-invalid",
      reason: "id_token_hint cannot be read, or its signature is not this issuer's",
      isSignOut: true,
    },
  ];

/** Longest description that is looked at, in characters. */
const LENGTH_LIMIT = 2000;

/** @param query Hydra's `error_description`, with the older `error_hint` */
export function findRefusalCause(query: URLSearchParams): RefusalCause | undefined {
  const said = `${query.get("error_description") ?? ""} ${query.get("error_hint") ?? ""}`.slice(
    0,
    LENGTH_LIMIT,
  );
  const found = CAUSES.find(({ hint }) => hint.test(said));
  if (!found) return undefined;
  const { words, reason, isSignOut } = found;
  return { titleKey: `${words}.title`, leadKey: `${words}.lead`, reason, ...(isSignOut && { isSignOut }) };
}
