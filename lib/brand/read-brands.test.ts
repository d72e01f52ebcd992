/** What a brand file may say, and what is said where it may not. */

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import type { BrandDefaults } from "./read-brand.server";
import { readBrands } from "./read-brands.server";

const DEFAULTS = {
  name: "Foyer",
  links: { help: "/help" },
  languages: { offered: ["en", "de"], all: ["en", "de"], fallback: "en" },
  texts: {},
  withPseudo: false,
};
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>';

/** @param files by path; objects are written as JSON */
function read(
  files: Record<string, object | string | Uint8Array>,
  path = "",
  defaults: BrandDefaults = DEFAULTS,
) {
  const { path: folder, remove } = makeTemporaryFolder("brand");
  onTestFinished(remove);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const isText = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(folder, name), isText ? content : JSON.stringify(content));
  }
  const { brands, problems } = readBrands(join(folder, path), defaults);
  return { brands, problems: problems.map((problem) => problem.replaceAll(`${folder}/`, "")) };
}
const problemsOf = (brand: object, more: Record<string, object | string | Uint8Array> = {}) =>
  read({ "brand.json": brand, ...more }).problems.map((problem) => problem.replace(/^brand\.json: /, ""));

test("without a file the brand is the environment's, and nothing is served for it", () => {
  const { brands, problems } = readBrands(undefined, DEFAULTS);
  expect(problems).toEqual([]);
  expect(brands.byDefault).toMatchObject({ name: "Foyer", links: { help: "/help" }, scheme: "auto" });
  expect(brands.byDefault.stylesheet).toBeUndefined();
  expect(brands.assets.size).toBe(0);
});

test("what a file does not say is as the environment says it", () => {
  const { brands, problems } = read({ "one.json": { links: { terms: "/terms" } } }, "one.json");
  expect(problems).toEqual([]);
  expect(brands.byDefault).toMatchObject({ name: "Foyer", links: { help: "/help", terms: "/terms" } });
});

test("every example starts", () => {
  for (const name of readdirSync("examples/brands"))
    expect(readBrands(join("examples/brands", name), DEFAULTS).problems, name).toEqual([]);
});

test("files are served by their content's hash, and named in the stylesheet alone", () => {
  const { brands } = read({
    "brand.json": { logos: { light: "logo.svg", favicon: "logo.svg" }, radius: 8, font: { file: "f.woff2" } },
    "logo.svg": SVG + " ".repeat(5000),
    "f.woff2": "wOF2 and more",
  });
  const names = [...brands.assets.keys()];
  expect(names.filter((name) => !/^(brand|foyer)\.[\w-]{10}\.(svg|woff2|css)$/.test(name))).toEqual([]);
  const css = new TextDecoder().decode(brands.assets.get(brands.byDefault.stylesheet?.file ?? "")?.body);
  const logo = names.find((name) => name.endsWith(".svg"));
  expect(css).toContain(`--foyer-logo:url("${logo}")`);
  expect(new Set(css.match(/(?<=--foyer-logo:url\(")[^"]*/g))).toEqual(new Set([logo]));
  expect(css).toContain("--foyer-radius:0.5rem");
  expect(css).toMatch(/@font-face\{font-family:Brand;src:url\("brand\.[\w-]{10}\.woff2"\)/);
});

test("S8: a small SVG stands in the stylesheet itself, and cannot end its place there", () => {
  const svg = SVG.replace("<path", '<!-- ") } </style> --><path');
  const { brands } = read({ "brand.json": { logos: { light: "logo.svg" } }, "logo.svg": svg });
  const css = new TextDecoder().decode(brands.assets.get(brands.byDefault.stylesheet?.file ?? "")?.body);
  const address = [...css.matchAll(/--foyer-logo:url\("([^"]*)"\)\}/g)].at(-1)?.[1] ?? "";
  expect(decodeURIComponent(address).replaceAll("'", '"')).toBe(`data:image/svg+xml,${svg}`);
  expect(address).not.toMatch(/["\\<>\n]/);
});

test.each([
  [{ nmae: "x" }, "nmae: is no part of a brand file"],
  [{ name: "" }, "name: is empty"],
  [{ name: "a\u0007b" }, "name: holds a control character"],
  [{ colours: { light: { accent: "red" } } }, "colours.light.accent: must be a colour such as #0f5645"],
  [
    { colours: { light: { accent: "#fff;}body{display:none" } } },
    "colours.light.accent: must be a colour such as #0f5645",
  ],
  [{ radius: 99 }, /^radius: /],
  [{ links: { terms: "http://x.example" } }, /^links\.terms: must be an https address/],
  [{ links: { terms: "javascript:alert(1)" } }, /^links\.terms: must be an https address/],
  [{ links: { privacy: "//x.example" } }, /^links\.privacy: must be an https address/],
  [{ links: { help: "mailto:" } }, /^links\.help: must be an https address/],
  [{ logos: { light: "../logo.svg" } }, /^logos\.light: must be the name of a file/],
  [{ logos: { light: "gone.svg" } }, /^logos\.light: gone\.svg cannot be read/],
  [{ layout: "beside-picture" }, "picture: is missing; the layout needs one"],
  [{ languages: ["tlh"] }, /^tlh: is a language that does not ship/],
  [{ font: { file: "logo.svg" } }, /^font\.file: logo\.svg must be woff2/],
  [{ texts: "texts" }, /^texts: .* cannot be read as a folder/],
  [{ for: { organizations: ["acme"] } }, /^for\.organizations\.0: must be an organization's id/],
])("S8: %j is refused, by the path of the value", (brand, problem) => {
  expect(problemsOf(brand, { "logo.svg": SVG })).toEqual([
    typeof problem === "string" ? problem : expect.stringMatching(problem),
  ]);
});

test("S8: an unreadable brand does not start; it says the pair, its ratio and what passes", () => {
  expect(problemsOf({ colours: { light: { link: "#7fb2ff" } } })).toEqual([
    expect.stringMatching(
      /^colours\.light\.link: #7fb2ff on page has a contrast of 1\.8\d:1, it needs 4\.5:1; #[0-9a-f]{6} is the nearest that passes$/,
    ),
    expect.stringMatching(/^colours\.light\.link: #7fb2ff on panel has/),
    expect.stringMatching(/^colours\.light\.link: #7fb2ff on the page where the glow falls on it has/),
    ...["dangerWash", "successWash", "noticeWash"].map((ground) =>
      expect.stringContaining(` on ${ground} has`),
    ),
  ]);
});

test("S8: what is found to be wrong of the scheme that a brand does not have does not count", () => {
  expect(problemsOf({ scheme: "dark", colours: { light: { link: "#7fb2ff" } } })).toEqual([]);
});

test.each([
  ["a script", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ["a handler", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  [
    "a script under a name of any letters",
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:é="http://www.w3.org/2000/svg"><é:script>alert(1)</é:script></svg>',
  ],
  [
    "a page under a name of its own",
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml"><h:iframe src="/x"/></svg>',
  ],
  [
    "another host's file",
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://x.example/a.png"/></svg>',
  ],
  ["another host's style", '<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(//x.example/a)"/></svg>'],
])("S8: an SVG with %s is refused", (_, svg) => {
  expect(problemsOf({ logos: { light: "logo.svg" } }, { "logo.svg": svg })).toEqual([
    "logos.light: logo.svg holds a script, or names a file elsewhere",
  ]);
});

test("S8: a file is what its bytes are, and no larger than its use allows", () => {
  const asHtml = { "logo.svg": "<!doctype html><p>hello" };
  expect(problemsOf({ logos: { light: "logo.svg" } }, asHtml)).toEqual([
    expect.stringContaining("must be svg+xml, png, webp, jpeg"),
  ]);
  const large = { "logo.svg": SVG + " ".repeat(40_000) };
  expect(problemsOf({ logos: { light: "logo.svg" } }, large)).toEqual([
    expect.stringMatching(/^logos\.light: logo\.svg has \d+ bytes; 32768 at most/),
  ]);
});

test("a folder is one brand more, and nobody is on the lists of two", () => {
  const mine = { for: { clients: ["app"] } };
  const both = read({ "brand.json": {}, "a/brand.json": mine, "b/brand.json": mine });
  expect(both.problems).toEqual(["for.clients: app is in a and in b"]);
  const one = read({ "brand.json": {}, "a/brand.json": mine, "texts/en.json": {} });
  expect(one.brands.others.map(({ id }) => id)).toEqual(["a"]);
});

test("a brand's own sentences count before those of all brands", () => {
  const folder = { "brand.json": { texts: "texts" }, "texts/de.json": { "login.start.title": "Los" } };
  const texts = {
    de: { ui: { "login.start.title": "Anmelden", "login.start.lead": "Für alle" }, kratos: {} },
  };
  const { brands } = read(folder, "", { ...DEFAULTS, texts });
  expect(brands.byDefault.texts.de?.ui).toEqual({
    "login.start.title": "Los",
    "login.start.lead": "Für alle",
  });
});

test.each([SVG.replace("</svg>", ""), SVG.slice(0, 70), `${SVG.replace("</svg>", "")}<!-- </svg>`])(
  "an SVG that was cut off is told of: %s",
  (svg) => {
    expect(problemsOf({ logos: { light: "logo.svg" } }, { "logo.svg": svg })).toEqual([
      expect.stringContaining("is cut off"),
    ]);
  },
);

test("an SVG is whole whose root has a prefix, or is followed by comments", () => {
  const svg = SVG.replace("<svg xmlns=", "<svg xmlns:s=").replaceAll(/(<\/?)(svg|path)/g, "$1s:$2");
  for (const whole of [`<!-- <svg -->${svg}`, `${SVG}\n<!-- made by hand -->\n`])
    expect(problemsOf({ logos: { light: "logo.svg" } }, { "logo.svg": whole })).toEqual([]);
});
