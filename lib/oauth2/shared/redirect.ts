/** Checks that an address Hydra hands back leads to Hydra: the only place the handshake may go next. */

import { trimSlashes } from "@/lib/trim-slashes";

/** Thrown for a `redirect_to` that leads elsewhere; answered with 502 (threat O9). Carries no URL: it holds a verifier. */
export class ForgedRedirectError extends Error {
  constructor() {
    super("Hydra answered with a redirect that does not lead to its configured public address");
    this.name = "ForgedRedirectError";
  }
}

/**
 * The absolute address to send the browser to. Relative ones are resolved: a used logout challenge answers 410 with
 * the path of its request alone (Hydra `getOAuth2LogoutRequest`).
 * @param hydraPublicUrl Hydra's issuer as browsers see it
 * @throws ForgedRedirectError
 */
export function requireHydraRedirect(
  redirectTo: string | undefined,
  hydraPublicUrl: string | undefined,
): string {
  if (!redirectTo || !hydraPublicUrl || !URL.canParse(redirectTo, hydraPublicUrl))
    throw new ForgedRedirectError();
  const base = new URL(hydraPublicUrl);
  const url = new URL(toAddress(redirectTo, base), base);
  if (url.origin !== base.origin || url.username || url.password) throw new ForgedRedirectError();
  return url.href;
}

/** A path is named as Hydra sees it: a proxy before it may have taken the issuer's own path away. */
function toAddress(redirectTo: string, { pathname }: URL): string {
  return /^\/(?![/\\])/.test(redirectTo) ? trimSlashes(pathname) + redirectTo : redirectTo;
}

/**
 * Where Hydra's logout or error answer may lead besides Hydra: an absolute http(s) address, or undefined.
 * For showing only; never followed without a look at who named it.
 */
export function toHttpUrl(value: string | undefined): URL | undefined {
  if (!value || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return (url.protocol === "https:" || url.protocol === "http:") && !url.username && !url.password
    ? url
    : undefined;
}
