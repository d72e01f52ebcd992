/** Judges the addresses that a redirect may lead to (threats F7, P9): Kratos', and a person's `return_to`. */

import { getConfig } from "@/lib/config/config";

/** Our own path, or http(s) with a host; nothing that readers of URLs disagree about (`//`, `\`, controls, spaces). */
const PLAIN_ADDRESS = /^(\/(?!\/)|https?:\/\/[^/])[^\\\p{Cc}\p{Cs}\s]*$/iu;

/**
 * Where a redirect of Kratos' leads, or undefined when nobody should go there: an admin API, a protocol-relative URL,
 * or another scheme (threat P9). To the console without a fragment, which a link to a sign-in may have named: it would put the
 * focus on a form's field, under the key that sent the sign-in (threat C7).
 */
export function toTarget(location: string): { href: string; isOwn: boolean } | undefined {
  const { publicUrl, console } = getConfig();
  if (!PLAIN_ADDRESS.test(location) || !URL.canParse(location, publicUrl.origin)) return undefined;
  const url = new URL(location, publicUrl.origin);
  if (url.username || url.password || isAdmin(url)) return undefined;
  if (console && `${url.origin}${url.pathname}/`.startsWith(`${console.url.href}/`)) url.hash = "";
  return { href: url.href, isOwn: url.origin === publicUrl.origin };
}

/**
 * A `return_to` in the one way to write it that Kratos' later redirect can be followed with, whoever wrote it; whether it
 * is allowed, Kratos decides. Undefined for what leads nowhere: no URL, another scheme, a user name (threats D2, F7).
 */
export function toDestination(returnTo: string): string | undefined {
  if (toTarget(returnTo)) return returnTo;
  const { origin } = getConfig().publicUrl;
  return URL.canParse(returnTo, origin) ? toTarget(new URL(returnTo, origin).href)?.href : undefined;
}

/** Path and query of an address on this very origin; undefined for everything else, however it is written. */
export function toOwnPath(address: string): string | undefined {
  if (address.startsWith("/")) return undefined;
  const target = toTarget(address);
  if (!target?.isOwn) return undefined;
  const { pathname, search } = new URL(target.href);
  return pathname.startsWith("//") ? undefined : pathname + search;
}

/**
 * By host and port, whatever the scheme. On Ory Network both APIs share an address: there the path, and the token,
 * tell them apart.
 */
function isAdmin(url: URL): boolean {
  const { kratos, hydra } = getConfig();
  const shared = [kratos.publicUrl, hydra?.publicUrl].map(toHost);
  return [kratos.adminUrl, hydra?.adminUrl]
    .map(toHost)
    .some((host) => host === url.host && (!shared.includes(host) || /^\/+admin(\/|$)/i.test(url.pathname)));
}

function toHost(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).host;
}
