/** Tokens for our own forms, bound to the session and to the very thing being decided (threats F6, O6). */

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { getConfig } from "@/lib/config/config";
import { HttpError } from "./http-error";

const SALT_BYTES = 12;

/**
 * A token for one act. Salted, so that two pages never carry the same bytes (compression side channels).
 * @param purpose what the form does, `consent`, `logout` …
 * @param binding what it is about: session id, challenge, row id. Order matters.
 */
export function createToken(purpose: string, ...binding: string[]): string {
  const salt = randomBytes(SALT_BYTES);
  return `${salt.toString("base64url")}.${sign(getConfig().cookieSecrets[0], salt, purpose, binding)}`;
}

/**
 * @throws HttpError 403 unless the token was made for the same purpose and binding, under any current secret
 */
export function requireToken(token: string | undefined, purpose: string, ...binding: string[]): void {
  const [salt, signature] = token?.split(".") ?? [];
  if (!salt || !signature || !isToken(salt, signature, purpose, binding))
    throw new HttpError(403, "stale-form");
}

/** The same check as an answer, for links that fall back to a confirmation. */
export function hasToken(token: string | undefined, purpose: string, ...binding: string[]): boolean {
  const [salt, signature] = token?.split(".") ?? [];
  return Boolean(salt && signature && isToken(salt, signature, purpose, binding));
}

function isToken(salt: string, signature: string, purpose: string, binding: string[]): boolean {
  const given = Buffer.from(signature);
  return getConfig().cookieSecrets.some((secret) => {
    const expected = Buffer.from(sign(secret, Buffer.from(salt, "base64url"), purpose, binding));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function sign(secret: string, salt: Buffer, purpose: string, binding: string[]): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["foyer-form", purpose, salt.toString("base64url"), ...binding]))
    .digest("base64url");
}
