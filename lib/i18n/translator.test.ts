import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Catalogue } from "./catalogue";
import { ENGLISH } from "./english";
import type { TextKey } from "./keys";
import { getEnglish, LANGUAGES, loadTranslator } from "./languages";
import { toTranslator } from "./translator";

const english: Catalogue = {
  ui: { greet: "Hello {name}", keys_one: "{count} key", keys_other: "{count} keys", only: "only" },
  kratos: { "4000032": "at least {min_length}" },
};
const toOwn = (ui: Catalogue["ui"], kratos: Catalogue["kratos"] = {}): Catalogue => ({ ui, kratos });

describe("a translator", () => {
  it("fills placeholders with what it is given, whatever that is (F4, V2)", () => {
    const t = toTranslator("en", english, english);
    expect(t("greet", { name: "<b>$& {name}" })).toBe("Hello <b>$& {name}");
    expect(t("greet", JSON.parse('{"__proto__":{"name":"x"}}'))).toBe("Hello {name}");
    expect(t("constructor")).toBe("constructor");
  });

  it("keeps a word such as E-Mail in one line, in a catalogue's words alone", () => {
    const ui = { sent: "E-Mail an {name}: Prüf-Code", address: "E-Mail-Adresse", range: "A-1, co-owner" };
    const titles = { Email: "E-Mail" };
    const t = toTranslator("de", { ui, kratos: { "1": "per E-Mail" }, titles }, english);
    expect(t("sent", { name: "e-m@x.example" })).toBe("E-\u2060Mail an e-m@x.example: Prüf-Code");
    expect([t("address"), t("range")]).toEqual(["E-\u2060Mail-Adresse", "A-1, co-owner"]);
    expect([t.kratos(1, () => ({})), t.title("Email"), t.title("X-Ray")]).toEqual([
      "per E-\u2060Mail",
      "E-\u2060Mail",
      "X-Ray",
    ]);
  });

  it("chooses the plural of the language and writes numbers its way", () => {
    const arabic = toOwn({ keys_few: "{count} مفاتيح" });
    expect(toTranslator("en", english, english)("keys", { count: 1 })).toBe("1 key");
    expect(toTranslator("en", english, english)("keys", { count: 3 })).toBe("3 keys");
    expect(toTranslator("ar-EG", arabic, english)("keys", { count: 3 })).toBe("٣ مفاتيح");
  });

  it("says `other` where a language lacks the form of a number, and never the key", () => {
    const polish = toTranslator(
      "pl",
      toOwn({ keys_one: "{count} klucz", keys_other: "{count} klucza" }),
      english,
    );
    expect([1, 3, 5, 1.5].map((count) => polish("keys", { count }))).toEqual([
      "1 klucz",
      "3 klucza",
      "5 klucza",
      "1,5 klucza",
    ]);
    const untranslated = toTranslator("pl", toOwn({}), english);
    expect([1, 3, 5].map((count) => untranslated("keys", { count }))).toEqual(["1 key", "3 keys", "5 keys"]);
  });

  it("falls back to English by English's own plural rules", () => {
    // French counts 0 as one; English does not.
    expect(toTranslator("fr", toOwn({}), english)("keys", { count: 0 })).toBe("0 keys");
  });

  it("falls back to English where a language has no words", () => {
    const t = toTranslator("de", toOwn({ greet: "Hallo {name}", only: "" }), english);
    expect([t("greet", { name: "Ada" }), t("only")]).toEqual(["Hallo Ada", "only"]);
    expect([t.find("method.only"), t.kratos(1, () => ({}))]).toEqual([undefined, undefined]);
  });

  it("declines Kratos' sentences by the number in them", () => {
    const forms = { "4000032_one": "{min_length} znak", "4000032_other": "{min_length} znaku" };
    const t = toTranslator("pl", toOwn({}, { ...forms, "4000032_many": "{min_length} znaków" }), english);
    expect([1, 8, 3].map((length) => t.kratos(4000032, () => ({ min_length: length })))).toEqual([
      "1 znak",
      "8 znaków",
      "3 znaku",
    ]);
    expect(toTranslator("pl", toOwn({}), english).kratos(4000032, () => ({ min_length: 8 }))).toBe(
      "at least 8",
    );
  });

  it("knows an operator's words for a title, and gives back one that has none", () => {
    const own = { ...toOwn({}), titles: { "First name": "Vorname" } };
    const t = toTranslator("de", own, english);
    expect([t.title("First name"), t.title("constructor"), t.title("City")]).toEqual([
      "Vorname",
      "constructor",
      "City",
    ]);
  });

  it("isolates a title that stays as it was sent on a page of another direction (O11)", () => {
    const arabic = toTranslator("ar", toOwn({}), english);
    expect([arabic.title("Size (EU)"), arabic.sent("Why?")]).toEqual([
      "\u2068Size (EU)\u2069",
      "\u2068Why?\u2069",
    ]);
    // Twice is once; two isolates side by side are not one.
    expect(arabic.sent(arabic.sent("Why?"))).toBe("\u2068Why?\u2069");
    expect(arabic.sent("\u2068a\u2069?\u2068b\u2069")).toBe("\u2068\u2068a\u2069?\u2068b\u2069\u2069");
  });
});

describe("a name in a sentence (O11)", () => {
  const hebrew = toTranslator("he", toOwn({ greet: "שלום {name}!" }), english);
  const plain = toTranslator("en", english, english);

  it("stays letter for letter what it is where all runs from left to right", () => {
    expect(plain("greet", { name: "Ada Lovelace <ada@example.org>" })).toBe(
      "Hello Ada Lovelace <ada@example.org>",
    );
  });

  it("is isolated where it, or the page, runs from right to left", () => {
    expect(plain("greet", { name: "עדה" })).toBe("Hello \u2068עדה\u2069");
    expect(hebrew("greet", { name: "Ada" })).toBe("שלום \u2068Ada\u2069!");
  });

  it("cannot reach past its place, whatever controls it holds", () => {
    const controls = [..."\ue000\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200fab"];
    const name = fc.array(fc.constantFrom(...controls), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(name, (value) => {
        for (const t of [hebrew, plain]) {
          const sentence = t("greet", { name: value });
          if (!sentence.includes("\u2068")) {
            expect(sentence).not.toMatch(/[\u202b\u202e\u2067\u2068]/);
            continue;
          }
          let depth = 0;
          for (const character of sentence.slice(
            sentence.indexOf("\u2068"),
            sentence.lastIndexOf("\u2069"),
          )) {
            expect(character).not.toMatch(/[\u202a-\u202e]/);
            if (/[\u2066-\u2068]/.test(character)) depth += 1;
            if (character === "\u2069") depth -= 1;
            expect(depth).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it("keeps its own punctuation beside it where it is the whole sentence", () => {
    const t = toTranslator("en", toOwn({ "x.y": "{text}" }), english);
    expect(t("x.y", { text: "למה?" })).toBe("\u2068למה?\u2069");
    expect(t("x.y", { text: "Why?" })).toBe("Why?");
  });
});

test("a key that English lacks does not compile", () => {
  const t = getEnglish();
  // @ts-expect-error: no such text
  expect(t("login.start.titel")).toBe("login.start.titel");
  // @ts-expect-error: a plural's forms are one key
  expect(t("consent.remember.days_one")).toBe("Remember this for a day");
  expect(t("consent.remember.days", { count: 2 })).toBe("Remember this for 2 days");
});

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(ENGLISH.ui, key) || Object.hasOwn(ENGLISH.ui, `${key}_other`);
}

describe("languages", () => {
  it("are spoken in English where one does not ship", async () => {
    expect((await loadTranslator("tlh"))("login.start.title")).toBe("Sign in");
    expect((await loadTranslator("constructor"))("login.start.title")).toBe("Sign in");
  });

  it.each(Object.keys(LANGUAGES))("%s has words for every key", async (locale) => {
    const t = await loadTranslator(locale);
    const keys = Object.keys(ENGLISH.ui).map((name) => name.replace(/_(one|other)$/, ""));
    for (const key of keys.filter(isTextKey)) expect(t(key, { count: 3 }), key).not.toBe(key);
  });
});

describe("the languages made for tests", () => {
  it("en-XA is two fifths longer, accented, in brackets, its places kept", async () => {
    const t = await loadTranslator("en-XA");
    const title = t("consent.title", { client: "Shop" });
    expect(title).toMatch(/^\[Åļļöŵ Shop\?.*\]$/);
    expect(t("login.start.title").length).toBeGreaterThanOrEqual("Sign in".length * 1.4);
  });

  it("ar-XB runs each word from right to left, its places kept", async () => {
    const t = await loadTranslator("ar-XB");
    expect(t("consent.title", { client: "Shop" })).toBe("\u202eAllow\u202c \u2068Shop\u2069?");
  });
});
