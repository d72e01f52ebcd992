/** Reads Hydra's requests and turns the states of a challenge into documents. */

import { getConfig } from "@/lib/config/config";
import { read } from "@/lib/json";
import { isTooLarge, OryError } from "@/lib/ory/error";
import { HttpError } from "@/lib/web/http-error";
import type { ProblemName } from "@/lib/web/problem-names";
import { type Challenge, toChallenge } from "./challenge";
import { requireHydraRedirect, toHttpUrl } from "./redirect";
import { isPostedRequest } from "./request-url";

/** Hydra's status for a challenge → the page's status and words. */
const STATES: Readonly<Record<number, { status: number; problem: ProblemName }>> = {
  400: { status: 400, problem: "challenge-unknown" },
  401: { status: 410, problem: "challenge-expired" },
  404: { status: 404, problem: "challenge-unknown" },
  410: { status: 410, problem: "challenge-used" },
};

/**
 * The challenge of a query or a form, before anything is keyed by it or Hydra is asked (threat O23).
 * @throws HttpError 400 without one, 404 for any other spelling of one
 */
export function requireChallenge(value: string | undefined): Challenge {
  if (!value) throw new HttpError(400, "challenge-missing");
  const challenge = toChallenge(value);
  if (challenge) return challenge;
  throw new HttpError(404, getConfig().hydra ? "challenge-unknown" : "oauth2-off");
}

/**
 * Runs a call to Hydra about one challenge.
 * @throws HttpError 404, 410 when the challenge is unknown, expired or used, 404 when OAuth2 is off, 400 for a request that is
 *   larger than any answer that is read
 * @throws OryError for faults
 */
export async function withChallenge<T>(run: () => Promise<T>): Promise<T> {
  if (!getConfig().hydra) throw new HttpError(404, "oauth2-off");
  try {
    return await run();
  } catch (error) {
    // As large as whoever asked Hydra made it: thousands of `acr_values` compress into a short challenge (threat D2).
    if (isTooLarge(error)) throw new HttpError(400, "bad-request");
    const state = toState(error);
    throw state ? new HttpError(state.status, state.problem) : error;
  }
}

/** The state of the challenge, where Hydra itself speaks of it. */
function toState(error: unknown): (typeof STATES)[number] | undefined {
  return isAboutChallenge(error) ? STATES[error.status] : undefined;
}

/**
 * Whether Hydra itself refuses what was asked about a challenge: its errors are `{"error": "…"}`, its 401 is fosite's for
 * an expired one. A gateway that refuses Foyer, or does not know the path, is a fault.
 */
export function isAboutChallenge(error: unknown): error is OryError {
  if (!(error instanceof OryError) || error.kind !== "status") return false;
  const { status, id, body } = error;
  if (status === 401) return id === "request_unauthorized";
  return status === 410 || typeof read(body, "error") === "string";
}

/**
 * Longest that an app's request is, in characters: Hydra repeats it in each list of consents, of which an answer has to hold one
 * with what was granted and its client (threat O16).
 */
const REQUEST_LIMIT = 256 * 1024;

/** @throws HttpError 400 before anything is asked of a person for what cannot be carried on, or listed afterwards */
export function requireGoesOn(request: { request_url?: string; oidc_context?: object }): void {
  const { request_url, oidc_context } = request;
  if (isPostedRequest(request_url)) throw new HttpError(400, "posted-request");
  const asked = JSON.stringify([request_url, oidc_context]);
  if (asked.length > REQUEST_LIMIT) throw new HttpError(400, "bad-request");
}

/** Hydra's address as browsers see it: configured, else the one that Hydra itself named for this request. */
export function toHydraPublicUrl(requestUrl: string | undefined): string | undefined {
  const configured = getConfig().hydra?.publicUrl;
  if (configured) return configured;
  return requestUrl && URL.canParse(requestUrl) ? new URL(requestUrl).origin : undefined;
}

/**
 * Where Hydra's answer to a challenge leads. Where nobody said what Hydra's address is (no HYDRA_PUBLIC_URL, and a
 * logout request names none either), Hydra's admin API is taken at its word for any absolute http(s) one.
 * @throws ForgedRedirectError for any other place (threat O9)
 */
export function requireNextAddress(redirectTo: string, requestUrl: string | undefined): string {
  return requireHydraRedirect(redirectTo, toHydraPublicUrl(requestUrl) ?? toHttpUrl(redirectTo)?.origin);
}
