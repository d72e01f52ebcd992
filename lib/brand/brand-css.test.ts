/** A brand as CSS. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SYSTEM_FONTS, toAccentCss, toBrandCss } from "./brand-css";
import { DEFAULT_PALETTES, toPalette } from "./palette";

const PALETTES = { light: toPalette("light", { ink: "#000000" }), dark: toPalette("dark", {}) };

test("a colour that one scheme changes is said in both", () => {
  expect(toBrandCss({ scheme: "auto", palettes: PALETTES })).toBe(
    ":root{--foyer-ink:#000000}@media screen and (prefers-color-scheme: dark){:root{--foyer-ink:#e9efea}}",
  );
});

test("what a brand's font lacks is drawn in the house's own", () => {
  const css = toBrandCss({ scheme: "auto", palettes: PALETTES, font: { file: "brand.x.woff2" } });
  expect(css).toContain(`--foyer-font:Brand,${SYSTEM_FONTS}`);
  expect(readFileSync("styles/tokens.css", "utf8")).toContain(`--foyer-font: ${SYSTEM_FONTS};`);
});

test("a brand of one scheme says every colour, and has it whatever the person's device prefers", () => {
  const css = toBrandCss({ scheme: "dark", palettes: PALETTES });
  expect(css).toMatch(/^:root\{color-scheme:dark;--foyer-canvas:#0d1311;/);
  expect(css).not.toContain("@media");
  expect(css.match(/--foyer-[\w-]+:#/g)).toHaveLength(Object.keys(DEFAULT_PALETTES.dark).length);
});

test("an app's accent is three properties in each scheme", () => {
  expect(toAccentCss("#000000", "#ffffff")).toBe(
    ":root{--foyer-accent:#000000;--foyer-accent-strong:#000000;--foyer-accent-ink:#ffffff}" +
      "@media screen and (prefers-color-scheme: dark){" +
      ":root{--foyer-accent:#ffffff;--foyer-accent-strong:#ffffff;--foyer-accent-ink:#000000}}",
  );
});
