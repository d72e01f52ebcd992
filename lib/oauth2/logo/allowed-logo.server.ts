/** Which clients' logos may be read: what the operator allows, `FOYER_LOGO_ORIGINS`. */

import { isIP } from "node:net";
import { getConfig } from "@/lib/config/config";
import { toHttpUrl } from "@/lib/oauth2/shared/redirect";
import { isPublicAddress } from "./public-address.server";

/** Any https address of the internet. */
const ANY_PUBLIC = "*";

/** Longest address of a logo, in characters. */
const LENGTH_LIMIT = 1000;

/**
 * Where a logo may be read, and whether from a public address alone: an origin that the operator names may be one of
 * their own network.
 */
export function toAllowedLogo(uri: string | undefined): { url: URL; isPublicOnly: boolean } | undefined {
  const url = uri && uri.length <= LENGTH_LIMIT ? toHttpUrl(uri) : undefined;
  const { logoOrigins } = getConfig();
  if (!url) return undefined;
  if (logoOrigins.includes(url.origin)) return { url, isPublicOnly: false };
  const isPublic = logoOrigins.includes(ANY_PUBLIC) && url.protocol === "https:" && url.port === "";
  return isPublic && isPublicHost(url.hostname) ? { url, isPublicOnly: true } : undefined;
}

/** No look-up is made for an address: it is looked at here. */
function isPublicHost(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, "");
  return isIP(address) === 0 || isPublicAddress(address);
}
