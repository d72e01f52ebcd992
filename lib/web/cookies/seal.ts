/** Seals values that only Foyer can read, each for the one place where it is kept, under secrets that rotate. */

import { hkdfSync } from "node:crypto";
import { getConfig } from "@/lib/config/config";
import { openIron, sealIron } from "./iron";

const PLACE_SECRET_BYTES = 32;

/** Places whose secrets are remembered: names of cookies, and keys of operators' sessions. */
const PLACES_LIMIT = 1000;

/**
 * Seals under the newest secret.
 * @param place the cookie's whole name, or the whole key in a store: the seal opens for no other, so that nobody who can
 *   write there moves one to where it says something else
 * @param ttlSeconds after which the seal no longer opens, whatever the browser kept; there is a minute of grace for
 *   clocks that differ
 */
export async function seal(value: object, place: string, ttlSeconds: number): Promise<string> {
  return sealIron(value, toPlaceSecret(getConfig().cookieSecrets[0], place), ttlSeconds * 1000);
}

/** The sealed value, or undefined when no current secret made it for this place, it has expired or was damaged. */
export async function unseal(sealed: string, place: string): Promise<unknown> {
  for (const secret of getConfig().cookieSecrets) {
    const value = openIron(sealed, toPlaceSecret(secret, place));
    if (value) return value;
  }
  return undefined;
}

/** By secret and place: a page opens the same seals as the one before. */
const derived = new Map<string, Map<string, string>>();

/** RFC 5869; the configured secret is long and random, and needs no salt. */
function toPlaceSecret(secret: string, place: string): string {
  const known = derived.get(secret) ?? new Map<string, string>();
  derived.set(secret, known);
  const found = known.get(place);
  if (found !== undefined) return found;
  const made = Buffer.from(hkdfSync("sha256", secret, "", place, PLACE_SECRET_BYTES)).toString("base64url");
  // The oldest goes; places that are used again are soon there again.
  if (known.size >= PLACES_LIMIT) known.delete(known.keys().next().value ?? "");
  known.set(place, made);
  return made;
}
