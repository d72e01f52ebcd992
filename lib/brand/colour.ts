/** Colours of sRGB: hex in and out, WCAG 2.2 contrast, and the nearest colour that can be read. */

/** `#rrggbb` in lower case. */
export type Hex = `#${string}`;

type Channels = [red: number, green: number, blue: number];

/** Steps of lightness between black and white in which {@link findNearest} looks. */
const STEPS = 400;

/** Whether a text is `#rrggbb`: no names, no functions, no transparency. */
export function isHex(text: string): text is Hex {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/**
 * Contrast of two colours, 1 to 21.
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function toContrast(one: Hex, other: Hex): number {
  const [lighter, darker] = [toLuminance(one), toLuminance(other)].toSorted((a, b) => b - a);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** The lowest contrast of a colour with any of the grounds. */
export function toLowestContrast(colour: Hex, grounds: readonly Hex[]): number {
  return Math.min(...grounds.map((ground) => toContrast(colour, ground)));
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function toLuminance(colour: Hex): number {
  const [red, green, blue] = toChannels(colour).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  ) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` of the second colour laid over the first, as CSS does with an opacity. */
export function mix(under: Hex, over: Hex, share: number): Hex {
  const above = toChannels(over);
  return toHex(toChannels(under).map((value, index) => value + ((above[index] ?? 0) - value) * share));
}

/**
 * The colour of the same hue that has the contrast with every ground and whose lightness (HSL) differs least; of two that
 * differ equally the darker. Undefined where no lightness has it.
 */
export function findNearest(colour: Hex, grounds: readonly Hex[], ratio: number): Hex | undefined {
  const passes = (candidate: Hex) => toLowestContrast(candidate, grounds) >= ratio;
  const { hue, saturation, lightness } = toHsl(colour);
  const own = toHex(toChannels(colour));
  if (passes(own)) return own;
  for (let step = 1; step <= STEPS; step += 1) {
    for (const next of [lightness - step / STEPS, lightness + step / STEPS]) {
      if (next < -1 / STEPS || next > 1 + 1 / STEPS) continue;
      const candidate = fromHsl({ hue, saturation, lightness: Math.min(1, Math.max(0, next)) });
      if (passes(candidate)) return candidate;
    }
  }
  return undefined;
}

interface Hsl {
  /** 0 to 6. */
  hue: number;
  saturation: number;
  lightness: number;
}

/** @internal exported for tests */
export function toHsl(colour: Hex): Hsl {
  const [red, green, blue] = toChannels(colour);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const lightness = (most + least) / 2;
  const range = most - least;
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = range / (1 - Math.abs(2 * lightness - 1));
  if (most === red) return { hue: ((green - blue) / range + 6) % 6, saturation, lightness };
  return {
    hue: most === green ? (blue - red) / range + 2 : (red - green) / range + 4,
    saturation,
    lightness,
  };
}

function fromHsl({ hue, saturation, lightness }: Hsl): Hex {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return toHex(
    [0, 8, 4].map((offset) => {
      const turn = (offset + hue * 2) % 12;
      return lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    }),
  );
}

/** Each 0 to 1. */
function toChannels(colour: Hex): Channels {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255) as Channels;
}

function toHex(channels: readonly number[]): Hex {
  const digits = channels.map((value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}
