/** Foyer's own cookies, each by its name, how long it lasts, and what may stand in it. */

import type { z } from "zod";
import { formatExpiredOwnCookie, formatOwnCookie, OWN_COOKIE_PREFIX, readCookie } from "./cookies";
import { seal, unseal } from "./seal";

interface CookieOptions {
  /** Without the prefix that all of them have. */
  name: string;
  ttlSeconds: number;
}

/** A cookie whose value anybody may write in their own browser. Every line is for Set-Cookie. */
export function ownCookie({ name, ttlSeconds }: CookieOptions) {
  const whole = OWN_COOKIE_PREFIX + name;
  const readValue = (request: Request) => readCookie(request, whole);
  return {
    name: whole,
    readValue,
    write: (value: string) => formatOwnCookie(whole, value, ttlSeconds),
    drop: () => formatExpiredOwnCookie(whole),
    /** None where there is nothing to forget. */
    dropIfSent: (request: Request) =>
      readValue(request) === undefined ? [] : [formatExpiredOwnCookie(whole)],
  };
}

/**
 * One that Foyer alone can write and read.
 * @param schema of what was sealed; what does not fit (an earlier release's) is not there
 */
export function sealedCookie<Value extends object>({
  name,
  ttlSeconds,
  schema,
}: CookieOptions & { schema: z.ZodType<Value> }) {
  const cookie = ownCookie({ name, ttlSeconds });
  return {
    ...cookie,
    async read(request: Request): Promise<Value | undefined> {
      const sealed = cookie.readValue(request);
      return sealed ? schema.safeParse(await unseal(sealed, cookie.name)).data : undefined;
    },
    write: async (value: Value) => cookie.write(await seal(value, cookie.name, ttlSeconds)),
    /** @param lengthLimit in characters; undefined for a value whose seal is longer */
    async writeToFit(value: Value, lengthLimit: number): Promise<string | undefined> {
      const sealed = await seal(value, cookie.name, ttlSeconds);
      return sealed.length > lengthLimit ? undefined : cookie.write(sealed);
    },
  };
}
