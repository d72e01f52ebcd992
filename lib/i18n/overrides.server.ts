/** Reads an operator's own sentences, `<language>.json` in one folder, and says what is wrong with them (threat S2). */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import counts from "../../locales/counts.json" with { type: "json" };
import { PLURAL_FORM, type Sentences } from "./catalogue";
import { ENGLISH } from "./english";
import { isLanguage, type Overrides } from "./languages";

const KRATOS = /^kratos\.(\d{1,10}(?:_[a-z]+)?)$/;
/** Families of which Kratos and apps name the members. */
const OPEN = /^(method\.[\w-]{1,60}|scope\.[^\s]{1,120}\.(title|description))$/;
const PLACEHOLDER = /\{\w+\}/g;

const MAX_LENGTH = 2000;
const text = z
  .string()
  .min(1, "is empty")
  .max(MAX_LENGTH, `has more than ${MAX_LENGTH} characters`)
  .refine((value) => !/\p{Cc}/u.test(value), "holds a control character, such as a line break")
  .refine((value) => !/\p{Co}/u.test(value), "holds a character of no script, which no font need have");

const fileSchema = z.object({ titles: z.record(z.string(), text).default({}) }).catchall(text);

/** By language; each in the shape of a catalogue. */
export type Texts = Readonly<Record<string, Overrides>>;

/** @returns the texts, and one line a problem: file, key, and what is wrong */
export function readOverrides(folder: string): { texts: Texts; problems: string[] } {
  const problems: string[] = [];
  const texts: Record<string, Overrides> = {};
  for (const file of toFiles(folder, problems)) {
    const language = file.slice(0, -".json".length);
    const found: ReturnType<typeof readFile> = isLanguage(language)
      ? readFile(join(folder, file))
      : { problems: ["is not named after a language that ships (docs/languages.md lists them)"] };
    problems.push(...found.problems.map((problem) => `${file}: ${problem}`));
    if (found.overrides) texts[language] = found.overrides;
  }
  return { texts, problems };
}

function toFiles(folder: string, problems: string[]): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch (cause) {
    problems.push(`${folder} cannot be read as a folder (${String(cause)})`);
    return [];
  }
}

function readFile(path: string): { problems: string[]; overrides?: Overrides } {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    return { problems: [`cannot be read as JSON (${String(cause)})`] };
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    return { problems: parsed.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`) };
  }
  const { titles, ...words } = parsed.data;
  const entries = Object.entries(words).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const problems = entries.flatMap(([key, value]) =>
    findProblem(key, value).map((problem) => `${key}: ${problem}`),
  );
  const kratos = entries.flatMap(
    ([key, value]) =>
      KRATOS.exec(key)
        ?.slice(1, 2)
        .map((id) => [id, value]) ?? [],
  );
  const ui = entries.filter(([key]) => !KRATOS.test(key));
  return { problems, overrides: { ui: Object.fromEntries(ui), kratos: Object.fromEntries(kratos), titles } };
}

function findProblem(key: string, value: string): string[] {
  if (OPEN.test(key)) return [];
  const id = KRATOS.exec(key)?.[1];
  const english = toEnglish(id ?? key, id === undefined ? ENGLISH.ui : ENGLISH.kratos);
  // A later Kratos, or an operator's own hook, may have messages that no catalogue knows.
  if (english.length === 0) return id === undefined ? ["is no text of these pages"] : [];
  const known = new Set(english.flatMap((sentence) => sentence.match(PLACEHOLDER) ?? []));
  if (known.has("{minutes}")) known.add("{minutes_rounded}");
  return (value.match(PLACEHOLDER) ?? [])
    .filter((placeholder) => !known.has(placeholder))
    .map((placeholder) => `there is nothing to put into ${placeholder}; ${toKnown(known)}`);
}

/** All English forms of a key; a form that English lacks (`_few`) is one of those that it has. */
function toEnglish(key: string, words: Sentences): string[] {
  const isForm = PLURAL_FORM.test(key);
  const base = key.replace(PLURAL_FORM, "");
  return Object.entries(words)
    .filter(([name]) => name === key || (isForm && hasForms(name) && name.replace(PLURAL_FORM, "") === base))
    .map(([, sentence]) => sentence);
}

function hasForms(name: string): boolean {
  return PLURAL_FORM.test(name) || Object.hasOwn(counts, name);
}

function toKnown(known: ReadonlySet<string>): string {
  return known.size === 0 ? "this text has no places" : `this text has ${[...known].join(", ")}`;
}
