// @ts-check
/**
 * Makes, checks and lists languages.
 *
 *   node scripts/locales.mjs new <tag>                      a folder below locales/ with every key, empty
 *   node scripts/locales.mjs check [tag …]                  what keeps a language from being checked, by key
 *   node scripts/locales.mjs accept <tag> <key …>           these texts were looked at beside today's English
 *   node scripts/locales.mjs accept <tag> --new             so were all that were never accepted
 *   node scripts/locales.mjs allow <tag> <rule> <key> <why> an exception, with its reason
 *   node scripts/locales.mjs index                          writes locales/index.ts and the table of docs/languages.md
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getTags, LOCALES, readLanguage, SOURCE, writeLanguage } from "./locales/catalogue.mjs";
import { DOCUMENT, INDEX, toDocument, toIndex } from "./locales/index-file.mjs";
import { toNewLanguage } from "./locales/new-language.mjs";
import { BREAKABLE, findProblems } from "./locales/rules.mjs";
import { toDigest, toMain, toTexts } from "./locales/texts.mjs";

/** @type {Record<string, (...parameters: string[]) => number>} each answers the exit code */
const COMMANDS = {
  new: (tag) => {
    if (!tag || existsSync(join(LOCALES, tag)))
      return refuse(`${tag ?? "a tag"}: is missing, or there already`);
    const canonical = Intl.getCanonicalLocales(tag)[0];
    if (canonical !== tag) return refuse(`${tag}: its canonical form is ${canonical}`);
    writeLanguage(tag, toNewLanguage(tag, readLanguage(SOURCE)));
    console.log(
      `locales/${tag}: fill ui.json, kratos.json and glossary.json; CONTRIBUTING.md says how to go on`,
    );
    return COMMANDS.index?.() ?? 0;
  },
  check: (...tags) => {
    const languages = (tags.length > 0 ? tags : getTags().slice(1)).map(readLanguage);
    return languages.map(report).some((count) => count > 0) ? 1 : 0;
  },
  accept: (tag = "", ...keys) => {
    const { ui, kratos, sources } = readLanguage(tag);
    const english = toTexts(readLanguage(SOURCE));
    const texts = toTexts({ ui, kratos });
    const accepted = keys.includes("--new") ? [...texts.keys()].filter((key) => !sources[key]) : keys;
    const unknown = accepted.filter((key) => !texts.has(key) || !english.has(key));
    if (unknown.length > 0 || accepted.length === 0)
      return refuse(`${unknown.join(", ")}: no such text in ${tag}`);
    const stamped = accepted.map((key) => [key, toDigest(english.get(key) ?? {})]);
    const kept = Object.entries(sources).filter(([key]) => english.has(key));
    writeLanguage(tag, { sources: Object.fromEntries([...kept, ...stamped]) });
    console.log(`${tag}: ${accepted.length} accepted`);
    return 0;
  },
  allow: (tag = "", rule = "", key = "", ...why) => {
    if (![...BREAKABLE, "letters"].includes(rule) || !key || why.length === 0)
      return refuse(`allow <tag> <${[...BREAKABLE, "letters"].join("|")}> <key, or word for letters> <why>`);
    const { meta } = readLanguage(tag);
    const allowed = { ...meta.allowed, [rule]: { ...meta.allowed?.[rule], [key]: why.join(" ") } };
    writeLanguage(tag, { meta: { ...meta, allowed } });
    return 0;
  },
  index: () => {
    writeFileSync(INDEX, toIndex());
    writeFileSync(DOCUMENT, toDocument());
    return 0;
  },
};

/** Prints each problem with the English and the text. @param {import("./locales/catalogue.mjs").Language} language */
function report(language) {
  const english = toTexts(readLanguage(SOURCE));
  const texts = toTexts(language);
  const problems = findProblems(language);
  for (const { rule, key, message } of problems) {
    console.log(`${language.tag}  ${rule}  ${key}: ${message}`);
    for (const name of key.split(" = ")) {
      const [source, target] = [english.get(name), texts.get(name)];
      if (source) console.log(`    ${SOURCE}: ${toMain(source)}`);
      if (target) console.log(`    ${language.tag}: ${toMain(target)}`);
    }
  }
  console.log(
    `${language.tag}: ${language.meta.state}, ${texts.size} of ${english.size} texts, ${problems.length} problems`,
  );
  return problems.length;
}

/** @param {string} message */
function refuse(message) {
  console.error(message);
  return 2;
}

const [command = "", ...parameters] = process.argv.slice(2);
const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
process.exitCode = run ? run(...parameters) : refuse(`one of: ${Object.keys(COMMANDS).join(", ")}`);
