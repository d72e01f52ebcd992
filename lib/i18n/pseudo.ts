/** Makes two languages out of English that show what a page cannot do with others: longer words, and mirrored ones. */

import type { Catalogue, Language, Sentences } from "./catalogue";
import { ENGLISH } from "./english";

/** Longer by this share, as German or Finnish may be. */
const GROWTH = 0.4;

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter, index) => [
    letter,
    [..."åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"][index] ?? letter,
  ]),
);

/** A placeholder, or what stands between two. */
const PARTS = /\{\w+\}|[^{]+|\{/g;
const WORD = /[A-Za-z]+/g;

const RIGHT_TO_LEFT_OVERRIDE = "\u202e";
const POP_DIRECTION = "\u202c";

/** `[Šîĝñ îñ one]`: accents on every letter, two fifths longer, in brackets that show where a text was cut. */
function toAccented(text: string): string {
  if (!/[A-Za-z]/.test(withoutPlaceholders(text))) return text;
  const accented = text.replaceAll(PARTS, (part) =>
    isPlaceholder(part) ? part : part.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter),
  );
  const more = Math.ceil(withoutPlaceholders(text).length * GROWTH);
  return `[${accented}${" one two three".repeat(Math.ceil(more / 14)).slice(0, more)}]`;
}

/** Each word from right to left, so that the whole page is laid out as Arabic is. */
function toMirrored(text: string): string {
  return text.replaceAll(PARTS, (part) =>
    isPlaceholder(part)
      ? part
      : part.replaceAll(WORD, (word) => RIGHT_TO_LEFT_OVERRIDE + word + POP_DIRECTION),
  );
}

const MAKERS = {
  "en-XA": { name: "[Éñĝļîšĥ one]", make: toAccented },
  "ar-XB": { name: "\u202ehsilgnE\u202c", make: toMirrored },
};

/** What is made: neither ships, nor is either offered but where the environment asks for it. */
export const PSEUDO_LANGUAGES: Readonly<Record<string, Language>> = Object.fromEntries(
  Object.entries(MAKERS).map(([tag, { name, make }]) => [
    tag,
    { name, state: "draft" as const, load: async () => toModules(toPseudo(ENGLISH, make)) },
  ]),
);

export function isPseudo(locale: string): boolean {
  return Object.hasOwn(MAKERS, locale);
}

function toPseudo({ ui, kratos }: Catalogue, make: (text: string) => string): Catalogue {
  const each = (words: Sentences): Sentences =>
    Object.fromEntries(Object.entries(words).map(([key, text]) => [key, make(text)]));
  return { ui: each(ui), kratos: each(kratos) };
}

function toModules({ ui, kratos }: Catalogue) {
  return [{ default: ui }, { default: kratos }] as const;
}

function isPlaceholder(part: string): boolean {
  return part.startsWith("{") && part.endsWith("}");
}

function withoutPlaceholders(text: string): string {
  return text.replaceAll(/\{\w+\}/g, "");
}
