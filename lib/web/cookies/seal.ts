/** Seals small values into cookies that only Foyer can read, under secrets that rotate. */

import { getConfig } from "@/lib/config/config";
import { openIron, sealIron } from "./iron";

/**
 * Seals under the newest secret.
 * @param ttlSeconds after which the seal no longer opens, whatever the browser kept; there is a minute of grace for
 *   clocks that differ
 */
export async function seal(value: object, ttlSeconds: number): Promise<string> {
  return sealIron(value, getConfig().cookieSecrets[0], ttlSeconds * 1000);
}

/** The sealed value, or undefined when no current secret made it, it has expired or was damaged. */
export async function unseal(sealed: string): Promise<unknown> {
  for (const secret of getConfig().cookieSecrets) {
    const value = openIron(sealed, secret);
    if (value) return value;
  }
  return undefined;
}
