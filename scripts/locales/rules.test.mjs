// @ts-check
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { getTags, readLanguage, SOURCE } from "./catalogue.mjs";
import { DOCUMENT, INDEX, toDocument, toIndex } from "./index-file.mjs";
import { toNewLanguage } from "./new-language.mjs";
import { findFailures, findProblems } from "./rules.mjs";
import { toDigest, toTexts } from "./texts.mjs";
import { findUnused } from "./usage.mjs";

/** @typedef {import("./catalogue.mjs").Language} Language */

const english = /** @type {Language} */ ({
  tag: "en",
  ui: {
    "login.start.title": "Sign in",
    "login.start.lead": "Your account is waiting for {name}.",
    "login.cancel": "Cancel",
    "logout.title": "Sign out?",
    days_one: "For a day",
    days_other: "For {count} days",
  },
  kratos: { 4000032: "At least {min_length} characters." },
  glossary: { passkey: { meaning: "a key" } },
  meta: { name: "English", state: "reviewed" },
  sources: {},
});

const texts = {
  "login.start.title": "Войти",
  "login.start.lead": "Учётная запись ждёт: {name}.",
  "login.cancel": "Отмена",
  "logout.title": "Выйти?",
  days_one: "На {count} день",
  days_few: "На {count} дня",
  days_many: "На {count} дней",
  days_other: "На {count} дня",
};

/** As if each text had been accepted beside its English of today. @param {Language} source */
function toSources(source) {
  return Object.fromEntries([...toTexts(source)].map(([key, forms]) => [key, toDigest(forms)]));
}

/**
 * Russian as it should be, then changed: a text that is `undefined` is not there.
 * @param {Record<string, string | undefined>} [changes]
 * @param {Partial<Language>} [more]
 */
function toRussian(changes = {}, more = {}) {
  const { kratos: sentence = "Не короче {min_length}.", ...rest } = changes;
  const all = Object.entries({ ...texts, ...rest }).filter(([, text]) => text !== undefined);
  const language = /** @type {Language} */ ({
    tag: "ru",
    ui: Object.fromEntries(all),
    kratos: sentence ? { 4000032: sentence } : {},
    glossary: { passkey: { term: "ключ доступа", source: "a vendor" } },
    meta: { name: "Русский", state: "checked" },
    sources: toSources(english),
    ...more,
  });
  return language;
}

/** @param {Language} language */
const check = (language, source = english) =>
  findProblems(language, source).map(({ rule, key }) => `${rule} ${key}`);

test("a language that is right has no problem", () => {
  expect(check(toRussian())).toEqual([]);
});

describe("a language does not pass with", () => {
  test.each([
    ["a removed key", { "login.cancel": undefined }, "missing login.cancel"],
    ["an empty text", { "login.cancel": "" }, "missing login.cancel"],
    ["a key that English lacks", { "login.title": "Войти" }, "unknown login.title"],
    [
      "a wrong placeholder",
      { "login.start.lead": "Учётная запись ждёт: {nаme}." },
      "places login.start.lead",
    ],
    ["a missing placeholder", { "login.start.lead": "Учётная запись ждёт." }, "places login.start.lead"],
    ["tags that English has not", { "login.start.lead": "Ждёт <b>{name}</b>." }, "places login.start.lead"],
    ["a missing plural form", { days_few: undefined }, "forms days"],
    ["a plural form that it has not", { days_two: "На {count} дня" }, "forms days"],
    ["no number where the form is said of several", { days_one: "На день" }, "places days"],
    ["half the plural forms of a Kratos message", { kratos: "" }, "missing kratos.4000032"],
    ["a letter of a foreign script", { "login.cancel": "Oтмена" }, "letters login.cancel"],
    ["a letter of a neighbour's spelling", { "login.cancel": "Отміна" }, "letters login.cancel"],
    ["a word left in English", { "login.cancel": "Cancel" }, "english login.cancel"],
    [
      "a part left in English",
      { "login.start.lead": "Your account ждёт: {name}." },
      "english login.start.lead",
    ],
    ["a button that is too long", { "login.cancel": "Отменить и вернуться" }, "length login.cancel"],
    [
      "a sentence that is too long",
      { "login.start.lead": `${"Ждёт ".repeat(40)}{name}.` },
      "length login.start.lead",
    ],
    ["no full stop", { "login.start.lead": "Учётная запись ждёт: {name}" }, "ending login.start.lead"],
    ["no question mark", { "logout.title": "Выйти" }, "ending logout.title"],
    ["a full stop that English has not", { "login.cancel": "Отмена." }, "ending login.cancel"],
    ["one text for two", { "logout.title": "Войти?" }, "same login.start.title = logout.title"],
  ])("%s", (_what, changes, problem) => {
    expect(check(toRussian(changes))).toContain(problem);
  });

  test.each([
    ["Отмена: {what}", []],
    ["Отменить: {what}", ["spoken login.cancelWhat"]],
  ])("a control's name without the words that it shows: %s", (name, problems) => {
    const changed = { ...english, ui: { ...english.ui, "login.cancelWhat": "Cancel: {what}" } };
    const sources = toSources(changed);
    expect(check(toRussian({ "login.cancelWhat": name }, { sources }), changed)).toEqual(problems);
  });

  test("English that changed since it was written", () => {
    const changed = { ...english, ui: { ...english.ui, "login.cancel": "Stop" } };
    expect(check(toRussian(), changed)).toEqual(["stale login.cancel"]);
  });

  test.each([
    ["{minutes}", ["places kratos.1060001"]],
    ["{minutes_rounded}", []],
  ])("a fraction of minutes: %s", (place, problems) => {
    const changed = { ...english, kratos: { 1060001: "Change it within {minutes} minutes." } };
    const sources = toSources(changed);
    const kratos = { 1060001: `Смените в течение ${place} мин.` };
    expect(check(toRussian({}, { kratos, sources }), changed)).toEqual(problems);
  });

  test("a text that was never looked at beside its English", () => {
    expect(check(toRussian({}, { sources: {} }))).toContain("stale login.cancel");
  });

  test("no term, or no source of one, for a word of the glossary", () => {
    expect(check(toRussian({}, { glossary: { passkey: { term: "ключ" } } }))).toEqual(["glossary passkey"]);
  });

  test("a review by nobody", () => {
    expect(check(toRussian({}, { meta: { name: "Русский", state: "reviewed" } }))).toEqual(["meta ru"]);
  });

  test("an exception that is none", () => {
    const allowed = { length: { "login.cancel": "once it was longer" } };
    const meta = /** @type {Language["meta"]} */ ({ name: "Русский", state: "checked", allowed });
    expect(check(toRussian({}, { meta }))).toEqual(["length login.cancel"]);
  });
});

test("an exception with a reason is none of the problems", () => {
  const allowed = { english: { "login.cancel": "the same word" }, letters: { Cancel: "a brand" } };
  const meta = /** @type {Language["meta"]} */ ({ name: "Русский", state: "checked", allowed });
  expect(check(toRussian({ "login.cancel": "Cancel" }, { meta }))).toEqual([]);
});

test.each([
  ["ja", "サインイン", "待っています。", "ログアウトしますか？"],
  ["zh-Hant", "登入", "正在等候。", "要登出嗎？"],
  ["hi", "साइन इन करें", "इंतज़ार है।", "साइन आउट करें?"],
  ["ur", "سائن اِن", "منتظر ہے۔", "سائن آؤٹ؟"],
  ["el", "Σύνδεση", "Σας περιμένει.", "Αποσύνδεση;"],
  ["th", "ลงชื่อเข้าใช้", "รออยู่", "ออกจากระบบหรือไม่"],
  ["es", "Iniciar sesión", "Te espera.", "¿Cerrar sesión?"],
])("a sentence ends as %s ends it", (tag, title, lead, question) => {
  const source = { ...english, ui: { a: "Sign in", b: "It waits.", c: "Sign out?" }, kratos: {} };
  const language = toRussian({}, { tag, ui: { a: title, b: lead, c: question }, kratos: {} });
  expect(check(language, source).filter((problem) => /^(ending|letters)/.test(problem))).toEqual([]);
  const swapped = toRussian({}, { tag, ui: { a: `${title}.`, b: `${lead}?`, c: `${title}!` }, kratos: {} });
  expect(check(swapped, source).filter((problem) => problem.startsWith("ending")).length).toBeGreaterThan(1);
});

test("Chinese characters of the other way of writing are found", () => {
  const source = { ...english, ui: { a: "Verify" }, kratos: {} };
  const toProblems = (/** @type {string} */ tag, /** @type {string} */ text) =>
    check(toRussian({}, { tag, ui: { a: text }, kratos: {} }), source);
  expect(toProblems("zh-Hans", "驗證")).toContain("letters a");
  expect(toProblems("zh-Hant", "验证")).toContain("letters a");
  expect(toProblems("zh-Hant", "驗證")).not.toContain("letters a");
});

test("a new language has every key in its own plural forms, and no words", () => {
  const { ui, kratos, meta } = toNewLanguage("ru", english);
  expect(Object.keys(ui)).toEqual(
    expect.arrayContaining(["login.cancel", "days_one", "days_few", "days_many"]),
  );
  expect(Object.values({ ...ui, ...kratos }).join("")).toBe("");
  expect(meta).toEqual({ name: "Русский", state: "draft" });
});

test("no English text is without a page that says it", () => {
  const keys = Object.keys(readLanguage(SOURCE).ui).map((key) => key.replace(/_(one|other)$/, ""));
  expect(findUnused(keys)).toEqual([]);
  expect(findUnused(["login.nobody.title", "nobody.says"])).toEqual(["login.nobody.title", "nobody.says"]);
});

test("locales/index.ts and docs/languages.md name folders (`node scripts/locales.mjs index`)", () => {
  expect(readFileSync(INDEX, "utf8")).toBe(toIndex());
  expect(readFileSync(DOCUMENT, "utf8")).toBe(toDocument());
});

/** A minus or a colon between digits turns them round behind an Arabic letter, but for what stands by itself (LRI … PDI). */
test.each(["ar", "fa", "he", "ur"])("%s: a date or a time that is an example reads as it is typed", (tag) => {
  const { ui, kratos } = readLanguage(tag);
  const left = Object.entries({ ...ui, ...kratos }).filter(([, text]) =>
    /\d[-:]\d/.test(text.replaceAll(/\u2066[^\u2069]*\u2069/g, "")),
  );
  expect(left).toEqual([]);
});

test.each(getTags().filter((tag) => tag !== SOURCE))(
  "%s is what its state says (`locales.mjs check`)",
  (tag) => {
    expect(findFailures(readLanguage(tag))).toEqual([]);
  },
);
