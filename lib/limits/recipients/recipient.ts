/**
 * Turns an address or user name as somebody typed it into one key for every spelling that reaches the same mailbox,
 * telephone or account. Coarser than Kratos' own rules (`x.GracefulNormalization`) on purpose: two people who share a
 * key share a limit, but two keys for one person would double it.
 */

import { domainToUnicode } from "node:url";
import { toAsciiDigits } from "@/lib/i18n/digits";
import { withoutExtension } from "./phone-extension";

/** Longer ones are cut: no address is so long (RFC 5321: 254 characters), and names need not be told apart so far. */
const LENGTH_LIMIT = 512;

/** The last digits of a telephone number: prefixes of countries, trunks and mobile networks may be left out or added. */
const PHONE_DIGITS = 8;

/** Longer texts are no telephone number to libphonenumber either, in characters. */
const PHONE_LENGTH_LIMIT = 250;

/** Fewer are no telephone number. */
const FEWEST_PHONE_DIGITS = 7;

/** Letters that databases compare like these (Unicode collation, MySQL's default), though they do not decompose. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ł: "l",
  ŧ: "t",
  þ: "th",
};

/** Accents, signs that cannot be seen, and blanks. */
const UNSEEN = /[\p{M}\p{C}\p{Z}]+/gu;

export type Recipient = `mail:${string}` | `tel:${string}` | `name:${string}`;

/** The key of an address or user name; undefined for one without any letter, digit or sign. */
export function toRecipient(typed: string): Recipient | undefined {
  const text = fold(typed);
  if (!text) return undefined;
  const phone = typed.length > PHONE_LENGTH_LIMIT ? undefined : toPhone(typed);
  if (phone) return `tel:${phone}`;
  const mail = toMail(text);
  return mail ? `mail:${mail}` : `name:${text}`;
}

/** Whether something can be sent there: an address of mail or a telephone number, not a name. */
export function isWritable(recipient: Recipient): boolean {
  return !recipient.startsWith("name:");
}

/**
 * The name by which Kratos looks an account up (`strings.ToLower`, `strings.TrimSpace`), as far as both languages agree
 * on it: two accounts never have one, though one account may have several.
 */
export function toAccountName(typed: string): string {
  const isAscii = /^\p{ASCII}*$/u.test(typed);
  return isAscii ? typed.trim().toLowerCase() : typed;
}

/**
 * One spelling of every letter: no case, accents, widths, spaces, or signs that cannot be seen. Accents that stand alone go
 * first: to put many of one letter in order takes time that grows with the square of their number (threat D1).
 */
function fold(text: string): string {
  const folded = text
    .replace(UNSEEN, "")
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .slice(0, LENGTH_LIMIT)
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .replace(/[æœøđðħłŧþ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
  return toAsciiDigits(folded);
}

/** RFC 5322 comments and quotes, tags behind a plus, and dots in the local part make no other mailbox. */
function toMail(text: string): string | undefined {
  const bare = /<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const at = bare.lastIndexOf("@");
  if (at < 0) return undefined;
  const local = withoutComments(bare.slice(0, at)).replace(/["\\]/g, "");
  const untagged = withoutTag(local);
  const domain = bare.slice(at + 1).replace(/(?<!\.)\.+$/, "");
  return `${untagged.replaceAll(".", "") || untagged}@${fold(domainToUnicode(domain) || domain)}`;
}

/** A plus at the very beginning begins no tag. */
function withoutTag(local: string): string {
  const at = local.indexOf("+", 1);
  return at < 0 ? local : local.slice(0, at);
}

/** Text outside parentheses, however they are nested. */
function withoutComments(text: string): string {
  let depth = 0;
  let kept = "";
  for (const sign of text) {
    if (sign === "(") depth += 1;
    else if (sign === ")" && depth > 0) depth -= 1;
    else if (depth === 0) kept += sign;
  }
  return kept;
}

const KEYPAD = "22233344455566677778889999";

/**
 * The last digits of an international telephone number as libphonenumber reads it: a country given as `phone-context`,
 * a second number, an extension or ISDN subaddress (RFC 3966), letters of a keypad.
 */
function toPhone(typed: string): string | undefined {
  const plain = typed
    .replace(/(?![ \u00a0])[\p{Z}\p{C}]/gu, "(") // a separator, but none before an extension
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "");
  const text = toAsciiDigits(plain);
  const [beforeContext = "", context] = text.split(";phone-context=");
  const [beforeScheme = "", ...afterScheme] = beforeContext.split("tel:");
  const local = afterScheme.length > 0 ? afterScheme.join("tel:") : beforeScheme;
  const possible = context === undefined ? fromFirstDigit(text) : (context.split(";", 1)[0] ?? "") + local;
  if (!possible?.startsWith("+")) return undefined;
  const whole = (possible.split(/[\\/] *x/i, 1)[0] ?? "").split(";isub=", 1)[0] ?? "";
  if (whole.includes("@")) return undefined;
  const digits = toDigits(withoutExtension(whole));
  return digits.length < FEWEST_PHONE_DIGITS ? undefined : digits.slice(-PHONE_DIGITS);
}

/** From the sign that a number begins with. */
function fromFirstDigit(text: string): string | undefined {
  const at = text.search(/[+0-9]/);
  return at < 0 ? undefined : text.slice(at);
}

/** Three letters or more stand for the digits of their keys; fewer for nothing. */
function toDigits(number: string): string {
  const isVanity = (number.match(/[a-z]/gi)?.length ?? 0) >= 3;
  const spelt = isVanity
    ? number.replace(/[a-z]/gi, (letter) => KEYPAD[letter.toLowerCase().charCodeAt(0) - 97] ?? "")
    : number;
  return spelt.replace(/\D/g, "");
}
