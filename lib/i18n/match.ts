/** Finds the shipped language that is closest to those asked for, by CLDR's distances. */

import { match } from "@formatjs/intl-localematcher";

/** What is asked again and again of one list of languages. */
interface Known {
  /** How many of the list have this language. */
  counts: ReadonlyMap<string, number>;
  /** The scripts they are written in. */
  scripts: ReadonlySet<string>;
}

/** Languages whose readers read another's writing, and how often no other is there. */
const WRITTEN: Readonly<Record<string, string>> = { no: "nb", nn: "nb", yue: "zh" };

/** Codes of more than two letters that have a relative among the languages that may ship. */
const LONGER_CODES: ReadonlySet<string> = new Set(["yue", "gsw", "nds", "ckb", "fil"]);

const knowledge = new WeakMap<readonly string[], Known>();

/** The shipped language of the first tag that has one. @param tags canonical, the most wanted first */
export function findSame(tags: readonly string[], shipped: readonly string[]): string | undefined {
  for (const tag of tags) {
    if (shipped.includes(tag)) return tag;
    const language = toLanguage(tag);
    const found = findRelated([tag], shipped);
    if (found && [language, WRITTEN[language]].includes(toLanguage(found))) return found;
  }
  return undefined;
}

/** The shipped language that is nearest to any of these, if one is near at all. */
export function findRelated(tags: readonly string[], shipped: readonly string[]): string | undefined {
  const keys = tags.flatMap((tag) => toKey(tag, toKnown(shipped)) ?? []);
  if (keys.length === 0) return undefined;
  return match(keys, shipped, NOTHING, { algorithm: "best fit" }).replace(NOTHING, "") || undefined;
}

/** A tag that no language has, for the matcher to answer where nothing is near. */
const NOTHING = "qaa";

/**
 * What of a tag can matter: its language, its script (zh-TW is Hant), and its region where several shipped languages
 * differ by it. The matcher keeps every tag that it meets for ever, so there must be few (threat V4).
 */
function toKey(tag: string, { counts, scripts }: Known): string | undefined {
  const { language, script, region } = new Intl.Locale(tag).maximize();
  const count = counts.get(language) ?? 0;
  if (count === 0 && language.length > 2 && !LONGER_CODES.has(language)) return undefined;
  if (!script || !scripts.has(script)) return undefined;
  return count > 1 && region?.length === 2 ? `${language}-${script}-${region}` : `${language}-${script}`;
}

function toKnown(shipped: readonly string[]): Known {
  const found = knowledge.get(shipped);
  if (found) return found;
  const counts = new Map<string, number>();
  for (const language of shipped.map(toLanguage)) counts.set(language, (counts.get(language) ?? 0) + 1);
  const scripts = new Set(shipped.map((locale) => new Intl.Locale(locale).maximize().script ?? ""));
  const known = { counts, scripts };
  knowledge.set(shipped, known);
  return known;
}

function toLanguage(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}
