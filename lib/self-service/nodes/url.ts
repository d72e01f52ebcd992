/** Decides which addresses in a flow may become `action`, `href` or `src` (threats F1, F3, L3). */

import { trimSlashes } from "@/lib/trim-slashes";

const HTTP: readonly string[] = ["http:", "https:"];
const WEBAUTHN_SCRIPT_PATH = "/.well-known/ory/webauthn.js";
const SELF_SERVICE_PATH = "/self-service/";
const INLINE_PNG = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;
/** A path on this origin: not `//host`, not `/\host`, no control characters. */
const OWN_PATH = /^\/(?![/\\])[^\\\p{Cc}]*$/u;

/** A link's address if it is a path of ours or http(s), else `undefined`. */
export function toSafeHref(href: string | undefined): string | undefined {
  if (!href) return undefined;
  if (OWN_PATH.test(href)) return href;
  const url = parse(href);
  return url && HTTP.includes(url.protocol) && !hasUser(url) ? url.href : undefined;
}

/** An image's address if it is an inline PNG or lies on one of our origins, else `undefined`. */
export function toSafeImage(src: string | undefined, baseUrls: readonly string[]): string | undefined {
  if (!src) return undefined;
  if (INLINE_PNG.test(src) || OWN_PATH.test(src)) return src;
  const url = parse(src);
  return url && HTTP.includes(url.protocol) && !hasUser(url) && isAt(url, baseUrls) ? url.href : undefined;
}

/** A form's action if it is a self-service endpoint of the Kratos that browsers talk to, else `undefined`. */
export function toSafeAction(action: string | undefined, kratosBrowserUrl: string): string | undefined {
  const url = action === undefined ? undefined : parse(action);
  const base = parse(kratosBrowserUrl);
  if (!url || !base || url.origin !== base.origin || !HTTP.includes(url.protocol)) return undefined;
  if (hasUser(url)) return undefined;
  return url.pathname.startsWith(`${trimSlashes(base.pathname)}${SELF_SERVICE_PATH}`) ? url.href : undefined;
}

/** The address of Kratos' own WebAuthn script, the only script that a flow may bring. */
export function toWebAuthnScriptUrl(kratosBrowserUrl: string): string | undefined {
  const base = parse(kratosBrowserUrl);
  return base && `${base.origin}${trimSlashes(base.pathname)}${WEBAUTHN_SCRIPT_PATH}`;
}

function isAt(url: URL, baseUrls: readonly string[]): boolean {
  return baseUrls.some((base) => parse(base)?.origin === url.origin);
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** `https://bank.example@evil.example/` misleads the eye; Kratos never sends such. */
function hasUser(url: URL): boolean {
  return url.username !== "" || url.password !== "";
}
