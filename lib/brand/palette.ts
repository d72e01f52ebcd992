/** A brand's colours: those that it gives, those that follow from them, and whether people can read the result (WCAG 2.2). */

import { findNearest, type Hex, mix, toContrast, toLowestContrast } from "./colour";

/** The colours of one scheme, as styles/tokens.css names them. */
export const COLOUR_NAMES = [
  "page",
  "panel",
  "line",
  "field",
  "glow",
  "ink",
  "muted",
  "link",
  "accent",
  "accentStrong",
  "accentInk",
  "danger",
  "dangerWash",
  "success",
  "successWash",
  "noticeWash",
  "focus",
] as const;

export type ColourName = (typeof COLOUR_NAMES)[number];
export type Palette = Readonly<Record<ColourName, Hex>>;
export type Scheme = "light" | "dark";

/** What is drawn where nothing is given; the same as in styles/tokens.css. */
export const DEFAULT_PALETTES: Readonly<Record<Scheme, Palette>> = {
  light: {
    page: "#ecefea",
    panel: "#fdfefc",
    line: "#d5dbd5",
    field: "#77857e",
    glow: "#f7d98c",
    ink: "#15211c",
    muted: "#4c5b54",
    link: "#0c5a48",
    accent: "#0f5645",
    accentStrong: "#0a4033",
    accentInk: "#ffffff",
    danger: "#a3231b",
    dangerWash: "#fbebe8",
    success: "#17613a",
    successWash: "#e5f2e9",
    noticeWash: "#f6f0dd",
    focus: "#95650c",
  },
  dark: {
    page: "#0d1311",
    panel: "#161e1b",
    line: "#2c3833",
    field: "#73847c",
    glow: "#bb8e3a",
    ink: "#e9efea",
    muted: "#a6b4ad",
    link: "#86d3b8",
    accent: "#7fceb2",
    accentStrong: "#a0e0c9",
    accentInk: "#06231a",
    danger: "#ffa79c",
    dangerWash: "#351b18",
    success: "#8fdcae",
    successWash: "#14291e",
    noticeWash: "#2a2515",
    focus: "#efc168",
  },
};

/** WCAG 1.4.3 for words, 1.4.11 for what is no word but must be seen. */
const TEXT = 4.5;
const SHAPE = 3;

/** How much of the glow lies over the page under the panel (styles/main.css, light-spill). */
const GLOW_SHARE = 0.38;

/** On what each colour stands, and the contrast that it must have there. `spill` is the page where the glow falls on it. */
const STANDS_ON = {
  ink: { ratio: TEXT, grounds: ["page", "panel", "dangerWash", "successWash", "noticeWash"] },
  muted: { ratio: TEXT, grounds: ["page", "panel", "spill", "dangerWash", "successWash", "noticeWash"] },
  link: { ratio: TEXT, grounds: ["page", "panel", "spill", "dangerWash", "successWash", "noticeWash"] },
  accent: { ratio: SHAPE, grounds: ["panel"] },
  accentInk: { ratio: TEXT, grounds: ["accent", "accentStrong"] },
  danger: { ratio: TEXT, grounds: ["page", "panel", "dangerWash"] },
  success: { ratio: TEXT, grounds: ["page", "panel", "successWash"] },
  field: { ratio: SHAPE, grounds: ["panel"] },
  focus: { ratio: SHAPE, grounds: ["page", "panel"] },
} as const satisfies Partial<
  Record<ColourName, { ratio: number; grounds: readonly (ColourName | "spill")[] }>
>;

type Standing = keyof typeof STANDS_ON;
const STANDING = Object.keys(STANDS_ON) as Standing[];

/** Two colours that are seen together. */
export interface Pair {
  colour: ColourName;
  ground: ColourName | "spill";
  ratio: number;
  needed: number;
  /** The nearest lightness of `colour` that passes on all its grounds; undefined where there is none. */
  nearest?: Hex;
}

/** Every pair of a palette, with the contrast that it has and the one that it needs. */
export function toPairs(palette: Palette): Pair[] {
  return STANDING.flatMap((colour) => {
    const { ratio: needed, grounds } = STANDS_ON[colour];
    const nearest = findNearest(palette[colour], toGrounds(palette, colour), needed);
    return grounds.map((ground) => {
      const ratio = toContrast(palette[colour], toGround(palette, ground));
      return { colour, ground, ratio, needed, nearest };
    });
  });
}

/** The pairs that cannot be read. */
export function findUnreadable(palette: Palette): Pair[] {
  return toPairs(palette).filter(({ ratio, needed }) => ratio < needed);
}

/**
 * A whole palette. What is not given follows from what is: the house's own colour where it can be read there, else the
 * nearest that can. What is given stays as it is.
 * @param other the colours that the brand gives for the other scheme: an accent or a link follows from those first
 */
export function toPalette(scheme: Scheme, given: Partial<Palette>, other: Partial<Palette> = {}): Palette {
  const grounds = toGroundColours(scheme, given);
  const accents = toAccents(scheme, { ...DEFAULT_PALETTES[scheme], ...grounds }, given, other);
  const start: Palette = { ...DEFAULT_PALETTES[scheme], ...grounds, ...accents, ...given };
  const palette: Record<ColourName, Hex> = { ...start };
  for (const name of STANDING) if (!given[name]) palette[name] = toReadable(palette, name);
  return palette;
}

/** Page, panel and what is laid on them: washes and lines keep to a panel of the brand's own. */
function toGroundColours(scheme: Scheme, given: Partial<Palette>): Partial<Palette> {
  const base = { ...DEFAULT_PALETTES[scheme], ...given };
  if (!given.page && !given.panel) return {};
  const panel = given.panel ?? base.page;
  const ink = toReadable({ ...base, panel }, "ink", [base.page, panel]);
  return {
    panel,
    glow: base.page,
    line: mix(panel, ink, 0.16),
    dangerWash: mix(panel, base.danger, 0.1),
    successWash: mix(panel, base.success, 0.1),
    noticeWash: mix(panel, DEFAULT_PALETTES[scheme].glow, 0.14),
  };
}

/** The accent and what follows from it: its ink and its stronger self, links, the keyboard's ring, the light on the floor. */
function toAccents(
  scheme: Scheme,
  around: Palette,
  given: Partial<Palette>,
  other: Partial<Palette>,
): Partial<Palette> {
  const wanted = given.accent ?? other.accent;
  if (!wanted) return { ...(other.link && { link: other.link }) };
  const accent = given.accent ?? toReadable({ ...around, accent: wanted }, "accent");
  return { ...toButton(accent, given), ...toRest(scheme, accent, around), link: other.link ?? accent };
}

function toRest(scheme: Scheme, accent: Hex, { page }: Palette): Partial<Palette> {
  return { focus: accent, glow: scheme === "light" ? mix("#ffffff", accent, 0.06) : mix(page, accent, 0.5) };
}

/** A button's colours from its accent: whatever is read on it is read on its stronger self as well. */
export function toButton(
  accent: Hex,
  given: Partial<Palette> = {},
): Pick<Palette, "accent" | "accentStrong" | "accentInk"> {
  const ink = given.accentInk ?? toInk([accent]);
  const away = toContrast(ink, "#000000") > toContrast(accent, "#000000") ? "#000000" : "#ffffff";
  return { accent, accentStrong: given.accentStrong ?? mix(accent, away, 0.22), accentInk: ink };
}

/**
 * Black or white, whichever has more contrast; at least 4.5 on a single ground.
 * @internal exported for tests
 */
export function toInk(grounds: readonly Hex[]): Hex {
  const isWhite = toLowestContrast("#ffffff", grounds) >= toLowestContrast("#000000", grounds);
  return isWhite ? "#ffffff" : "#000000";
}

function toReadable(palette: Palette, name: Standing, grounds = toGrounds(palette, name)): Hex {
  const { ratio } = STANDS_ON[name];
  return findNearest(palette[name], grounds, ratio) ?? toInk(grounds);
}

function toGrounds(palette: Palette, name: Standing): Hex[] {
  return STANDS_ON[name].grounds.map((ground) => toGround(palette, ground));
}

function toGround(palette: Palette, name: ColourName | "spill"): Hex {
  return name === "spill" ? mix(palette.page, palette.glow, GLOW_SHARE) : palette[name];
}
