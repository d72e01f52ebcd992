import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { toAndText, toMomentText, toOrText } from "./formats";

test("dates, times and lists are written in the page's language", () => {
  const at = "2026-05-03T14:05:00Z";
  expect(toMomentText(at, "en")).toMatch(/^May 3, 2026, 2:05\sPM$/);
  expect(toAndText(["a", "b", "c"], "en")).toBe("a, b, and c");
  expect(toOrText(["a", "b"], "en")).toBe("a or b");
});

test("P16: a formatter is made once a language, and none for one that does not ship", () => {
  const { DateTimeFormat } = Intl;
  const made = vi.spyOn(Intl, "DateTimeFormat").mockImplementation(function make(...given) {
    return new DateTimeFormat(...given);
  });
  for (let index = 0; index < 1000; index += 1) {
    toMomentText("2026-05-03T14:05:00Z", "en-XA");
    toMomentText("2026-05-03T14:05:00Z", `en-x-${index}`);
  }
  expect(made.mock.calls.length).toBeLessThanOrEqual(3);
});

/** Formatters that are made once a language, and one for each of the process' translators, which are kept as well. */
const MAKERS = ["lib/i18n/formats.ts", "lib/i18n/translator.ts"];

/** `Intl.Locale` formats nothing: it is the parser of a tag. `toLocaleString` and its kind make a formatter inside. */
const MAKES_FORMATTER = /\bIntl\.(?!Locale\b)[A-Z]\w+\(|\.toLocale(?:Date|Time)?String\(/;

test("P16: no formatter is made where it is used", () => {
  const files = ["app", "components", "lib", "server"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const production = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  expect(production.length).toBeGreaterThan(100);
  const making = production.filter((file) => MAKES_FORMATTER.test(readFileSync(file, "utf8")));
  expect(making.toSorted()).toEqual(MAKERS);
});
