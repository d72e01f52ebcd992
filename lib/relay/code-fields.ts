/** Puts the codes of a form as Kratos takes them: its digits, nothing between them. Every other byte stays as it came. */

import { cleanCode } from "@/lib/i18n/clean-code";
import { toAsciiDigits } from "@/lib/i18n/digits";
import { toMethodField } from "@/lib/self-service/method-facts";
import { requireFewFields } from "@/lib/web/bounds";
import { FORM_TYPE, toMediaType } from "@/lib/web/header-text";

/** Latin-1 gives each byte a character, so that what is not touched is the same again. */
const BYTES = "latin1";

/**
 * @param body of any type; anything but a form, and a form whose codes are so already, is given back itself
 * @throws HttpError 413 for more fields than any form has: each is looked at (threat D1)
 */
export function withAsciiCodes(
  body: Uint8Array<ArrayBuffer>,
  contentType: string | null,
): Uint8Array<ArrayBuffer> {
  if (toMediaType(contentType) !== FORM_TYPE) return body;
  const given = Buffer.from(body).toString(BYTES);
  requireFewFields(given);
  const pairs = given.split("&").map(toAsciiPair).join("&");
  return pairs === given ? body : new Uint8Array(Buffer.from(pairs, BYTES));
}

function toAsciiPair(pair: string): string {
  const [name = "", value = ""] = pair.split(/=(.*)/s);
  // Never a password: its digits are the person's own.
  const field = toMethodField(name);
  if (field !== "digits" && field !== "secret") return pair;
  const typed = new URLSearchParams(Buffer.from(`v=${value}`, BYTES).toString()).get("v") ?? "";
  // What Kratos makes itself may hold any sign, but begins and ends with none that a copy brings along; a code of digits has
  // none between them either.
  const code = field === "digits" ? cleanCode(typed) : toAsciiDigits(typed).trim();
  return code === typed ? pair : `${name}=${encodeURIComponent(code)}`;
}
