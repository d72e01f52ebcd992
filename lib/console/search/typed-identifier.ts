/** What Kratos may call an address that an operator typed as a mail, a card or a telephone shows it. */

import { toAsciiAddress } from "@/lib/ascii-address";

/** `Ada <ada@example.org>`. */
const IN_BRACKETS = /<([^<>\s]+)>\s*$/;

/** What to write to, without what to write (RFC 6068). */
const LINK = /^(?:mailto|tel):([^?]+)/i;

/** A telephone number as people write it, which begins with + or 00, as one with its country's does. */
const TELEPHONE = /^(?:\+|00)[\d\s()./-]{5,}$/;

/** What mail or messages may have been sent to, whether anybody has it or not. */
export function toMailRecipient(typed: string): string | undefined {
  const kept = toIdentifiers(typed.trim()).at(-1) ?? "";
  return /^[^\s@]+@[^\s@]+$|^\+\d{5,}$/.test(kept) ? kept : undefined;
}

/** The one that a list of people is asked for, so that an act for all of them is for whom it shows. User names may begin with 00. */
export function toIdentifier(typed: string): string {
  return typed.startsWith("00") ? typed : (toIdentifiers(typed).at(-1) ?? typed);
}

/** The same as a filter of messages asks for it: as it was typed first, for Kratos keeps what somebody typed who has no account. */
export function toRecipients(typed: string): string[] {
  const all = [...toIdentifiers(typed), ...toIdentifiers(toBare(typed))];
  return [...new Set([...all, ...all.map((each) => each.toLowerCase())])];
}

/** What stands around an id or an address in a line of a log, a list or a sentence. */
const BEFORE = /^[\s"'`<([{]+/;
const AFTER = /(?<![\s"'`>)\]},;])[\s"'`>)\]},;]+$/;

/** `"0195e8f2-…",` is the id in it. */
export function toBare(typed: string): string {
  return typed.replace(BEFORE, "").replace(AFTER, "");
}

const ID = /(?<![\da-f-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f-])/gi;
/** A line of a log begins with ids of the request and of the act; more than these are a list. */
const MOST_IDS = 4;
const MAIL = /^[^@]+@[^@]+\.[^@]+$/;

/** The first ids in a longer text, then the first address of mail: of a link, a line of a log, a sentence. */
export function findWithin(typed: string): string[] {
  const ids = new Set([...typed.matchAll(ID)].map(([id]) => id.toLowerCase()));
  const address = typed.split(/[\s"'`<>()[\]{},;:?&=/]+/).find((part) => MAIL.test(part));
  return [...[...ids].slice(0, MOST_IDS), ...(address === undefined ? [] : [address])];
}

/** As it was typed first; then, where that differs, as Kratos keeps it. A number without its country's is left as it is. */
export function toIdentifiers(typed: string): string[] {
  const bracketed = IN_BRACKETS.exec(typed)?.[1] ?? typed;
  const bare = LINK.exec(bracketed)?.[1] ?? bracketed;
  const kept = TELEPHONE.test(bare)
    ? `+${bare.replace(/^00/, "").replace(/\(0\)|\D/g, "")}`
    : toAsciiAddress(bare);
  return [...new Set([typed, kept])];
}
