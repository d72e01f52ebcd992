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
