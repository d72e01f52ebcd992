/** A brand as CSS: custom properties of checked values and of files that Foyer itself named, nothing that anybody wrote. */

import type { Hex } from "./colour";
import {
  COLOUR_NAMES,
  type ColourName,
  DEFAULT_PALETTES,
  type Palette,
  type Scheme,
  toButton,
} from "./palette";

/**
 * The house's own fonts, as in styles/tokens.css: what a brand's font lacks is drawn in them.
 * @internal exported for tests
 */
export const SYSTEM_FONTS =
  '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif';

const DARK = "@media screen and (prefers-color-scheme: dark)";

export interface Look {
  scheme: "auto" | Scheme;
  palettes: Readonly<Record<Scheme, Palette>>;
  /** Addresses for `url("…")`: names of files beside the stylesheet, or `data:`. */
  logo?: Partial<Record<Scheme, string>>;
  picture?: Partial<Record<Scheme, string>>;
  font?: { file: string; weight?: string };
  /** In rem. */
  logoWidth?: number;
  /** In pixels. */
  radius?: number;
}

export function toBrandCss(look: Look): string {
  const { scheme, palettes, font, picture } = look;
  const base = scheme === "dark" ? "dark" : "light";
  const changed = COLOUR_NAMES.filter((name) => scheme !== "auto" || isChanged(palettes, name));
  const root = [...toProperties(palettes[base], changed), ...toFiles(look, base), ...toShape(look)];
  if (scheme !== "auto") root.unshift(`color-scheme:${scheme}`);
  return [
    font &&
      `@font-face{font-family:Brand;src:${toUrl(font.file)} format("woff2");font-weight:${font.weight ?? "400"};font-display:swap}`,
    toRule(root),
    scheme === "auto" &&
      `${DARK}{${toRule([...toProperties(palettes.dark, changed), ...toFiles(look, "dark")])}}`,
    picture && BESIDE_PICTURE,
  ]
    .filter(Boolean)
    .join("");
}

/** The accent of one client: a function of its two colours, so that nothing has to be kept for it. */
export function toAccentCss(light: Hex, dark: Hex): string {
  const toAccent = (accent: Hex) => toRule(toProperties(toButton(accent)));
  return light === dark ? toAccent(light) : `${toAccent(light)}${DARK}{${toAccent(dark)}}`;
}

/** Where there is room for both: the picture at the end of the line, the page before it. */
const BESIDE_PICTURE =
  "@media screen and (min-width:64rem){body[data-beside]{padding-inline-end:44%}" +
  'body[data-beside]::after{content:"";position:fixed;inset-block:0;inset-inline-end:0;width:44%;' +
  "background:var(--foyer-picture) center/cover}}";

function toRule(declarations: readonly string[]): string {
  return `:root{${declarations.join(";")}}`;
}

/** What the build's own stylesheet says already in both schemes is left to it; a change of one needs both. */
function isChanged(palettes: Look["palettes"], name: ColourName): boolean {
  return (["light", "dark"] as const).some(
    (scheme) => palettes[scheme][name] !== DEFAULT_PALETTES[scheme][name],
  );
}

function toProperties(palette: Partial<Palette>, names: readonly ColourName[] = COLOUR_NAMES): string[] {
  return names.flatMap((name) => {
    const colour = palette[name];
    return colour ? [`${toProperty(name)}:${colour}`] : [];
  });
}

function toProperty(name: ColourName): string {
  if (name === "page") return "--foyer-canvas";
  return `--foyer-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function toFiles({ logo, picture }: Look, scheme: Scheme): string[] {
  const [mark, beside] = [logo?.[scheme] ?? logo?.light ?? logo?.dark, picture?.[scheme] ?? picture?.light];
  return [
    ...(mark ? [`--foyer-logo:${toUrl(mark)}`] : []),
    ...(beside ? [`--foyer-picture:${toUrl(beside)}`] : []),
  ];
}

function toShape({ logoWidth, radius, font }: Look): string[] {
  const toRem = (pixels: number) => `${Math.round((pixels / 16) * 1000) / 1000}rem`;
  return [
    ...(logoWidth === undefined ? [] : [`--foyer-logo-width:${logoWidth}rem`]),
    ...(radius === undefined
      ? []
      : [
          `--foyer-radius:${toRem(radius)}`,
          `--foyer-radius-card:${toRem(radius * 1.6)}`,
          `--foyer-radius-panel:${toRem(radius * 2.8)}`,
        ]),
    ...(font ? [`--foyer-font:Brand,${SYSTEM_FONTS}`] : []),
  ];
}

/** @param address a name that Foyer made, or a `data:` address from {@link toDataAddress}: neither holds a quote */
function toUrl(address: string): string {
  return `url("${address}")`;
}

/** An SVG in the stylesheet itself: a request less, and what it repeats is compressed with the rest. */
export function toDataAddress(svg: string): string {
  const escaped = encodeURIComponent(svg.trim());
  return `data:image/svg+xml,${escaped.replaceAll(/%(20|2F|3A|3D|2C|3B)/g, decodeURIComponent)}`;
}
