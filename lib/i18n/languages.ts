/** The languages of this process: those that ship and, for tests, two that are made from English. */

import { getProcessState } from "@/lib/process/state";
import { languages as shipped } from "../../locales";
import type { Catalogue, Language } from "./catalogue";
import { DEFAULT_LOCALE, ENGLISH } from "./english";
import { withOwnSentences } from "./own-sentences";
import { PSEUDO_LANGUAGES } from "./pseudo";
import type { Translate } from "./translate";
import { toTranslator } from "./translator";

/** By BCP 47 tag; the pseudo-languages are among them, to be offered where they are asked for. */
export const LANGUAGES: Readonly<Record<string, Language>> = { ...shipped, ...PSEUDO_LANGUAGES };

export function isLanguage(locale: string): boolean {
  return Object.hasOwn(LANGUAGES, locale);
}

/** What an operator says in other words, in the shape of a catalogue. */
export type Overrides = Partial<Catalogue>;

const NO_OVERRIDES: Readonly<Record<string, Overrides>> = {};

/** How long English stands in for a language that cannot be read, before it is tried again, in milliseconds. */
const RETRY_MS = 60_000;

/**
 * The words of a language, its catalogue read when the first page needs it and kept for the process. A language that
 * does not ship is spoken in English, and so is one that cannot be read.
 * @param overrides the operator's, by language
 * @param noteUnread told why, once each time that it was tried
 */
export async function loadTranslator(
  locale: string,
  overrides: Readonly<Record<string, Overrides>> = NO_OVERRIDES,
  noteUnread: (error: unknown) => void = () => {},
): Promise<Translate> {
  const known = isLanguage(locale) ? locale : DEFAULT_LOCALE;
  if (known === DEFAULT_LOCALE && !overrides[known]) return getEnglish();
  const byOverrides = getProcessState(
    "translators",
    () => new WeakMap<typeof overrides, Map<string, Promise<Translate>>>(),
  );
  const loaded = byOverrides.get(overrides) ?? new Map<string, Promise<Translate>>();
  byOverrides.set(overrides, loaded);
  const found = loaded.get(known);
  if (found) return found;
  const english = merge(ENGLISH, overrides[DEFAULT_LOCALE]);
  const loading = load(known).then(
    (own) => toTranslator(known, merge(own, overrides[known]), english),
    (error: unknown) => {
      noteUnread(error);
      setTimeout(() => loaded.delete(known), RETRY_MS).unref();
      return toTranslator(DEFAULT_LOCALE, english, english);
    },
  );
  loaded.set(known, loading);
  return loading;
}

/** English as it ships, at once: what every other language falls back to. */
export function getEnglish(): Translate {
  return getProcessState("english", () => toTranslator(DEFAULT_LOCALE, ENGLISH, ENGLISH));
}

async function load(locale: string): Promise<Catalogue> {
  const [ui, kratos] = (await LANGUAGES[locale]?.load()) ?? [];
  return { ui: ui?.default ?? {}, kratos: kratos?.default ?? {} };
}

function merge(catalogue: Catalogue, { ui, kratos, titles }: Overrides = {}): Catalogue {
  if (!ui && !kratos && !titles) return catalogue;
  return {
    ui: withOwnSentences(catalogue.ui, ui),
    kratos: withOwnSentences(catalogue.kratos, kratos),
    titles: { ...catalogue.titles, ...titles },
  };
}
