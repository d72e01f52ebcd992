// @ts-check
// Rules of the house that neither the compiler nor the linter knows.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
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

it("no file of production imports more than 30 modules", async () => {
  const counts = await Promise.all(
    files
      .filter((file) => /^(app|client|components|lib|server)\/.*(?<!\.test)\.tsx?$/.test(file))
      .map(async (file) => {
        const text = await readFile(join(REPOSITORY, file), "utf8");
        return {
          file,
          modules: new Set(Array.from(text.matchAll(IMPORTED), ([, module, lazy]) => module ?? lazy)).size,
        };
      }),
  );
  expect(counts.length).toBeGreaterThan(600);
  expect(counts.filter(({ modules }) => modules > 30)).toEqual([]);
});

it("what a page asks before something happens is worded in lib/questions alone", async () => {
  const asking = await find(/^(app|components|lib|server)\/(?!.*\.test\.)/, /\bConfirmView\b/);
  expect(asking.filter((file) => !file.startsWith("lib/questions/"))).toEqual([
    "components/document/confirm-page.tsx",
    "lib/web/render-confirm.tsx",
  ]);
  expect(await find(/^(app|lib)\//, /\brenderConfirm\(\s*\w+,\s*\{/)).toEqual([]);
});

it("tests walk by HTTP through one user agent alone", async () => {
  const jars = await find(/^(tests|bench)\//, /\.getSetCookie\(\)\)?\s*\{|class \w*(Agent|Jar)\b/);
  expect(jars).toEqual(["tests/support/cookie-jar.mjs", "tests/support/user-agent.mjs"]);
});

it("tests run with and without JavaScript by one helper alone", async () => {
  const loops =
    /for \(const \w*(javaScript|script)\w* of |javaScriptEnabled: !|test\.use\(\{ javaScriptEnabled \}\)/i;
  expect(await find(/^tests\//, loops)).toEqual(["tests/support/script.ts"]);
  expect(await find(/^tests\/.*\.spec\.ts$/, /\bwithAndWithoutScript\(/)).not.toHaveLength(0);
});
