/** What follows from a brand's colours can be read; what it gives is taken at its word, and found out. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Hex, toContrast } from "./colour";
import {
  COLOUR_NAMES,
  type ColourName,
  DEFAULT_PALETTES,
  findUnreadable,
  type Palette,
  toButton,
  toInk,
  toPairs,
  toPalette,
} from "./palette";

const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Hex => `#${value.toString(16).padStart(6, "0")}`);
const scheme = fc.constantFrom("light" as const, "dark" as const);

/** By the names of the custom properties. */
const PROPERTIES: Readonly<Partial<Record<ColourName, string>>> = { page: "canvas" };
const toProperty = (name: ColourName) =>
  PROPERTIES[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test("the house's own palettes are those of styles/tokens.css, and can be read", () => {
  const [light, dark = ""] = readFileSync("styles/tokens.css", "utf8").split("@media");
  for (const [sheet, palette] of [
    [light, DEFAULT_PALETTES.light],
    [dark, DEFAULT_PALETTES.dark],
  ] as const) {
    for (const name of COLOUR_NAMES)
      expect(sheet).toMatch(new RegExp(`--foyer-${toProperty(name)}: ${palette[name]};`));
    expect(findUnreadable(palette)).toEqual([]);
    expect(toPalette(palette === DEFAULT_PALETTES.light ? "light" : "dark", {})).toEqual(palette);
  }
});

test("an ink that is derived has 4.5 on its ground", () => {
  fc.assert(fc.property(hex, (ground) => toContrast(toInk([ground]), ground) >= 4.5));
});

test("a button's ink that is derived has 4.5 on both accents, whatever the accent", () => {
  fc.assert(
    fc.property(hex, (accent) => {
      const { accentStrong, accentInk } = toButton(accent);
      expect(toContrast(accentInk, accent)).toBeGreaterThanOrEqual(4.5);
      expect(toContrast(accentInk, accentStrong)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

/** Grounds that are all light or all dark: on a grey between, no ink has 4.5 on every wash. */
const ground = fc
  .tuple(fc.boolean(), fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 3, maxLength: 3 }))
  .map(
    ([isLight, parts]): Hex =>
      `#${parts.map((part) => (isLight ? 255 - part : part).toString(16).padStart(2, "0")).join("")}`,
  );

test("from any accent and any light or dark ground follows a palette that can be read", () => {
  fc.assert(
    fc.property(scheme, hex, ground, (of, accent, page) => {
      const given = { page, panel: page };
      const palette = toPalette(of, given, { accent });
      expect(findUnreadable(palette)).toEqual([]);
      expect(palette).toMatchObject(given);
    }),
  );
});

test("S8: a given colour stays; a pair that cannot be read says what would do", () => {
  fc.assert(
    fc.property(
      scheme,
      fc.constantFrom("ink", "muted", "link", "danger", "focus"),
      hex,
      (of, name, colour) => {
        const palette = toPalette(of, { [name]: colour } as Partial<Palette>);
        expect(palette[name as ColourName]).toBe(colour);
        for (const pair of findUnreadable(palette)) {
          expect(pair.ratio).toBeLessThan(pair.needed);
          expect(pair.colour).toBe(name);
          if (!pair.nearest) throw new Error(`nothing passes for ${name}`);
          expect(findUnreadable({ ...palette, [name]: pair.nearest })).toEqual([]);
        }
      },
    ),
  );
});

test("every colour that words or controls are drawn in is held to its grounds", () => {
  const pairs = toPairs(DEFAULT_PALETTES.light).map(({ colour, ground: on }) => `${colour} on ${on}`);
  expect(pairs).toEqual(
    expect.arrayContaining([
      "ink on page",
      "ink on panel",
      "link on panel",
      "accentInk on accent",
      "accentInk on accentStrong",
      "danger on panel",
      "danger on dangerWash",
      "focus on page",
      "focus on panel",
      "field on panel",
      "muted on spill",
    ]),
  );
});
