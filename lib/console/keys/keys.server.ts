/** Hydra's JSON Web Key Sets. Its answers hold private keys: nothing leaves this file but public parts (threat C9). */

import type { JsonWebKey, JsonWebKeySet } from "@ory/client-fetch";
import { OryError } from "@/lib/ory/error";
import type { Operator } from "../operator/operator";
import { callAdmin, withJsonBody } from "../ory/admin.server";
import { type KeyView, toKeys } from "./view";

/** In the order that Hydra has them, the newest first: that one signs. @throws OryError 404 where there is no such set */
export async function getKeys(operator: Operator, set: string): Promise<KeyView[]> {
  const answer = await callAdmin(operator, "hydra", "getJsonWebKeySet", ({ jwk }, init) =>
    jwk.getJsonWebKeySetRaw({ set }, init),
  );
  return toKeys(answer);
}

/** None where there is no such set: Hydra makes one with the first key in it. @throws OryError */
export async function findKeys(operator: Operator, set: string): Promise<KeyView[]> {
  try {
    return await getKeys(operator, set);
  } catch (error) {
    if (error instanceof OryError && error.status === 404) return [];
    throw error;
  }
}

/** @throws OryError 404 where there is no such key */
export async function getKey(operator: Operator, set: string, kid: string): Promise<KeyView | undefined> {
  const answer = await callAdmin(operator, "hydra", "getJsonWebKey", ({ jwk }, init) =>
    jwk.getJsonWebKeyRaw({ set, kid }, init),
  );
  return toKeys(answer)[0];
}

/** Makes the set where there is none. The new key signs at once. @returns the keys that were made @throws OryError */
export async function createKey(
  operator: Operator,
  set: string,
  { kid, alg, use }: { kid: string; alg: string; use: string },
): Promise<KeyView[]> {
  const answer = await callAdmin(operator, "hydra", "createJsonWebKeySet", ({ jwk }, init) =>
    jwk.createJsonWebKeySetRaw({ set, createJsonWebKeySet: { kid, alg, use } }, init),
  );
  return toKeys(answer);
}

/** Adds a key made elsewhere, or puts it in the place of the one of its id. It signs at once. @throws OryError */
export async function setKey(operator: Operator, set: string, key: JsonWebKey): Promise<KeyView[]> {
  const answer = await callAdmin(operator, "hydra", "setJsonWebKey", ({ jwk }, init) =>
    jwk.setJsonWebKeyRaw({ set, kid: key.kid, jsonWebKey: key }, withJsonBody(init, key)),
  );
  return toKeys({ keys: [answer] });
}

/**
 * Whatever else the set held is gone. Hydra writes one key after the other and signs with the one written last: they are
 * sent from the last to the first, so that the set is afterwards in the order of `jwks`, and its first signs.
 * @throws OryError
 */
export async function setKeySet(operator: Operator, set: string, jwks: JsonWebKeySet): Promise<void> {
  const keys = jwks.keys?.toReversed();
  await callAdmin(operator, "hydra", "setJsonWebKeySet", ({ jwk }, init) =>
    jwk.setJsonWebKeySetRaw({ set, jsonWebKeySet: {} }, withJsonBody(init, { ...jwks, keys })),
  );
}

/** @throws OryError */
export async function deleteKey(operator: Operator, set: string, kid: string): Promise<void> {
  await callAdmin(operator, "hydra", "deleteJsonWebKey", ({ jwk }, init) =>
    jwk.deleteJsonWebKeyRaw({ set, kid }, init),
  );
}

/** @throws OryError */
export async function deleteKeySet(operator: Operator, set: string): Promise<void> {
  await callAdmin(operator, "hydra", "deleteJsonWebKeySet", ({ jwk }, init) =>
    jwk.deleteJsonWebKeySetRaw({ set }, init),
  );
}
