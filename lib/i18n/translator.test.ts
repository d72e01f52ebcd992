import { describe, expect, it } from "vitest";
import { catalogues } from "../../locales";
import { getLocales } from "./locale";
import { getTranslator, toTranslator } from "./translator";

const english = {
  ui: { greet: "Hello {name}", keys_one: "{count} key", keys_other: "{count} keys", only: "only" },
  kratos: {},
};

describe("a translator", () => {
  it("fills placeholders with what it is given, whatever that is (F4, V2)", () => {
    const t = toTranslator("en", english, english);
    expect(t("greet", { name: "<b>$& {name}" })).toBe("Hello <b>$& {name}");
    expect(t("greet", JSON.parse('{"__proto__":{"name":"x"}}'))).toBe("Hello {name}");
    expect(t("constructor")).toBe("constructor");
  });

  it("chooses the plural of the language and writes numbers its way", () => {
    const arabic = { ui: { keys_few: "{count} مفاتيح" }, kratos: {} };
    expect(toTranslator("en", english, english)("keys", { count: 1 })).toBe("1 key");
    expect(toTranslator("en", english, english)("keys", { count: 3 })).toBe("3 keys");
    expect(toTranslator("ar-EG", arabic, english)("keys", { count: 3 })).toBe("٣ مفاتيح");
  });

  it("falls back to English, then to the key", () => {
    const t = toTranslator("de", { ui: { greet: "Hallo {name}" }, kratos: {} }, english);
    expect([t("greet", { name: "Ada" }), t("only"), t("missing.key")]).toEqual([
      "Hallo Ada",
      "only",
      "missing.key",
    ]);
  });

  it("speaks English for a language that is not shipped", () => {
    expect(getTranslator("tlh")("login.start.title")).toBe("Sign in");
  });
});

describe.each(getLocales())("catalogue %s", (locale) => {
  const own = Object.entries(catalogues).find(([name]) => name === locale)?.[1] ?? catalogues.en;
  const known = {
    ui: catalogues.en.ui as Record<string, string>,
    kratos: catalogues.en.kratos as Record<string, string>,
  };
  const placeholders = (text = "") => new Set(text.match(/\{\w+\}/g));
  const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");

  it("has only keys that English has", () => {
    const keys = new Set(Object.keys(known.ui).map(base));
    expect(Object.keys(own.ui).filter((key) => !keys.has(base(key)))).toEqual([]);
    expect(Object.keys(own.kratos).filter((key) => !Object.hasOwn(known.kratos, key))).toEqual([]);
  });

  it("uses only placeholders that its English has", () => {
    for (const [key, text] of Object.entries(own.ui)) {
      const english = known.ui[key] ?? known.ui[`${base(key)}_other`];
      for (const name of placeholders(text))
        expect([...placeholders(english), "{count}"], key).toContain(name);
    }
  });
});
