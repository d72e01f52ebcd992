/** Turns Hydra's client metadata into what may be shown of it, and says which clients may never be waved through. */

import type { OAuth2Client } from "@ory/client-fetch";
import { isLoopback } from "@/lib/loopback";
import type { OAuth2Config } from "@/lib/oauth2/config";
import { toHttpUrl } from "./redirect";
import { parseRequestUrl } from "./request-url";
import { toSafeText } from "./safe-text";
import type { ClientView } from "./view";

/** The client's name, where the answer goes and its links. */
export function toClientView(client: OAuth2Client | undefined, requestUrl: string | undefined): ClientView {
  const id = toSafeText(client?.client_id);
  const redirects = toRedirectUris(client, requestUrl);
  return {
    id,
    name: toSafeText(client?.client_name) || id,
    redirectTarget: [...new Set(redirects.map(toTarget))].join(", "),
    isNative: canBeImpersonated(client, requestUrl),
    policyUri: toHttpUrl(client?.policy_uri)?.href,
    tosUri: toHttpUrl(client?.tos_uri)?.href,
  };
}

/** Consent is given by the operator: Hydra's `skip_consent`, or listed in `TRUSTED_CLIENT_IDS`. */
export function isFirstParty(
  client: OAuth2Client | undefined,
  { trustedClientIds }: Pick<OAuth2Config, "trustedClientIds">,
): boolean {
  return (
    client?.skip_consent === true || (!!client?.client_id && trustedClientIds.includes(client.client_id))
  );
}

/**
 * Another app on the device could pass for this client, so nobody else's earlier yes counts (RFC 8252 §8.6,
 * ASVS 10.7.1, threat O5): any custom scheme, whatever secret the app holds (RFC 8252 §8.5), and a loopback
 * redirect of a client that does not authenticate. A confidential web application on localhost proves who it is.
 */
export function canBeImpersonated(client: OAuth2Client | undefined, requestUrl: string | undefined): boolean {
  const isPublic = (client?.token_endpoint_auth_method ?? "none") === "none";
  return toRedirectUris(client, requestUrl).some(
    (uri) => isCustomScheme(uri) || (isPublic && isDeviceRedirect(uri)),
  );
}

/**
 * The redirect URIs an answer may go to: the requested one when it can be relied on, otherwise all registered ones
 * (parameters by POST, or where a request object is not seen that may name another).
 */
function toRedirectUris(client: OAuth2Client | undefined, requestUrl: string | undefined): string[] {
  const { redirectUri, isPartlyUnseen } = parseRequestUrl(requestUrl);
  return redirectUri && !isPartlyUnseen ? [redirectUri] : (client?.redirect_uris ?? []);
}

function toTarget(uri: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (!url) return toSafeText(uri, 60);
  return isWeb(url) ? url.host : url.protocol;
}

function isDeviceRedirect(uri: string): boolean {
  return isCustomScheme(uri) || isLoopback(new URL(uri).hostname);
}

/** What cannot be parsed counts as custom: Hydra accepts more than URL does, and caution costs one question. */
function isCustomScheme(uri: string): boolean {
  return !URL.canParse(uri) || !isWeb(new URL(uri));
}

function isWeb(url: URL): boolean {
  return url.protocol === "https:" || url.protocol === "http:";
}
