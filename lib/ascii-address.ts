/** Spells the domain of an e-mail address in ASCII, as mail servers know it and Kratos' `format: email` demands it. */

import { domainToASCII } from "node:url";

/** A whole text that is an address, its domain without the signs by which a URL's host ends. */
const ADDRESS = /^([^\s@]+@)([^\s@%/?#:\\<>()[\]"]+)$/;

const NOT_ASCII = /\P{ASCII}/u;

/** Longer texts are no addresses, in characters (RFC 5321: 254). */
const LENGTH_LIMIT = 320;

/** `ada@münchen.example` → `ada@xn--mnchen-3ya.example` (UTS 46); any other text as it is. */
export function toAsciiAddress(text: string): string {
  if (text.length > LENGTH_LIMIT || !NOT_ASCII.test(text)) return text;
  const [, local = "", domain = ""] = ADDRESS.exec(text.trim()) ?? [];
  const ascii = NOT_ASCII.test(domain) ? domainToASCII(domain) : "";
  return ascii ? `${local}${ascii}` : text;
}
