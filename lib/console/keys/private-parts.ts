/** The private parts of JSON Web Keys, by their names in any kind of key (RFC 7517, RFC 7518), where others' keys are shown (C9). */

import { isRecord, read, readList } from "@/lib/json";

const PRIVATE_PARTS: ReadonlySet<string> = new Set(["d", "p", "q", "dp", "dq", "qi", "k", "oth"]);

export function isPrivatePart(name: string): boolean {
  return PRIVATE_PARTS.has(name);
}

/** @param key a JSON Web Key, or anything else */
export function hasPrivatePart(key: unknown): boolean {
  return isRecord(key) && Object.keys(key).some(isPrivatePart);
}

/** @param jwks a JSON Web Key Set, or anything else */
export function holdsPrivateKey(jwks: unknown): boolean {
  return readList(jwks, "keys").some(hasPrivatePart);
}

/** The set as everybody may see it; what is no set stays as it is. */
export function withoutPrivateParts(jwks: unknown): unknown {
  if (!isRecord(jwks) || !Array.isArray(read(jwks, "keys"))) return jwks;
  return { ...jwks, keys: readList(jwks, "keys").map(toPublicKey) };
}

function toPublicKey(key: unknown): unknown {
  return isRecord(key)
    ? Object.fromEntries(Object.entries(key).filter(([name]) => !isPrivatePart(name)))
    : key;
}
