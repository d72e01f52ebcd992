/** Reads the columns of a CSV file, and guesses which of them is which trait. */

import type { TraitView } from "../schemas/view";
import { IMPORT_COLUMNS, isEitherColumn, toTraitColumn } from "../traits/file-column";
import { readCsv } from "./csv";
import { isJsonText } from "./rows";

export interface ImportColumn {
  /** As the file's first line has it. */
  name: string;
  /** What stands in it at first, to know it by. */
  example: string;
}

/** A file with more columns is no list of people. */
const COLUMN_LIMIT = 200;

const EXAMPLE_LENGTH = 60;

/** @returns undefined for what is no CSV file, or has too many columns */
export function readColumns(text: string): ImportColumn[] | undefined {
  if (isJsonText(text)) return undefined;
  const records = readCsv(text, 2);
  if ("problem" in records) return undefined;
  const [header = [], first = []] = records.map(({ record }) => record);
  if (header.length > COLUMN_LIMIT) return undefined;
  return header.map((name, index) => ({ name, example: toExample(name, first[index] ?? "") }));
}

/** What columns of passwords, hashes and codes are called in files of other systems, in some languages. */
const SECRET_NAME =
  /pass|\bpwd?\b|pwd|pin|secret|hash|salt|token|code|key|kennwort|contrase|clave|mot.?de|senha|wachtwoord|lösen|salasana|has[lł]o|heslo|jelsz|parol|şifre|парол|密码|密碼|パスワード|비밀번호/iu;

/** None of what may be a password, or its hash: no page shows it (threat C25). */
function toExample(name: string, cell: string): string {
  return SECRET_NAME.test(name) || /^[${]/.test(cell) ? "" : cell.slice(0, EXAMPLE_LENGTH);
}

/** What a column can be: the schema's traits, and the others. */
export function toTargets(traits: readonly TraitView[]): string[] {
  return [...traits.map(({ path }) => toTraitColumn(path)), ...IMPORT_COLUMNS];
}

/** A target for each column, each once; "" where none is likely. */
export function guessColumns(columns: readonly ImportColumn[], traits: readonly TraitView[]): string[] {
  const free = new Set(toTargets(traits));
  const guess = (find: (name: string) => string | undefined) => (name: string) => {
    const target = find(name);
    return target !== undefined && free.delete(target) ? target : undefined;
  };
  const names = columns.map(({ name }) => name);
  const paths = traits.map(({ path }) => path);
  const guessTrait = (find: (name: string) => TraitView | undefined) =>
    guess((name) => {
      const trait = find(name);
      return trait && toTraitColumn(trait.path);
    });
  // A file that says of which schema each account is has the account's own columns: an export, from before there was such a trait.
  const isOfAccounts = names.includes("schema_id") && !isEitherColumn("schema_id", names, paths);
  const isEither = (name: string) => isEitherColumn(name, names, paths);
  const rounds = [
    // A file of this console names both.
    guess((name) => (isEither(name) && !isOfAccounts ? toTraitColumn(name) : name)),
    guessTrait((name) => traits.find(({ path }) => toPlainWords(path) === toPlainWords(name))),
    guessTrait((name) => traits.find(({ title }) => title && toPlainWords(title) === toPlainWords(name))),
    guess((name) => IMPORT_COLUMNS.find((other) => toPlainWords(other) === toPlainWords(name))),
    guess((name) => IMPORT_COLUMNS.find((other) => toUsualWords(other) === toUsualWords(name))),
    guessTrait((name) =>
      toOnly(traits.filter(({ path }) => toPlainWords(path.split(".").at(-1) ?? "") === toPlainWords(name))),
    ),
    guessTrait((name) => toOnly(traits.filter(({ path }) => toUsualWords(path) === toUsualWords(name)))),
    guessTrait((name) =>
      toOnly(traits.filter(({ path }) => toUsualWords(path.split(".").at(-1) ?? "") === toUsualWords(name))),
    ),
  ];
  const found = new Map<number, string>();
  // Older exports have the trait's as well, after it, by the same name.
  if (isOfAccounts)
    for (const name of new Set(names.filter(isEither)))
      found.set(names.indexOf(name), free.delete(name) ? name : "");
  // Sure ones first: none of them is taken by a column that is less like it.
  for (const round of rounds)
    for (const [index, { name }] of columns.entries()) {
      const target = found.has(index) ? undefined : round(name);
      if (target !== undefined) found.set(index, target);
    }
  return columns.map((_, index) => found.get(index) ?? "");
}

/** "First name", "first_name" and `name.first` are the same words; so are "E-Mail" and `email`. */
function toPlainWords(text: string): string {
  const words = text.replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, " ").toLowerCase();
  return words
    .replaceAll(/\be[-_ ]mail\b/g, "email")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(" ");
}

/** What the parts of a name are called in files of other languages. */
const FIRST_NAME = "vorname prénom prenom nombre nome voornaam förnamn fornavn etunimi imię jméno";
const LAST_NAME =
  "nachname familienname nom apellido apellidos cognome sobrenome achternaam efternamn etternavn efternavn sukunimi nazwisko příjmení";

/** What files of other systems call a part of a name, an address, or a password's hash. */
const USUAL_WORDS: ReadonlyMap<string, string> = new Map([
  ["mail", "email"],
  ["given", "first"],
  ["firstname", "first name"],
  ["givenname", "first name"],
  ["forename", "first name"],
  ["family", "last"],
  ["lastname", "last name"],
  ["familyname", "last name"],
  ["surname", "last name"],
  ["hash", "hashed"],
  ["courriel", "email"],
  ["correo", "email"],
  ["adresse", "address"],
  // Beside "correo" alone.
  ["electrónico", "address"],
  ...FIRST_NAME.split(" ").map((word) => [word, "first name"] as const),
  ...LAST_NAME.split(" ").map((word) => [word, "last name"] as const),
]);

/** "Surname", "Family name" and `name.last` are the same; so are "Email address" and `email`. */
function toUsualWords(text: string): string {
  const words = toPlainWords(text).split(" ");
  const usual = words.flatMap((word) => (USUAL_WORDS.get(word) ?? word).split(" "));
  const isEmailAddress = usual.includes("email") && usual.length === 2 && usual.includes("address");
  return isEmailAddress ? "email" : usual.sort().join(" ");
}

function toOnly(traits: readonly TraitView[]): TraitView | undefined {
  return traits.length === 1 ? traits[0] : undefined;
}
