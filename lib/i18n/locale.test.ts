import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDirection, toLocale } from "./locale";

const shipped = ["en", "de", "pt-BR", "zh-Hant"];
const choose = (accept?: string, cookie?: string, ui?: string) => toLocale(accept, cookie, ui, shipped);

describe("the page's language", () => {
  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", undefined, undefined, "de"],
    ["fr,en;q=0.5,de;q=0.7", undefined, undefined, "de"],
    ["pt", undefined, undefined, "pt-BR"],
    ["zh-Hant-TW", undefined, undefined, "zh-Hant"],
    ["fr", undefined, undefined, "en"],
    ["de;q=0", undefined, undefined, "en"],
    ["*", undefined, undefined, "en"],
    ["en", "de", undefined, "de"],
    ["en", undefined, "fr de", "de"],
    ["en", "de", "pt-BR", "de"],
  ])("%s, cookie %s, app %s: %s", (accept, cookie, ui, locale) => {
    expect(choose(accept, cookie, ui)).toBe(locale);
  });

  it.each([
    "de\r\nSet-Cookie: x",
    "de\0",
    "de\ud800",
    "../../de",
    "d".repeat(5000),
    "__proto__",
    "constructor",
  ])("%j is refused (V3)", (text) => expect(choose(text, text, text)).toBe("en"));

  it("is always one that ships", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (accept, cookie, ui) => {
        expect(shipped).toContain(choose(accept, cookie, ui));
      }),
    );
  });

  it("knows which way it is written", () => {
    expect([toDirection("ar-EG"), toDirection("he"), toDirection("en")]).toEqual(["rtl", "rtl", "ltr"]);
  });
});
