// @ts-check
// Writes what lists the languages: locales/index.ts for the pages, the table of docs/languages.md for people.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../lib/run.mjs";
import { getTags, readLanguage } from "./catalogue.mjs";

export const INDEX = join(REPOSITORY, "locales", "index.ts");
export const DOCUMENT = join(REPOSITORY, "docs", "languages.md");

const START = "<!-- languages: written by `node scripts/locales.mjs index` -->";
const END = "<!-- /languages -->";

const RTL_SCRIPTS = new Set(["Arab", "Hebr"]);

export function toIndex() {
  const entries = getTags().map((tag) => {
    const { name, state } = readLanguage(tag).meta;
    const key = tag.includes("-") ? JSON.stringify(tag) : tag;
    return [
      `  ${key}: {`,
      `    name: ${JSON.stringify(name)},`,
      `    state: ${JSON.stringify(state)},`,
      `    load: () => Promise.all([import("./${tag}/ui.json"), import("./${tag}/kratos.json")]),`,
      "  },",
    ].join("\n");
  });
  return [
    "/** The languages that ship, one folder each. Written by `node scripts/locales.mjs index`; not by hand. */",
    "",
    'import type { Language } from "../lib/i18n/catalogue";',
    "",
    "export const languages: Readonly<Record<string, Language>> = {",
    ...entries,
    "};",
    "",
  ].join("\n");
}

/** docs/languages.md with its table as the folders are now. */
export function toDocument() {
  const text = readFileSync(DOCUMENT, "utf8");
  const [before = "", rest = ""] = text.split(START);
  const [, after = ""] = rest.split(END);
  return `${before}${START}\n\n${toTable()}\n\n${END}${after}`;
}

function toTable() {
  const names = new Intl.DisplayNames("en", { type: "language" });
  const rows = getTags().map((tag) => {
    const { meta } = readLanguage(tag);
    const script = new Intl.Locale(tag).maximize().script ?? "";
    const exceptions = Object.values(meta.allowed ?? {}).reduce(
      (sum, keys) => sum + Object.keys(keys).length,
      0,
    );
    const direction = RTL_SCRIPTS.has(script) ? "right to left" : "left to right";
    const reviewer = meta.reviewedBy ? ` by ${meta.reviewedBy}` : "";
    return `| \`${tag}\` | ${meta.name} | ${names.of(tag)} | ${direction} | ${meta.state}${reviewer} | ${exceptions} |`;
  });
  return [
    "| tag | name | in English | direction | state | exceptions |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}
