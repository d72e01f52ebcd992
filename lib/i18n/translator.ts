/** Makes the one function by which a page gets its words, from a language's catalogue. */

import counts from "../../locales/counts.json" with { type: "json" };
import type { Catalogue, Sentences } from "./catalogue";
import { findCommonTitle } from "./common-titles";
import { toDirection } from "./direction";
import { DEFAULT_LOCALE } from "./english";
import { toUnbroken } from "./hyphen";
import { isolate } from "./isolate";
import { isPlace } from "./place";
import type { TextValues, Translate } from "./translate";

const PLACEHOLDER = /\{([a-zA-Z][a-zA-Z0-9_]*)\}/g;

/** Which value of a Kratos message chooses its plural, by the message's id; Kratos' English has one form for all. */
const COUNTS: Sentences = counts;

/**
 * A translator over given catalogues. A text is looked for in `own`, then in `fallback` (English). With a numeric
 * `count`, `key_one`, `key_few` … are tried first, by the CLDR plural rules of the language that has the text, then
 * `key_other`: never is the key itself shown where English has words.
 */
export function toTranslator(locale: string, own: Catalogue, fallback: Catalogue): Translate<string> {
  const getNumbers = once(
    () => new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 }),
  );
  const getOr = once(() => new Intl.ListFormat(locale, { type: "disjunction" }));
  const direction = toDirection(locale);
  const sources = [
    { ...own, getPlurals: once(() => new Intl.PluralRules(locale)) },
    { ...fallback, getPlurals: once(() => new Intl.PluralRules(DEFAULT_LOCALE)) },
  ];
  const find = (family: "ui" | "kratos", key: string, count?: string | number): string | undefined => {
    for (const source of sources) {
      const found = choose(source[family], key, count, source.getPlurals);
      if (found !== undefined) return toUnbroken(found);
    }
    return undefined;
  };
  const fill = (template: string, toValues: () => TextValues): string => {
    if (!template.includes("{")) return template;
    const values = toValues();
    return template.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
      const value = readOwn(values, name);
      if (value === undefined) return placeholder;
      if (typeof value === "number") return getNumbers().format(value);
      return isPlace(value) ? value : isolate(value, direction);
    });
  };
  const translate = (key: string, values: TextValues = {}) =>
    fill(find("ui", key, values.count) ?? key, () => values);
  return Object.assign(translate, {
    isEnglish: locale === DEFAULT_LOCALE,
    find: (key: string) => find("ui", key),
    kratos: (id: number, toValues: () => TextValues) => {
      const count = readOwn(COUNTS, String(id));
      const template = find("kratos", String(id), count === undefined ? undefined : toValues()[count]);
      return template === undefined ? undefined : fill(template, toValues);
    },
    title: (text: string) => {
      const said =
        readOwn(own.titles ?? {}, text) ??
        (locale === DEFAULT_LOCALE ? undefined : findCommonTitle(own, text));
      return said === undefined ? isolate(text, direction) : toUnbroken(said);
    },
    or: (items: readonly string[]) => getOr().format(items),
    sent: (text: string) => isolate(text, direction),
  });
}

function choose(
  words: Sentences,
  key: string,
  count: string | number | undefined,
  getPlurals: () => Intl.PluralRules,
): string | undefined {
  const counted = typeof count === "number" && readOwn(words, `${key}_${getPlurals().select(count)}`);
  // A draft may hold keys that nobody has written yet.
  return counted || readOwn(words, key) || readOwn(words, `${key}_other`) || undefined;
}

/** Made by the first sentence with a number or a list: a start would wait for it. */
function once<Rules>(make: () => Rules): () => Rules {
  let made: Rules | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function readOwn<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
