// @ts-check
import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "./lib/run.mjs";

const STYLES = join(REPOSITORY, "styles");
const SOURCE = /@source (not )?"([^"*]+)"/g;

/** A folder that is gone is no error to Tailwind: its utilities are missing from the page, that is all. */
it("every folder whose utilities a stylesheet takes is there", async () => {
  const files = (await readdir(STYLES)).filter((file) => file.endsWith(".css"));
  const texts = await Promise.all(files.map((file) => readFile(join(STYLES, file), "utf8")));
  const sources = texts.flatMap((text) =>
    [...text.matchAll(SOURCE)].flatMap(([, not, path]) => (not ? [] : [path])),
  );
  expect(sources.length).toBeGreaterThan(0);
  for (const path of sources) await expect(access(join(STYLES, String(path))), path).resolves.toBeUndefined();
});

/** Tailwind does not see a class that touches a `${…}`: it has no rule then, unless another place names it too. */
it("no class is written up against what is put in beside it", async () => {
  const sources = await readComponents();
  const templates = sources.flatMap((text) => text.match(/className=\{`[^`]*`/g) ?? []);
  expect(templates.length).toBeGreaterThan(0);
  expect(templates.filter((text) => /[^\s`]\$\{|\}[^\s`]/.test(text.replace(/"[^"]*"/g, "")))).toEqual([]);
});

/** The theme drops Tailwind's own colours: one that it does not name again is nothing, without a word. */
it("every ground that components name by one of Tailwind's own colours is in the theme", async () => {
  const theme = await readFile(join(STYLES, "theme.css"), "utf8");
  const sources = await readComponents();
  const named = new Set(sources.flatMap((text) => text.match(/\bbg-(white|black)\b/g) ?? []));
  expect(named.size).toBeGreaterThan(0);
  for (const name of named) expect(theme).toContain(`--color-${name.slice(3)}:`);
});

async function readComponents() {
  const files = await readdir(join(REPOSITORY, "components"), { recursive: true });
  const paths = files.filter((file) => file.endsWith(".tsx"));
  return Promise.all(paths.map((file) => readFile(join(REPOSITORY, "components", file), "utf8")));
}
