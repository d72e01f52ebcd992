/** The address at which Foyer serves a client's logo: it names what to read, and only Foyer can have written it. */

import { createHmac, timingSafeEqual } from "node:crypto";
import { getConfig } from "@/lib/config/config";
import { formatQuery } from "@/lib/pages";
import { toAllowedLogo } from "./allowed-logo.server";
import { toDataLogo } from "./data-logo";
import { isKnownBad } from "./logos.server";

/** As long as an address is good for, one or two times: browsers keep a logo that has the same address. */
const PERIOD_MS = 24 * 60 * 60 * 1000;

/**
 * What an `img` may show for a client; undefined where there is nothing to show: none registered, not allowed, or found to
 * be no picture.
 * @param uri the client's registered `logo_uri`, as Hydra says it
 */
export function toLogoSource(uri: string | undefined): string | undefined {
  if (!uri) return undefined;
  const data = toDataLogo(uri);
  if (data) return data;
  const href = toAllowedLogo(uri)?.url.href;
  if (!href || isKnownBad(href)) return undefined;
  const signature = sign(getConfig().cookieSecrets[0], href, toPeriod());
  return `${getConfig().publicUrl.basePath}/client-logo${formatQuery({ src: href, signature })}`;
}

/** Whether Foyer wrote the address, today or yesterday. */
export function isOwnLogoAddress(href: string, signature: string): boolean {
  const given = Buffer.from(signature);
  return getConfig().cookieSecrets.some((secret) =>
    [toPeriod(), toPeriod() - 1].some((period) => {
      const expected = Buffer.from(sign(secret, href, period));
      return expected.length === given.length && timingSafeEqual(expected, given);
    }),
  );
}

function toPeriod(): number {
  return Math.floor(Date.now() / PERIOD_MS);
}

function sign(secret: string, href: string, period: number): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["foyer-logo", href, period]))
    .digest("base64url");
}
