/** Requests and sessions in the shapes that Hydra v2.3.0 and Kratos v1.3.1 send, for the tests of this folder. */

import type {
  Identity,
  OAuth2Client,
  OAuth2ConsentRequest,
  OAuth2LoginRequest,
  Session,
  SessionAuthenticationMethod,
} from "@ory/client-fetch";
import type { z } from "zod";
import type { ActiveSession } from "../../lib/oauth2/claims/person";
import { oauth2ConfigSchema } from "../../lib/oauth2/config";
import { toTestTranslate } from "../support/translate";

export const HYDRA = "https://hydra.example/";
export const NOW = new Date("2026-03-01T12:00:00.000Z");
export const ALICE = "9f8e1f6e-6c3e-4a52-9d0b-1f0a2a1c0001";
export const BOB = "9f8e1f6e-6c3e-4a52-9d0b-1f0a2a1c0002";

export const config = (input: z.input<typeof oauth2ConfigSchema> = {}) => oauth2ConfigSchema.parse(input);

/** On the wire timestamps are strings where the SDK's types say `Date`. */
export const wireTime = (rfc3339: string): Date => JSON.parse(JSON.stringify(rfc3339));

export function client(changes: Partial<OAuth2Client> = {}): OAuth2Client {
  return {
    client_id: "shop",
    client_name: "Shop",
    redirect_uris: ["https://shop.example/callback"],
    token_endpoint_auth_method: "client_secret_basic",
    ...changes,
  };
}

export function requestUrl(parameters: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: "shop",
    redirect_uri: "https://shop.example/callback",
    response_type: "code",
    ...parameters,
  });
  return `${HYDRA}oauth2/auth?${query}`;
}

/** A `request` object (OIDC Core §6.1) as Hydra has verified it; the signature is Hydra's to check. */
export function requestObject(claims: unknown): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value) ?? "").toString("base64url");
  return `${encode({ alg: "ES256", typ: "JWT" })}.${encode(claims)}.c2lnbmF0dXJl`;
}

export function loginRequest(
  parameters: Record<string, string> = {},
  changes: Partial<OAuth2LoginRequest> = {},
): OAuth2LoginRequest {
  return {
    challenge: "challenge-1",
    client: client(),
    request_url: requestUrl(parameters),
    requested_scope: ["openid"],
    session_id: "hydra-sid",
    skip: false,
    subject: "",
    ...changes,
  };
}

export function consentRequest(changes: Partial<OAuth2ConsentRequest> = {}): OAuth2ConsentRequest {
  return {
    challenge: "consent-1",
    client: client(),
    request_url: requestUrl(),
    requested_scope: ["openid", "profile", "email", "offline_access"],
    requested_access_token_audience: ["https://api.example/v1"],
    skip: false,
    subject: ALICE,
    ...changes,
  };
}

export function identity(changes: Partial<Identity> = {}): Identity {
  return {
    id: ALICE,
    schema_id: "default",
    schema_url: "https://kratos.example/schemas/ZGVmYXVsdA",
    traits: { email: "alice@example.org", name: { first: "Alice", last: "Liddell" } },
    verifiable_addresses: [{ value: "alice@example.org", verified: true, via: "email", status: "completed" }],
    updated_at: wireTime("2026-02-01T10:20:30.987654321Z"),
    ...changes,
  };
}

export function method(
  name: SessionAuthenticationMethod["method"],
  completedAt: string,
  aal: "aal1" | "aal2" = "aal1",
): SessionAuthenticationMethod {
  return { method: name, aal, completed_at: wireTime(completedAt) };
}

export const PASSWORD_AT_NINE = method("password", "2026-03-01T09:00:00.123456789Z");
const TOTP_AT_NINE = method("totp", "2026-03-01T09:01:00Z", "aal2");

export function session(changes: Partial<Session> = {}): ActiveSession {
  const { identity: person = identity(), ...rest } = changes;
  return {
    id: "kratos-session-1",
    active: true,
    authenticated_at: wireTime("2026-03-01T09:00:00Z"),
    authentication_methods: [PASSWORD_AT_NINE],
    authenticator_assurance_level: "aal1",
    identity: person,
    ...rest,
  };
}

export const twoFactorSession = () =>
  session({
    authentication_methods: [PASSWORD_AT_NINE, TOTP_AT_NINE],
    authenticator_assurance_level: "aal2",
  });

/** Every key has words, which show the key; those under `scope.custom` have none. */
export const t = toTestTranslate(undefined, (key) => !key.startsWith("scope.custom"));
