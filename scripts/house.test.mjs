// @ts-check
// Rules of the house that neither the compiler nor the linter knows.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listExports, listFunctions } from "./lib/code.mjs";
import { findCircles } from "./lib/import-circles.mjs";
import { readImports, readProduction } from "./lib/production-graph.mjs";
import { REPOSITORY } from "./lib/run.mjs";

const files = execFileSync("git", ["ls-files"], { cwd: REPOSITORY, encoding: "utf8" }).trim().split("\n");

/** `from "…"`, `import "…"`, `import("…")`. */
const IMPORTED = /^(?:import|export|\} from)\b[^;"]*"([^"]+)";|\bimport\("([^"]+)"\)/gm;

/** Files of the repository that hold something. @param {RegExp} where @param {RegExp} what */
async function find(where, what) {
  const texts = await Promise.all(
    files
      .filter((file) => where.test(file))
      .map(async (file) => ({ file, text: await readFile(join(REPOSITORY, file), "utf8") })),
  );
  return texts.filter(({ text }) => what.test(text)).map(({ file }) => file);
}

/** Files of production, with their text. */
async function readProductionFiles() {
  const texts = await Promise.all(
    files
      .filter((file) => /^(app|client|components|lib|server)\/.*(?<!\.test)\.tsx?$/.test(file))
      .map(async (file) => ({ file, text: await readFile(join(REPOSITORY, file), "utf8") })),
  );
  expect(texts.length).toBeGreaterThan(600);
  return texts;
}

it("no file of production imports more than 30 modules", async () => {
  const counts = (await readProductionFiles()).map(({ file, text }) => ({
    file,
    modules: new Set(Array.from(text.matchAll(IMPORTED), ([, module, lazy]) => module ?? lazy)).size,
  }));
  expect(counts.filter(({ modules }) => modules > 30)).toEqual([]);
});

it("no files of production import each other in a circle, not even their types", async () => {
  const production = await readProduction();
  const imports = new Map(
    await Promise.all(
      Array.from(production, async (file) => /** @type {const} */ ([file, await readImports(file)])),
    ),
  );
  expect(imports.size).toBeGreaterThan(600);
  expect(findCircles(imports)).toEqual([]);
});

// The linter's count leaves out the bodies of functions within a function, and lines of text in markup.
it("no function of production is longer than 60 lines", async () => {
  const functions = (await readProductionFiles()).flatMap(({ file, text }) => listFunctions(file, text));
  expect(functions.length).toBeGreaterThan(2000);
  expect(functions.filter(({ lines }) => lines > 60)).toEqual([]);
});

/** What Next and the routes' table read from a route by its name. */
const OF_ROUTES = /^(GET|POST|dynamic|revalidate)$/;

/** Names that two files may export, and why it is one meaning. */
const SHARED_NAMES = {
  getClient: "Hydra's client by its id: parsed for pages, and as it was written for operators' edits",
};

it("a name that two files export means one thing, for the reason given", async () => {
  /** @type {Map<string, string[]>} */
  const places = new Map();
  for (const { file, text } of await readProductionFiles())
    for (const name of listExports(file, text))
      if (!OF_ROUTES.test(name)) places.set(name, [...(places.get(name) ?? []), file]);
  expect(places.size).toBeGreaterThan(1500);
  const shared = [...places].filter(([, of]) => of.length > 1);
  expect(shared.filter(([name]) => !Object.hasOwn(SHARED_NAMES, name))).toEqual([]);
  expect(shared.map(([name]) => name).toSorted()).toEqual(Object.keys(SHARED_NAMES).toSorted());
});

it("what a page asks before something happens is worded in lib/questions alone", async () => {
  const asking = await find(/^(app|components|lib|server)\/(?!.*\.test\.)/, /\bConfirmView\b/);
  expect(asking.filter((file) => !file.startsWith("lib/questions/"))).toEqual([
    "components/document/confirm-page.tsx",
    "lib/web/render-confirm.tsx",
  ]);
  expect(await find(/^(app|lib)\//, /\brenderConfirm\(\s*\w+,\s*\{/)).toEqual([]);
});

it("temporary folders are made by the one helper that removes them", async () => {
  expect(await find(/\.(mjs|tsx?)$/, /\bmkdtemp|\btmpdir\(\)/)).toEqual([
    // Pictures for whoever asked for them, who looks at them afterwards.
    "scripts/brand.mjs",
    // A stack's own folder, which its end removes.
    "stack/options.mjs",
    "stack/temporary-folder.mjs",
  ]);
});

it("tests walk by HTTP through one user agent alone", async () => {
  const jars = await find(
    /^(tests|bench)\//,
    /\.getSetCookie\(\)\)?\s*(\{|\w+\()|class \w*(Agent|Jar)\b|\b(cookies|jar)\b.{0,9}\bnew Map\(/,
  );
  expect(jars).toEqual(["tests/support/cookie-jar.mjs", "tests/support/user-agent.mjs"]);
});

it("tests run with and without JavaScript by one helper alone", async () => {
  const loops =
    /for \(const \w*(javaScript|script)\w* of |javaScriptEnabled: !|test\.use\(\{ javaScriptEnabled \}\)/i;
  expect(await find(/^tests\//, loops)).toEqual(["tests/support/script.ts"]);
  expect(await find(/^tests\/.*\.spec\.ts$/, /\bwithAndWithoutScript\(/)).not.toHaveLength(0);
});
