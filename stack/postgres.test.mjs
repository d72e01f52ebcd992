// @ts-check
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { findPostgres } from "./postgres.mjs";
import { makeTemporaryFolder } from "./temporary-folder.mjs";

const { path: root, remove } = makeTemporaryFolder("postgres-versions");
afterEach(remove);

/** @param {string} version @param {string[]} programs */
async function install(version, ...programs) {
  const bin = join(root, version, "bin");
  await mkdir(bin, { recursive: true });
  await Promise.all(programs.map((program) => writeFile(join(bin, program), "", { mode: 0o755 })));
  return bin;
}

test("the newest PostgreSQL that has a server is taken, whatever client is newer", async () => {
  await install("16", "psql");
  expect(await findPostgres(root)).toBeUndefined();

  await install("9", "psql", "postgres");
  const newest = await install("15", "psql", "postgres");
  expect(await findPostgres(root)).toBe(newest);
});

test("where no PostgreSQL was ever installed, none is found", async () => {
  expect(await findPostgres(join(root, "nowhere"))).toBeUndefined();
});
