/**
 * Whether a host is this very machine: `localhost`, names under it, 127.0.0.0/8 and `[::1]`, where browsers treat plain http as
 * trustworthy (https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy) and native apps listen (RFC 8252 §7.3).
 * @param hostname as `URL` writes it: lower case, IPv6 in brackets
 */
export function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
