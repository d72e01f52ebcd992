/** Seals small values into cookies that only Foyer can read, under secrets that rotate (iron-session). */

import { sealData, unsealData } from "iron-session";
import { getConfig } from "@/lib/config/config";

/**
 * Seals under the newest secret.
 * @param ttlSeconds after which the seal no longer opens, whatever the browser kept; iron-session adds a minute of
 *   grace for clocks that differ
 */
export function seal(value: object, ttlSeconds: number): Promise<string> {
  return sealData(value, { password: getConfig().cookieSecrets[0], ttl: ttlSeconds });
}

/** The sealed value, or undefined when no current secret made it, it has expired or was damaged. */
export async function unseal(sealed: string): Promise<unknown> {
  for (const password of getConfig().cookieSecrets) {
    const value = await unsealWith(password, sealed);
    if (value) return value;
  }
  return undefined;
}

/** iron-session answers an empty object for a seal of another key, and throws for damaged ones. */
async function unsealWith(password: string, sealed: string): Promise<unknown> {
  try {
    const value = await unsealData(sealed, { password });
    return typeof value === "object" && value !== null && Object.keys(value).length > 0 ? value : undefined;
  } catch {
    return undefined;
  }
}
