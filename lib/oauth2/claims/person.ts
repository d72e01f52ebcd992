/** The signed-in person in a few words, by the same mapping that makes their claims. */

import type { Identity, Session } from "@ory/client-fetch";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";
import { toClaim } from "./claims";
import type { ClaimsConfig } from "./claims-config";

export interface Person {
  label: string;
  email?: string;
}

/** A session that counts: active, with an identity. No other leaves `whoami`. */
export interface ActiveSession extends Session {
  identity: Identity;
}

const LABELS = ["name", "preferred_username", "email", "phone_number"];

export function toPerson(identity: Identity, claims: ClaimsConfig): Person {
  const texts = LABELS.map((name) => toSafeText(toClaim(identity, name, claims)));
  const email = toSafeText(toClaim(identity, "email", claims), 254);
  return { label: texts.find(Boolean) ?? identity.id, ...(email && { email }) };
}

/** The person whose settings flow it is; Kratos sends the identity along. */
export function toSettingsPerson(flow: object, claims: ClaimsConfig): Person {
  const identity: unknown = "identity" in flow ? flow.identity : undefined;
  return isIdentity(identity) ? toPerson(identity, claims) : { label: "" };
}

function isIdentity(value: unknown): value is Identity {
  return typeof value === "object" && value !== null && "id" in value && "traits" in value;
}
