/** Reads the Cookie header without losing what is wrong with it, and writes Set-Cookie lines. */

import { getConfig } from "@/lib/config/config";
import { isPublicHost } from "@/lib/console/request/origin";
import { trimBlanks } from "@/lib/web/header-text";
import { HttpError } from "@/lib/web/http-error";
import { readUrl } from "@/lib/web/request-url";

/** Our cookies: host-only, secure, sealed. The prefix makes browsers refuse look-alikes of sibling hosts (threat P13). */
export const OWN_COOKIE_PREFIX = "__Host-foyer-";

/** Cookies of Kratos (self-hosted and Ory Network); these, its CSRF cookie and no others travel there (threat P12). */
const KRATOS_COOKIE_PREFIXES = ["ory_kratos_", "ory_session_"];

/** The CSRF cookie as Kratos calls it, by which it knows the browser that a flow is of (threat F5). */
const CSRF_PREFIX = "csrf_token_";

/** The same as browsers know it where {@link hidesCsrfCookie}. */
const BROWSER_CSRF_PREFIX = `__Host-${CSRF_PREFIX}`;

const SESSION_COOKIE = /^ory_kratos_session$|^ory_session_/;

/** What Kratos itself carries over a sign-in: a provider's `state`, a change of settings. */
export const CONTINUITY_COOKIE = "ory_kratos_continuity";

/** Kratos' session cookie where an operator gave it another name (`session.cookie.name`). */
const getOwnSessionCookie = () => getConfig().kratos.sessionCookie;

export type CookiePair = { name: string; value: string };

/** Where a request went, as the browser's cookie jar sees it. */
export type CookieScope = { hostname: string; pathname: string };

export function toCookieScope(request: Request): CookieScope {
  const config = getConfig();
  const isPublic = isPublicHost(request.headers.get("host"), config);
  const { origin, basePath } = (!isPublic && config.console?.url) || config.publicUrl;
  return { hostname: new URL(origin).hostname, pathname: basePath + readUrl(request).pathname };
}

/** More directories than any page of ours has, and longer than any; what is beyond them is no page. */
const MAXIMUM_PATHS = 8;
const MAXIMUM_PATH_LENGTH = 512;

/** RFC 9110 §5.6.2. A browser gives a name no prefix's protection that begins with anything else: a no-break space, say. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Longest name that is looked at, in characters: Kratos' and ours have some eighty. What is longer is nobody's (threat D1). */
const NAME_LIMIT = 128;

/** RFC 6265 §4.2.1, in order, duplicates kept; pieces whose name is none, or without end, are dropped (threat P13). */
export function parseCookies(header: string | null): CookiePair[] {
  return (header ?? "").split(";").flatMap((piece) => {
    const at = piece.indexOf("=");
    const name = trimBlanks(piece.slice(0, Math.max(at, 0)));
    return name.length <= NAME_LIMIT && TOKEN.test(name)
      ? [{ name, value: trimBlanks(piece.slice(at + 1)) }]
      : [];
  });
}

const parsed = new WeakMap<Request, readonly CookiePair[]>();

/** The cookies that a request brought; a page looks for several of them. */
export function readCookies(request: Request): readonly CookiePair[] {
  const cookies = parsed.get(request) ?? parseCookies(request.headers.get("cookie"));
  parsed.set(request, cookies);
  return cookies;
}

/** The value of the first cookie of that name. */
export function readCookie(request: Request, name: string): string | undefined {
  return readCookies(request).find((cookie) => cookie.name === name)?.value;
}

/** The name that a Set-Cookie line sets. */
export function toCookieName(line: string): string {
  return line.split("=", 1)[0] ?? "";
}

/** Name and value of a Set-Cookie line, as a Cookie header has them. */
export function toCookiePair(line: string): string {
  return line.split(";", 1)[0] ?? "";
}

/** The session cookie's value that a Set-Cookie line sets; undefined for other cookies and for one that ends. */
export function toBegunSession(setCookie: string): string | undefined {
  const pair = toCookiePair(setCookie);
  const at = pair.indexOf("=");
  return (isSessionCookie(trimBlanks(pair.slice(0, at))) && trimBlanks(pair.slice(at + 1))) || undefined;
}

/** A session cookie that is set with a value: somebody is signed in now, or anew. */
export function beginsSession(setCookie: string): boolean {
  return toBegunSession(setCookie) !== undefined;
}

/** A cookie of Kratos' as browsers know it. */
export function isKratosCookie(name: string): boolean {
  return (
    KRATOS_COOKIE_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    name.startsWith(hidesCsrfCookie() ? BROWSER_CSRF_PREFIX : CSRF_PREFIX) ||
    name === getOwnSessionCookie()
  );
}

/**
 * Whether browsers know Kratos' CSRF cookie by a name that no other host of the domain can set (threat P23): on https, which the
 * prefix asks for, and where they meet Kratos over Foyer alone.
 */
function hidesCsrfCookie(): boolean {
  const { kratos, publicUrl } = getConfig();
  return kratos.relay && publicUrl.origin.startsWith("https:");
}

/** Whether a cookie is Kratos' CSRF cookie by Kratos' own name, and browsers know it by another: it did not come over Foyer. */
export function isRenamed(name: string): boolean {
  return name.startsWith(CSRF_PREFIX) && hidesCsrfCookie();
}

/** A Cookie header of what browsers sent, with the names that Kratos knows; what only looks like its CSRF cookie is left out. */
export function toKratosCookieHeader(header: string): string {
  if (!hidesCsrfCookie()) return header;
  return parseCookies(header)
    .filter(({ name }) => !isRenamed(name))
    .map(
      ({ name, value }) =>
        `${name.startsWith(BROWSER_CSRF_PREFIX) ? name.slice("__Host-".length) : name}=${value}`,
    )
    .join("; ");
}

/** The scope that the prefix asks for is the only one that browsers take it in (RFC 6265bis §4.1.3.2). */
const SCOPE = /^(?:domain|path|secure)(?:=|$)/i;

/** A Set-Cookie line of Kratos' with the name that browsers know; a CSRF cookie keeps all but its scope. */
export function toBrowserSetCookie(line: string): string {
  if (!isRenamed(line)) return line;
  const [pair = "", ...attributes] = line.split(";").map(trimBlanks);
  const kept = attributes.filter((attribute) => !SCOPE.test(attribute));
  return [`__Host-${pair}`, "Path=/", ...kept, "Secure"].join("; ");
}

/** A name that Kratos gives its session cookie where nobody named it. */
export function isDefaultSessionCookie(name: string): boolean {
  return SESSION_COOKIE.test(name);
}

/** Where the operator named it, no other is one: Kratos looks at that alone. */
export function isSessionCookie(name: string): boolean {
  const own = getOwnSessionCookie();
  return own === undefined ? isDefaultSessionCookie(name) : name === own;
}

/**
 * Refuses a cookie of Kratos' or ours that arrives twice, and a second session cookie under another name: one of them was
 * planted, and what is tied to a session here would be tied to another than the one that Kratos looks at (threats P13, P19).
 * @throws HttpError 400 that expires every variant which can have reached this address: host-only and domain-wide,
 *   for each path above it; of one with more variants than fit, all cookies
 */
export function requireUniqueCookies(
  cookies: readonly CookiePair[],
  { hostname, pathname }: CookieScope,
): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of cookies) {
    if (!isKratosCookie(name) && !name.startsWith(OWN_COOKIE_PREFIX)) continue;
    if (seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  if (repeated.size > 0) throw toDuplicate([...repeated], { hostname, pathname });
  const sessions = [...seen].filter(isSessionCookie);
  if (sessions.length > 1) throw toDuplicate(sessions, { hostname, pathname });
}

/**
 * Set-Cookie lines in one answer, in characters: proxies give up on a head that is much longer. What is left is expired by the
 * next answer (threat D1).
 */
const EXPIRING_LIMIT = 8000;

/**
 * At a long address of a deep host one cookie alone may have stood in more places than an answer has room to name: then the browser
 * forgets the domain's cookies, as of one that sends too many (lib/web/bounds.ts).
 */
function toDuplicate(names: readonly string[], scope: CookieScope): HttpError {
  const setCookies: string[] = [];
  let length = 0;
  for (const name of names) {
    const lines = toExpired(name, scope);
    length += lines.join("").length;
    if (length > EXPIRING_LIMIT) break;
    setCookies.push(...lines);
  }
  const headers: Record<string, string> = setCookies.length > 0 ? {} : { "clear-site-data": '"cookies"' };
  return new HttpError(400, "duplicate-cookie", setCookies, headers);
}

/** A host-only cookie that scripts cannot read and other sites' posts do not carry. */
export function formatOwnCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; Secure; SameSite=Lax`;
}

/** The same, until the browser is closed. */
export function toBrowserSessionCookie(name: string, value: string): string {
  return `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

export function formatExpiredOwnCookie(name: string): string {
  return formatOwnCookie(name, "", 0);
}

function toExpired(name: string, { hostname, pathname }: CookieScope): string[] {
  const paths = toCookiePaths(pathname);
  // Browsers take a `__Host-` name only as Secure, host-only and for `/`.
  if (/^__host-/i.test(name)) return [`${name}=; Path=/; Max-Age=0; Secure`];
  const domains = ["", ...toCookieDomains(hostname).map((domain) => ` Domain=${domain};`)];
  // A `__Secure-` name, which an operator may give Kratos' session, they take in any scope, but only as Secure.
  const end = /^__secure-/i.test(name) ? "Max-Age=0; Secure" : "Max-Age=0";
  // Beside each, browsers keep one that a sibling host set as `Partitioned`, and expire it by no other line.
  const ends = [end, "Max-Age=0; Secure; Partitioned"];
  return domains.flatMap((domain) =>
    paths.flatMap((path) => ends.map((one) => `${name}=; Path=${path};${domain} ${one}`)),
  );
}

/** The host and every parent of it that has a dot. */
function toCookieDomains(hostname: string): string[] {
  const labels = hostname.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}

/** `/`, then each directory above the page with and without its closing slash, then the page. */
function toCookiePaths(pathname: string): string[] {
  const segments = pathname.slice(0, MAXIMUM_PATH_LENGTH).split("/").filter(Boolean).slice(0, MAXIMUM_PATHS);
  const paths = segments.map((_, index) => `/${segments.slice(0, index + 1).join("/")}`);
  return ["/", ...paths.flatMap((path) => [path, `${path}/`])].filter((path) => /^[\w./~-]+$/.test(path));
}
