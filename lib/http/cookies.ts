/** Reads the Cookie header without losing what is wrong with it, and writes Set-Cookie lines. */

import { HttpError } from "./http-error";

/** Our cookies: host-only, secure, sealed. The prefix makes browsers refuse look-alikes of sibling hosts (threat P13). */
export const OWN_COOKIE_PREFIX = "__Host-foyer-";

/** Cookies of Kratos (self-hosted and Ory Network); these and no others travel there (threat P12). */
const KRATOS_COOKIE_PREFIXES = ["ory_kratos_", "csrf_token_", "ory_session_"];

const SESSION_COOKIE = /^ory_kratos_session$|^ory_session_/;

export type CookiePair = { name: string; value: string };

/** RFC 6265 §4.2.1, in order, duplicates kept; pieces without a name are dropped. */
export function parseCookies(header: string | null): CookiePair[] {
  return (header ?? "").split(";").flatMap((piece) => {
    const at = piece.indexOf("=");
    const name = piece.slice(0, at).trim();
    return at > 0 && name ? [{ name, value: piece.slice(at + 1).trim() }] : [];
  });
}

export function isKratosCookie(name: string): boolean {
  return KRATOS_COOKIE_PREFIXES.some((prefix) => name.startsWith(prefix));
}

export function isSessionCookie(name: string): boolean {
  return SESSION_COOKIE.test(name);
}

/**
 * Refuses a cookie of Kratos' or ours that arrives twice: one of them was planted (threat P13).
 * @throws HttpError 400 that expires both the host-only and the domain-wide variants
 */
export function requireUniqueCookies(cookies: CookiePair[], hostname: string): void {
  const seen = new Set<string>();
  for (const { name } of cookies) {
    if (!isKratosCookie(name) && !name.startsWith(OWN_COOKIE_PREFIX)) continue;
    if (seen.has(name)) throw new HttpError(400, "duplicate-cookie", toExpired(name, hostname));
    seen.add(name);
  }
}

/** A host-only cookie that scripts cannot read and other sites' posts do not carry. */
export function toOwnCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
}

export function toExpiredOwnCookie(name: string): string {
  return toOwnCookie(name, "", 0);
}

function toExpired(name: string, hostname: string): string[] {
  const labels = hostname.split(".");
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
  return [
    `${name}=; Path=/; Max-Age=0`,
    ...domains.map((domain) => `${name}=; Path=/; Domain=${domain}; Max-Age=0`),
  ];
}
