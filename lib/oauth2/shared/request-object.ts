/** Reads what a `request` object asks for (OIDC Core §6.1). Hydra has verified it before it calls anybody. */

import { parseJson } from "@/lib/json";

/** Authorization parameters by name, as Hydra's form has them. */
export type RequestObject = ReadonlyMap<string, string>;

/**
 * The object's claims that are text or whole numbers (`max_age` is a number in OIDC Core's own example). Others are left
 * out: Hydra turns them into text that no parameter can be.
 * @returns undefined for what cannot be read here, which may say anything
 */
export function parseRequestObject(jwt: string): RequestObject | undefined {
  const [, payload, signature, ...more] = jwt.replace(/\s/g, "").split(".");
  if (!payload || signature === undefined || more.length > 0) return undefined;
  const claims = parseJson(Buffer.from(payload, "base64url").toString());
  if (typeof claims !== "object" || claims === null || Array.isArray(claims)) return undefined;
  return new Map(
    Object.entries(claims).flatMap(([name, value]) => {
      if (typeof value === "string") return [[name, value]];
      return Number.isSafeInteger(value) ? [[name, String(value)]] : [];
    }),
  );
}
