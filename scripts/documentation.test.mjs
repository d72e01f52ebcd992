// @ts-check
// What comments and documents point at is there.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "./lib/run.mjs";
import { toTitles } from "./lib/threat-tests.mjs";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: REPOSITORY,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(REPOSITORY, file)));
/** @param {string} file */
const read = (file) => readFile(join(REPOSITORY, file), "utf8");

const SECTION = /\b(architecture|threats)(?:\.md)? §(\d+)/g;
/** A path of ours in a document, `lib/web/guards.ts`; what has a blank or a placeholder in it is none. */
const PATH =
  /`((?:app|bench|client|components|docs|lib|locales|public|scripts|server|stack|styles|tests)\/[\w@.[\]/-]+)`/g;
/** Made by a build, or by whoever follows the document. */
const MADE = /^(lib\/web\/asset-manifest\.json|public\/(assets|brand)|locales\/cy\/)/;

it.each(["architecture", "threats"])(
  "every comment that names a section of docs/%s.md finds it there",
  async (name) => {
    const sections = new Set(
      [...(await read(`docs/${name}.md`)).matchAll(/^## (\d+)\. /gm)].map(([, number]) => number),
    );
    const missing = [];
    for (const file of files.filter((path) => /\.(tsx?|mjs|md|css)$/.test(path))) {
      for (const [whole, document, number] of (await read(file)).matchAll(SECTION)) {
        if (document === name && !sections.has(number)) missing.push(`${file}: ${whole}`);
      }
    }
    expect(sections.size).toBeGreaterThan(1);
    expect(missing).toEqual([]);
  },
);

const documents = files.filter(
  (file) => /^(docs\/(?!decisions\/).*|README|CONTRIBUTING)\.?\w*$/.test(file) && /\.md$/.test(file),
);

it.each(documents)("every path that %s names exists", async (file) => {
  const named = [...(await read(file)).matchAll(PATH)].map(([, path = ""]) => path);
  expect(named.filter((path) => !MADE.test(path) && !existsSync(join(REPOSITORY, path)))).toEqual([]);
});

it("documents name paths, so that the test above has something to find", async () => {
  const texts = await Promise.all(documents.map(read));
  expect(texts.join("\n").match(PATH)?.length).toBeGreaterThan(100);
});

it("no test's title has 90 characters or more", async () => {
  const tests = files.filter((file) => /\.(test|spec)\.(tsx?|mjs)$/.test(file));
  const titles = (await Promise.all(tests.map(read))).flatMap(toTitles);
  expect(titles.length).toBeGreaterThan(1000);
  expect(titles.filter((title) => title.length >= 90)).toEqual([]);
});

it("no file of code or of tests is longer than 350 lines", async () => {
  const code = files.filter((file) => /\.(tsx?|mjs)$/.test(file));
  const lengths = await Promise.all(
    code.map(async (file) => ({ file, lines: (await read(file)).split("\n").length - 1 })),
  );
  expect(lengths.length).toBeGreaterThan(1000);
  expect(lengths.filter(({ lines }) => lines > 350)).toEqual([]);
});

/**
 * What a recipe of CONTRIBUTING.md makes, as its worked example is named in code, and all the files that know of it.
 * @type {readonly [what: string, name: RegExp, own: RegExp | undefined, places: string[]][]}
 */
const RECIPES = [
  [
    "a method of Kratos that needs nothing of its own",
    /["'.`]saml\b|\bsaml:/,
    undefined,
    ["lib/console/identities/credential-names.ts", "lib/self-service/methods.ts", "locales/en/ui.json"],
  ],
  [
    "a kind of node",
    /["'`]image["'`]|^ {2}image:/m,
    undefined,
    [
      "components/self-service/nodes/nodes.tsx",
      "components/self-service/nodes/static-nodes.tsx",
      "lib/self-service/node-kinds.ts",
      "lib/self-service/nodes/node-view.ts",
    ],
  ],
  [
    "a resource of the console",
    /["'`/](trusted-issuer|issuers)["'`/]|["'`]issuers?\.\w+["'`]/,
    /^((app|lib)\/console\/issuers\/|components\/console\/pages\/issuers?-page\.tsx$)/,
    [
      "lib/console/act/operations.ts",
      "lib/console/act/to-failure.server.ts",
      "lib/console/navigation.ts",
      "lib/console/operator/permissions.ts",
      "lib/console/trail/subject-permission.ts",
    ],
  ],
];

it.each(RECIPES)(
  "%s stands in the files of its recipe, and in no other",
  async (_what, name, own, places) => {
    const isOfProduct = /^(app|client|components|lib|server)\/(?!.*\.test\.)|^locales\/en\/ui\.json$/;
    const texts = await Promise.all(
      files.filter((file) => isOfProduct.test(file)).map(async (file) => ({ file, text: await read(file) })),
    );
    const known = texts.filter(({ text }) => name.test(text)).map(({ file }) => file);
    expect(known.filter((file) => !own?.test(file)).toSorted()).toEqual(places);
    if (own) expect(known.filter((file) => own.test(file)).length).toBeGreaterThan(3);
    const recipes = await read("CONTRIBUTING.md");
    for (const place of places) expect(recipes).toContain(place);
  },
);
