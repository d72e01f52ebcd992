/** What Kratos may call an address that an operator typed as a mail, a card or a telephone shows it. */

/** `Ada <ada@example.org>`. */
const IN_BRACKETS = /<([^<>\s]+)>\s*$/;

/** A telephone number as people write it, which begins with + or 00, as one with its country's does. */
const TELEPHONE = /^(?:\+|00)[\d\s()./-]{5,}$/;

/** What mail or messages may have been sent to, whether anybody has it or not. */
export function toMailRecipient(typed: string): string | undefined {
  const kept = toIdentifiers(typed.trim()).at(-1) ?? "";
  return /^[^\s@]+@[^\s@]+$|^\+\d{5,}$/.test(kept) ? kept : undefined;
}

/** What stands around an id or an address in a line of a log, a list or a sentence. */
const BEFORE = /^[\s"'`<([{]+/;
const AFTER = /(?<![\s"'`>)\]},;])[\s"'`>)\]},;]+$/;

/** `"0195e8f2-…",` is the id in it. */
export function toBare(typed: string): string {
  return typed.replace(BEFORE, "").replace(AFTER, "");
}

/** As it was typed first; then, where that differs, as Kratos keeps it. A number without its country's is left as it is. */
export function toIdentifiers(typed: string): string[] {
  const bare = (IN_BRACKETS.exec(typed)?.[1] ?? typed).replace(/^(?:mailto|tel):/i, "");
  const kept = TELEPHONE.test(bare) ? `+${bare.replace(/^00/, "").replace(/\(0\)|\D/g, "")}` : bare;
  return [...new Set([typed, kept])];
}
