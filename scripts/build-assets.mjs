// @ts-check
/** Builds the stylesheets and the enhancement scripts into content-hashed files, and the manifest that names them. */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import tailwind from "@tailwindcss/postcss";
import postcss from "postcss";
import { rolldown } from "rolldown";
import { requireBuildable } from "./lib/buildable-folder.mjs";
import { readLastBuild, removeOlder } from "./lib/last-build.mjs";
import { NEVER_DRAWN, NEVER_DRAWN_IN_PUBLIC, trimStylesheet } from "./lib/trim-stylesheet.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const assets = join(root, "public", "assets");
const manifest = join(root, "lib", "web", "asset-manifest.json");

/** Compiles one of styles/ to minified CSS, with the utilities that the components it names use. @param {string} file @param {readonly string[]} neverDrawn */
async function buildStylesheet(file, neverDrawn) {
  const from = join(root, "styles", file);
  const plugin = tailwind({ base: join(root, "components"), optimize: { minify: true } });
  const { css } = await postcss([plugin]).process(await readFile(from, "utf8"), { from });
  return trimStylesheet(css, neverDrawn).trim();
}

/** Bundles one of client/ and what it imports to one minified module. @param {string} file */
async function buildScript(file) {
  const bundle = await rolldown({ input: join(root, "client", file), platform: "browser" });
  const { output } = await bundle.generate({ format: "esm", minify: true, comments: false });
  await bundle.close();
  return output[0].code.trim();
}

/** What is looked back on, as powers of two: about as much as a stylesheet or script has, and Brotli's own choice. */
const WINDOWS = [15, 16, 22];

/**
 * Writes one asset under its content's hash and answers the path by which pages ask for it.
 * @param {string} extension
 * @param {string} text
 * @param {string} [name]
 */
async function emit(extension, text, name = "foyer") {
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 10);
  const file = join(assets, `${name}.${hash}.${extension}`);
  const packed = pack(text);
  await Promise.all([writeFile(file, text), writeFile(`${file}.br`, packed)]);
  const sizes = `${Buffer.byteLength(text)} B, ${packed.length} B by Brotli`;
  console.log(`${relative(root, file)}  ${sizes}`);
  return `/assets/${name}.${hash}.${extension}`;
}

/**
 * Writes public/assets and lib/web/asset-manifest.json; prints each file with its size. The files of the build
 * before stay for one build more: pages that it drew are still open while a new one is rolled out.
 */
export async function buildAssets() {
  requireBuildable(root);
  const [css, js, askingJs, captchaJs, consoleCss, consoleJs] = await Promise.all([
    buildStylesheet("main.css", NEVER_DRAWN_IN_PUBLIC),
    buildScript("main.ts"),
    buildScript("asking/main.ts"),
    buildScript("captcha/main.ts"),
    buildStylesheet("console.css", NEVER_DRAWN),
    buildScript("console/main.ts"),
  ]);
  await mkdir(assets, { recursive: true });
  const before = await readLastBuild(manifest, assets);
  await mkdir(dirname(manifest), { recursive: true });
  const paths = {
    stylesheet: await emit("css", css),
    script: await emit("js", js),
    askingScript: await emit("js", askingJs, "asking"),
    captchaScript: await emit("js", captchaJs, "captcha"),
    consoleStylesheet: await emit("css", consoleCss, "console"),
    consoleScript: await emit("js", consoleJs, "console"),
  };
  const kept = new Set([...before, ...Object.values(paths).map((path) => basename(path))]);
  await removeOlder(assets, (name) => kept.has(name) || kept.has(name.replace(/\.br$/, "")));
  await writeFile(manifest, `${JSON.stringify(paths, null, 2)}\n`);
}

/** Brotli guesses what packs best; tried out, it is some tens of bytes less. @param {string} text */
function pack(text) {
  const { BROTLI_PARAM_MODE: mode, BROTLI_PARAM_LGWIN: window } = constants;
  const modes = [constants.BROTLI_MODE_GENERIC, constants.BROTLI_MODE_TEXT, constants.BROTLI_MODE_FONT];
  const ways = modes.flatMap((value) => WINDOWS.map((bits) => ({ [mode]: value, [window]: bits })));
  const packed = ways.map((params) => brotliCompressSync(text, { params }));
  return packed.reduce((least, other) => (other.length < least.length ? other : least));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAssets();
