/** Turns the query of Hydra's error redirect into what its document says. */

import { findRefusalCause, type ErrorWords as Words } from "./hydra-error-causes";

/** Keys of the catalogue, never a stranger's words (threat F8). */
export interface OAuth2ErrorProblem {
  /** HTTP status of the document: no 5xx, since anybody can open any such address (threat D2). */
  status: number;
  titleKey: `${Words}.title`;
  leadKey: `${Words}.lead`;
  /** The OAuth2 error code when it is a known one, for the reader who reports it. */
  code?: string;
  /** What was wrong with the request, for whoever makes the app. */
  reason?: string;
  /** The app wanted to end the session. */
  isSignOut?: boolean;
}

/**
 * Codes that Hydra v2.3 redirects to its error page with, and which words each gets. RFC 6749 §4.1.2.1 and §5.2,
 * OpenID Connect Core §3.1.2.6, fosite's own.
 */
const ERROR_WORDS: Record<string, { words: Words; status: number; isSignOut?: boolean }> = {
  invalid_request: { words: "oauth2-error.invalid-request", status: 400 },
  invalid_client: { words: "oauth2-error.invalid-client", status: 400 },
  unauthorized_client: { words: "oauth2-error.invalid-client", status: 400 },
  unsupported_response_type: { words: "oauth2-error.invalid-request", status: 400 },
  unsupported_response_mode: { words: "oauth2-error.invalid-request", status: 400 },
  invalid_scope: { words: "oauth2-error.invalid-scope", status: 400 },
  invalid_grant: { words: "oauth2-error.invalid-request", status: 400 },
  invalid_state: { words: "oauth2-error.invalid-request", status: 400 },
  invalid_request_uri: { words: "oauth2-error.invalid-request", status: 400 },
  invalid_request_object: { words: "oauth2-error.invalid-request", status: 400 },
  request_not_supported: { words: "oauth2-error.invalid-request", status: 400 },
  request_uri_not_supported: { words: "oauth2-error.invalid-request", status: 400 },
  registration_not_supported: { words: "oauth2-error.invalid-request", status: 400 },
  access_denied: { words: "oauth2-error.access-denied", status: 403 },
  login_required: { words: "oauth2-error.interaction-required", status: 400 },
  consent_required: { words: "oauth2-error.interaction-required", status: 400 },
  interaction_required: { words: "oauth2-error.interaction-required", status: 400 },
  account_selection_required: { words: "oauth2-error.interaction-required", status: 400 },
  unmet_authentication_requirements: { words: "oauth2-error.interaction-required", status: 400 },
  request_unauthorized: { words: "oauth2-error.request-expired", status: 400 },
  /** Hydra's answer to a missing or foreign login or consent cookie: blocked cookies, or two tabs (hydra#3757). */
  request_forbidden: { words: "oauth2-error.cookies", status: 403 },
  /** What Hydra calls a fault of its own that has no name in OAuth2: a sign-out while its database is away. */
  error: { words: "oauth2-error.server-error", status: 400, isSignOut: true },
  server_error: { words: "oauth2-error.server-error", status: 400 },
  temporarily_unavailable: { words: "oauth2-error.server-error", status: 400 },
};

const UNKNOWN: (typeof ERROR_WORDS)[string] = { words: "oauth2-error.generic", status: 400 };

/** Hydra's `/error?error=…&error_description=…`; null when the query is not of that kind. */
export function toOAuth2ErrorProblem(query: URLSearchParams): OAuth2ErrorProblem | null {
  const code = query.get("error");
  if (code === null) return null;
  const isKnown = Object.hasOwn(ERROR_WORDS, code);
  const { words, status, isSignOut } = (isKnown ? ERROR_WORDS[code] : undefined) ?? UNKNOWN;
  return {
    status,
    titleKey: `${words}.title`,
    leadKey: `${words}.lead`,
    ...(isKnown && { code }),
    ...(isSignOut && { isSignOut }),
    ...(code === "invalid_request" && findRefusalCause(query)),
  };
}
