import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";

const matched = vi.hoisted(() => new Set<string>());
vi.mock("@formatjs/intl-localematcher", async (original) => {
  const { match } = await original<typeof import("@formatjs/intl-localematcher")>();
  const watch: typeof match = (requested, ...rest) => {
    for (const tag of requested) matched.add(tag);
    return match(requested, ...rest);
  };
  return { match: watch };
});

import { type Offer, toLocale, type Wishes } from "./locale";

const offered = "en ar de es fil he id nb pt-BR pt-PT ru sr zh-Hans zh-Hant".split(" ");
const offer: Offer = { offered, all: [...offered, "cy", "en-XA"], fallback: "en" };
const choose = (wishes: Wishes) => toLocale(wishes, offer);
const accept = (acceptLanguage: string) => choose({ acceptLanguage });

beforeEach(() => matched.clear());

describe("the page's language", () => {
  it.each([
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr,en;q=0.5,de;q=0.7", "de"],
    ["pt", "pt-BR"],
    ["pt-AO", "pt-PT"],
    ["fr", "en"],
    ["de;q=0", "en"],
    ["*", "en"],
    ["DE-de", "de"],
  ])("for the browser's %s is %s", (header, locale) => expect(accept(header)).toBe(locale));

  it.each([
    ["zh-TW", "zh-Hant"],
    ["zh-HK", "zh-Hant"],
    ["zh-MO", "zh-Hant"],
    ["zh-Hant-TW", "zh-Hant"],
    ["yue", "zh-Hant"],
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["no", "nb"],
    ["no-NO", "nb"],
    ["nn", "nb"],
    ["iw", "he"],
    ["in-ID", "id"],
    ["tl", "fil"],
    ["sr-Latn", "sr"],
  ])("for the older or wider name %s is %s, though English is asked for next", (tag, locale) => {
    expect(accept(`${tag},en;q=0.9`)).toBe(locale);
    expect(choose({ chosen: tag, acceptLanguage: "en" })).toBe(locale);
    expect(choose({ uiLocales: `${tag} en` })).toBe(locale);
  });

  it.each<[Wishes, string]>([
    [{ chosen: "de", trait: "ar", uiLocales: "es", acceptLanguage: "he" }, "de"],
    [{ trait: "ar", uiLocales: "es", acceptLanguage: "he" }, "ar"],
    [{ uiLocales: "fr es", acceptLanguage: "he" }, "es"],
    [{ chosen: "tlh", uiLocales: "tlh", acceptLanguage: "he" }, "he"],
  ])("is the person's choice, then the account's, the app's, the browser's: %j", (wishes, locale) => {
    expect(choose(wishes)).toBe(locale);
  });

  it("is a related one only where nobody asks for one that is there", () => {
    expect(accept("kk")).toBe("ru");
    expect(accept("kk,de;q=0.5")).toBe("de");
    expect(choose({ uiLocales: "kk", acceptLanguage: "de" })).toBe("de");
  });

  it("is a draft only for who asks for it by name", () => {
    expect(accept("cy")).toBe("en");
    expect(choose({ chosen: "cy" })).toBe("cy");
    expect(choose({ uiLocales: "cy" })).toBe("cy");
    expect(choose({ chosen: "en-XA", acceptLanguage: "de" })).toBe("en-XA");
  });

  it.each([
    "de\r\nSet-Cookie: x",
    "de\0",
    "de\ud800",
    "../../de",
    "d".repeat(5000),
    "__proto__",
    "constructor",
    "de-a-a",
    "i-klingon",
  ])("is not looked for by %j (V3)", (text) => {
    expect(choose({ chosen: text, trait: text, uiLocales: text, acceptLanguage: text })).toMatch(/^(en|de)$/);
  });

  it("is always one that is there", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.string(),
        (acceptLanguage, chosen, uiLocales, trait) => {
          expect(offer.all).toContain(choose({ acceptLanguage, chosen, uiLocales, trait }));
        },
      ),
    );
  });

  it("V4: a flood of invented languages leaves little in memory", () => {
    const subtag = (from: number, to: number) => fc.stringMatching(new RegExp(`^[a-z]{${from},${to}}$`));
    const tag = fc
      .tuple(subtag(2, 8), fc.option(subtag(4, 4)), fc.option(subtag(2, 2)), fc.option(subtag(5, 8)))
      .map((parts) => parts.filter(Boolean).join("-"));
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 20 }), (tags) => void accept(tags.join(","))),
      {
        numRuns: 500,
      },
    );
    for (const key of matched)
      expect(key).toMatch(/^([a-z]{2}|yue|gsw|nds|ckb|fil)-[A-Z][a-z]{3}(-[A-Z]{2})?$/);
    expect(new Set([...matched].map((key) => key.split("-")[1])).size).toBeLessThan(8);
  });

  it("V4: what browsers ask for is looked at once; only the latest few hundred are remembered", () => {
    const count = (header: string) => {
      matched.clear();
      accept(header);
      return matched.size;
    };
    expect([count("de-CH"), count("de-CH"), count("de-LI")]).toEqual([1, 0, 1]);
    for (let index = 0; index < 500; index += 1) accept(`x${index}`);
    expect([count("de-CH"), count("de-CH")]).toEqual([1, 0]);
    const long = `de-CH,${Array.from({ length: 20 }, (_, index) => `qaa-x-long${index}`).join()}`;
    expect([count(long), count(long)]).toEqual([1, 1]);
  });

  it("is never another's: a wish stands where it was said", () => {
    expect(choose({ chosen: "de", acceptLanguage: "he" })).toBe("de");
    expect(choose({ acceptLanguage: "de", chosen: "he" })).toBe("he");
    expect(choose({ trait: "de", uiLocales: "he" })).toBe("de");
    expect(choose({ uiLocales: "de", trait: "he" })).toBe("he");
  });

  it("V4: a list as long as a header may be takes a few milliseconds", () => {
    const lists = [
      ",".repeat(1000),
      `a${";".repeat(999)}`,
      Array.from({ length: 90 }, (_, n) => `x${n}-Latn-DE`).join(),
    ];
    for (const list of lists) accept(list);
    const startedAt = performance.now();
    for (const list of lists) accept(list);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});
