/** Makes the one function by which a page gets its words, from a language's catalogue. */

import { type Catalogue, catalogues } from "../../locales";
import { DEFAULT_LOCALE } from "./locale";
import type { Translate } from "./translate";

/** Kratos' messages live beside the pages' words, under this prefix: `kratos.1010001`. */
const KRATOS_PREFIX = "kratos.";

const PLACEHOLDER = /\{([a-zA-Z][a-zA-Z0-9_]*)\}/g;

/**
 * The words of a language, English where it lacks one, the key itself where English does too. `{name}` takes a value,
 * numbers in the language's own form. With a numeric `count`, `key_one`, `key_other` … are tried first (CLDR plurals).
 */
export function getTranslator(locale: string): Translate {
  const known = isShipped(locale) ? locale : DEFAULT_LOCALE;
  const found = translators.get(known);
  if (found) return found;
  const made = toTranslator(known, toCatalogue(known), toCatalogue(DEFAULT_LOCALE));
  translators.set(known, made);
  return made;
}

const translators = new Map<string, Translate>();

/**
 * A translator over given catalogues; pure, for tests and operators' overrides.
 * @internal exported for tests
 */
export function toTranslator(locale: string, own: Catalogue, fallback: Catalogue): Translate {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 });
  return (key, values = {}) => {
    const count = values.count;
    const plural = typeof count === "number" ? `${key}_${plurals.select(count)}` : key;
    const template = find(own, plural) ?? find(own, key) ?? find(fallback, plural) ?? find(fallback, key);
    if (template === undefined) return key;
    return template.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return placeholder;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  };
}

function find({ ui, kratos }: Catalogue, key: string): string | undefined {
  if (key.startsWith(KRATOS_PREFIX)) return own(kratos, key.slice(KRATOS_PREFIX.length));
  return own(ui, key);
}

function own(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

function isShipped(locale: string): locale is keyof typeof catalogues {
  return Object.hasOwn(catalogues, locale);
}

function toCatalogue(locale: string): Catalogue {
  return isShipped(locale) ? catalogues[locale] : catalogues[DEFAULT_LOCALE];
}
