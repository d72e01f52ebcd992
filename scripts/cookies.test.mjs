// @ts-check
// The table of docs/security.md has every cookie that Foyer sets.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "./lib/run.mjs";

const DEFINITION = /\b(?:sealed|own)Cookie\(\{\s*name: "([\w-]+)"/g;
const NAME = /`\$\{OWN_COOKIE_PREFIX\}([\w-]+)`/g;
/** One for each challenge. */
const INFIX = /\bCOOKIE_INFIX = "([\w-]+)"/g;

it("every cookie of Foyer's own is in the table of docs/security.md, and no other", async () => {
  const files = execFileSync("git", ["ls-files", "lib", "app"], { cwd: REPOSITORY, encoding: "utf8" })
    .split("\n")
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  const set = new Set();
  for (const file of files) {
    const text = await readFile(join(REPOSITORY, file), "utf8");
    for (const pattern of [DEFINITION, NAME, INFIX])
      for (const [, name = ""] of text.matchAll(pattern)) set.add(name.replace(/-$/, "-…"));
  }
  const document = await readFile(join(REPOSITORY, "docs/security.md"), "utf8");
  const told = [...document.matchAll(/^\| `__Host-foyer-([\w-]+…?)` \|/gm)].map(([, name]) => name);
  expect(set.size).toBeGreaterThan(15);
  expect(told.toSorted()).toEqual([...set].toSorted());
});
