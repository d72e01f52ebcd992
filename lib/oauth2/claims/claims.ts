/** Turns an identity and the granted scopes into the claims of a consent session. */

import type { AcceptOAuth2ConsentRequestSession, Identity } from "@ory/client-fetch";
import { isTooDeep } from "@/lib/json";
import { readPointer } from "@/lib/json-pointer";
import { toMillis } from "@/lib/oauth2/shared/time";
import {
  CLAIM_ROOTS,
  type ClaimsConfig,
  type ComputedClaim,
  RESERVED_CLAIMS,
  toComputedName,
} from "./claims-config";

export type ClaimValue = string | number | boolean | object;

/** Levels of a claim; one that is deeper is left out, since what was read of it is not the whole. */
const CLAIM_DEPTH_LIMIT = 50;

const HTTP_URL = /^https?:\/\/\S+$/i;
/** OIDC Core §5.1 `birthdate`: ISO 8601-1 `YYYY-MM-DD`, `YYYY`, or year 0000 for "withheld". */
const BIRTHDATE = /^\d{4}(-\d{2}-\d{2})?$/;
/** OIDC Core §5.1.1. */
const ADDRESS_MEMBERS = ["formatted", "street_address", "locality", "region", "postal_code", "country"];

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const isUrl = (value: unknown) => isText(value) && HTTP_URL.test(value) && URL.canParse(value);
const isBoolean = (value: unknown) => typeof value === "boolean";

/** What OIDC Core §5.1 lets each standard claim be; a trait of another shape is left out rather than sent wrong. */
const STANDARD_TYPES: Record<string, (value: unknown) => boolean> = {
  ...Object.fromEntries(
    "name given_name family_name middle_name nickname preferred_username gender zoneinfo locale email phone_number"
      .split(" ")
      .map((name) => [name, isText]),
  ),
  profile: isUrl,
  picture: isUrl,
  website: isUrl,
  birthdate: (value) => isText(value) && BIRTHDATE.test(value),
  email_verified: isBoolean,
  phone_number_verified: isBoolean,
  updated_at: (value) => typeof value === "number" && Number.isFinite(value),
  address: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/**
 * The `session` of a consent accept: exactly the claims that the granted scopes release, each only when the
 * identity has a value (OIDC Core §5.3.2: left out, never null or empty).
 */
export function toSessionClaims(
  identity: Identity,
  grantedScope: readonly string[],
  config: ClaimsConfig,
): AcceptOAuth2ConsentRequestSession {
  return {
    id_token: toClaims(identity, grantedScope, config.id_token, config),
    access_token: toClaims(identity, grantedScope, config.access_token, config),
  };
}

/** One claim's value by its configured sources, whatever the scopes; undefined without one. */
export function toClaim(identity: Identity, name: string, config: ClaimsConfig): ClaimValue | undefined {
  const sources = Object.hasOwn(config.sources, name) ? config.sources[name] : undefined;
  for (const source of sources ?? []) {
    const value = fromSource(identity, source, config);
    if (isPresent(value) && fits(name, value)) return value;
  }
  return undefined;
}

/** Values for names that are no claims (the login's `context`), from the same kinds of source. */
export function toValues(
  identity: Identity,
  sources: Record<string, string[]>,
  config: ClaimsConfig,
): Record<string, ClaimValue> {
  return fromEntries(
    Object.entries(sources).map(([name, candidates]) => [
      name,
      candidates.map((source) => fromSource(identity, source, config)).find(isPresent),
    ]),
  );
}

function toClaims(
  identity: Identity,
  grantedScope: readonly string[],
  byScope: Record<string, string[]>,
  config: ClaimsConfig,
): Record<string, ClaimValue> {
  const names = new Set(
    grantedScope.flatMap((scope) => (Object.hasOwn(byScope, scope) ? (byScope[scope] ?? []) : [])),
  );
  return fromEntries(
    [...names]
      .filter((name) => !RESERVED_CLAIMS.has(name))
      .map((name) => [name, toClaim(identity, name, config)]),
  );
}

function fromSource(identity: Identity, source: string, config: ClaimsConfig): unknown {
  const computed = toComputedName(source);
  if (computed) return COMPUTED[computed](identity, config);
  const root = source.split("/")[1];
  const value = CLAIM_ROOTS.some((known) => known === root) ? readPointer(identity, source) : undefined;
  return isTooDeep(value, CLAIM_DEPTH_LIMIT) ? undefined : value;
}

const COMPUTED: { [K in ComputedClaim]: (identity: Identity, config: ClaimsConfig) => unknown } = {
  name: toName,
  email_verified: (identity, config) =>
    isVerified(identity, "email", toClaim(identity, "email", config), (value) => value.trim().toLowerCase()),
  phone_number_verified: (identity, config) =>
    isVerified(identity, "sms", toClaim(identity, "phone_number", config), (value) =>
      value.replace(/[\s().-]/g, ""),
    ),
  updated_at: toUpdatedAt,
  address: toAddress,
};

function toName(identity: Identity, config: ClaimsConfig): string | undefined {
  const whole = [readPointer(identity, "/traits/name"), readPointer(identity, "/traits/full_name")].find(
    isText,
  );
  if (whole) return whole;
  const parts = ["given_name", "middle_name", "family_name"].map((name) => toClaim(identity, name, config));
  return parts.filter(isText).join(" ") || undefined;
}

/** Whether Kratos verified this very address; absent when there is none (threat O3). */
function isVerified(
  identity: Identity,
  via: "email" | "sms",
  address: unknown,
  normalise: (value: string) => string,
): boolean | undefined {
  if (!isText(address)) return undefined;
  return (identity.verifiable_addresses ?? []).some(
    (known) => known.via === via && known.verified === true && normalise(known.value) === normalise(address),
  );
}

/** OIDC Core §5.1 wants seconds, not Kratos' timestamp. */
function toUpdatedAt(identity: Identity): number | undefined {
  const millis = toMillis(identity.updated_at);
  return millis === undefined ? undefined : Math.floor(millis / 1000);
}

/** OIDC Core §5.1.1: the known members of an object trait, or a text trait as `formatted`. */
function toAddress(identity: Identity): Record<string, ClaimValue> | undefined {
  const trait = readPointer(identity, "/traits/address");
  if (isText(trait)) return { formatted: trait };
  return fromEntries(
    ADDRESS_MEMBERS.map((member) => {
      const value = readPointer(trait, `/${member}`);
      return [member, isText(value) ? value : undefined];
    }),
  );
}

function fits(name: string, value: ClaimValue): boolean {
  return Object.hasOwn(STANDARD_TYPES, name) ? (STANDARD_TYPES[name]?.(value) ?? true) : true;
}

function isPresent(value: unknown): value is ClaimValue {
  if (value === undefined || value === null || value === "") return false;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return value.trim() !== "";
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function fromEntries(entries: (readonly [string, unknown])[]): Record<string, ClaimValue> {
  return Object.fromEntries(entries.filter((entry): entry is [string, ClaimValue] => isPresent(entry[1])));
}
