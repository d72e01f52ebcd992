/** Contrast as WCAG computes it, and what is found where it does not suffice. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { findNearest, type Hex, isHex, mix, toContrast, toHsl, toLowestContrast } from "./colour";

const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Hex => `#${value.toString(16).padStart(6, "0")}`);

test.each([
  ["#000000", "#ffffff", 21],
  ["#ffffff", "#ffffff", 1],
  ["#777777", "#ffffff", 4.48],
  ["#0000ff", "#ffffff", 8.59],
  ["#ff0000", "#00ff00", 2.91],
] as const)("contrast of %s and %s", (one, other, expected) => {
  expect(toContrast(one, other)).toBeCloseTo(expected, 2);
});

test("contrast is between 1 and 21, the same both ways", () => {
  fc.assert(
    fc.property(hex, hex, (one, other) => {
      const ratio = toContrast(one, other);
      expect(ratio).toBeGreaterThanOrEqual(1);
      expect(ratio).toBeLessThanOrEqual(21);
      expect(toContrast(other, one)).toBe(ratio);
    }),
  );
});

test("on one ground there is always a colour of 4.5; a given one that suffices stays", () => {
  fc.assert(
    fc.property(hex, hex, (colour, ground) => {
      const nearest = findNearest(colour, [ground], 4.5);
      expect(nearest && isHex(nearest)).toBe(true);
      expect(toContrast(nearest ?? "#000000", ground)).toBeGreaterThanOrEqual(4.5);
      if (toContrast(colour, ground) >= 4.5) expect(nearest).toBe(colour);
    }),
  );
});

/** A step of 1/400, and what rounding to 8 bits adds. */
const STEP = 1 / 400 + 2 / 255;

test("no colour of the same hue that passes is nearer in lightness", () => {
  fc.assert(
    fc.property(
      hex,
      hex,
      fc.constantFrom(3, 4.5, 7),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (...given) => {
        const [colour, ground, ratio, at] = given;
        const nearest = findNearest(colour, [ground], ratio);
        const black = mix(colour, "#000000", at);
        const white = mix(colour, "#ffffff", at);
        const distance = nearest && Math.abs(toHsl(nearest).lightness - toHsl(colour).lightness);
        for (const other of [black, white]) {
          if (toContrast(other, ground) < ratio + 0.4) continue;
          // Mixing with black or white also takes colour away; a grey may pass a little before its hue does.
          const pure = Math.abs(toHsl(other).lightness - toHsl(colour).lightness);
          if (Math.abs(toHsl(other).saturation - toHsl(colour).saturation) < 0.02)
            expect(distance).toBeLessThanOrEqual(pure + STEP);
        }
      },
    ),
  );
});

test("there is none where the grounds are too far apart", () => {
  expect(findNearest("#808080", ["#000000", "#ffffff"], 7)).toBeUndefined();
  expect(toLowestContrast("#808080", ["#000000", "#ffffff"])).toBeCloseTo(3.95, 2);
});

test.each(["red", "#fff", "#ffffff80", "#gggggg", "#ffffff;}", " #ffffff", "#ffffff\n"])(
  "%j is no colour",
  (text) => {
    expect(isHex(text)).toBe(false);
  },
);
