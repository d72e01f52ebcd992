/**
 * Whether an answer has what is read of it, in the kinds that Kratos and Hydra send: what has not is no answer (502), and no
 * fault of ours. By hand: every page goes through here (ADR 25).
 */

import { isRecord, type Json } from "@/lib/json";

type Kind = (value: unknown) => boolean;

const isText: Kind = (value) => typeof value === "string";
const isTexts: Kind = (value) => Array.isArray(value) && value.every(isText);
const isRecords: Kind = (value) => Array.isArray(value) && value.every(isRecord);

/** Members that are there have their kind; Go writes `null` for a list or a text that is empty. */
function has(
  value: unknown,
  kinds: Readonly<Record<string, Kind>>,
  needed: readonly string[] = [],
): value is Json {
  if (!isRecord(value)) return false;
  return (
    needed.every((name) => value[name] !== undefined && value[name] !== null && value[name] !== "") &&
    Object.entries(kinds).every(
      ([name, fits]) => value[name] === undefined || value[name] === null || fits(value[name]),
    )
  );
}

const IDENTITY = {
  id: isText,
  schema_id: isText,
  verifiable_addresses: isRecords,
  recovery_addresses: isRecords,
};

const SESSION = {
  id: isText,
  authenticated_at: isText,
  authenticator_assurance_level: isText,
  authentication_methods: isRecords,
  devices: isRecords,
};

export function isSession(value: unknown): boolean {
  return has(value, SESSION) && has(value.identity, IDENTITY, ["id"]);
}

/** One of a list says what it is, and need not say whose. */
export function isListedSession(value: unknown): boolean {
  return has(value, SESSION, ["id"]);
}

export function isIdentitySchema(value: unknown): boolean {
  return has(value, { id: isText }, ["id"]);
}

export function isFlowError(value: unknown): boolean {
  return has(value, { id: isText }, ["id"]);
}

const CLIENT = { client_id: isText, client_name: isText, redirect_uris: isTexts };

const REQUEST = {
  challenge: isText,
  client: (value: unknown) => has(value, CLIENT),
  oidc_context: isRecord,
  request_url: isText,
  requested_access_token_audience: isTexts,
  requested_scope: isTexts,
  sid: isText,
  subject: isText,
};

/** A login's subject is empty where Hydra remembers nobody. */
export function isLoginRequest(value: unknown): boolean {
  return has(value, REQUEST, ["challenge", "request_url"]);
}

export function isConsentRequest(value: unknown): boolean {
  return has(value, REQUEST, ["challenge"]);
}

/** Who signs out may be nobody that Hydra remembers. */
export function isLogoutRequest(value: unknown): boolean {
  return has(value, REQUEST, ["challenge"]);
}

export function isConsentSession(value: unknown): boolean {
  return has(value, {
    grant_scope: isTexts,
    grant_access_token_audience: isTexts,
    consent_request: (request: unknown) => has(request, REQUEST),
  });
}

export function isClient(value: unknown): boolean {
  return has(value, CLIENT, ["client_id"]);
}
