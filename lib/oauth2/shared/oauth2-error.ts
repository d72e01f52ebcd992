/** The OAuth2 errors that Foyer answers a client with, as bodies for Hydra's reject endpoints. */

import type { RejectOAuth2Request } from "@ory/client-fetch";

/**
 * - `access_denied`: RFC 6749 §4.1.2.1
 * - `login_required`, `consent_required`: OpenID Connect Core §3.1.2.6
 * - `unmet_authentication_requirements`: OpenID Connect Core Error Code unmet_authentication_requirements 1.0
 */
const ERRORS = {
  access_denied: {
    status_code: 403,
    error_description: "The resource owner or authorization server denied the request.",
  },
  invalid_request: {
    status_code: 400,
    error_description: "The request is malformed or cannot be fulfilled as sent.",
  },
  login_required: {
    status_code: 400,
    error_description: "The authorization server requires end-user authentication.",
  },
  consent_required: {
    status_code: 400,
    error_description: "The authorization server requires end-user consent.",
  },
  unmet_authentication_requirements: {
    status_code: 400,
    error_description:
      "The authorization server is unable to meet the requirements of the relying party for the authentication of the end-user.",
  },
} as const;

export type OAuth2ErrorCode = keyof typeof ERRORS;

/** @param hint for the client's developer; never anything about the person */
export function toRejection(error: OAuth2ErrorCode, hint: string): RejectOAuth2Request {
  return { error, ...ERRORS[error], error_hint: hint };
}

/** The person pressed "Cancel" on the sign-in pages. */
export const LOGIN_CANCELLED = toRejection("access_denied", "The person cancelled the sign-in.");

/** The person pressed "Deny" on the consent page. */
export const CONSENT_DENIED = toRejection("access_denied", "The person did not allow the access.");
