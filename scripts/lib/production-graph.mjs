// @ts-check
// Which modules the product consists of: what its entries import, directly or not. Tests and scripts are no users.

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { REPOSITORY } from "./run.mjs";

const ENTRIES = ["server/main.ts", "server/doctor.ts", "server/healthcheck.ts", "client/main.ts"];
const ROUTE = /(^|\/)route\.tsx?$/;
const EXTENSIONS = ["", ".ts", ".tsx", ".json", "/index.ts"];
/** `from "…"`, `import "…"`, `import("…")` of a file of ours. */
const IMPORT = /\b(?:from|import)\s*\(?\s*"((?:\.{1,2}|@)\/[^"]+)"/g;

/** @returns {Promise<Set<string>>} paths from the repository's root, with forward slashes */
export async function readProduction(root = REPOSITORY) {
  const routes = (await readdir(join(root, "app"), { recursive: true })).filter((file) => ROUTE.test(file));
  /** @type {Set<string>} */
  const known = new Set();
  const waiting = [...ENTRIES, ...routes.map((file) => `app/${file}`)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (known.has(file)) continue;
    known.add(file);
    waiting.push(...(await readImports(file, root)));
  }
  return known;
}

/** The files of ours that one imports. @param {string} file @returns {Promise<string[]>} */
export async function readImports(file, root = REPOSITORY) {
  const source = await readFile(join(root, file), "utf8");
  return [...source.matchAll(IMPORT)].flatMap(([, name = ""]) => {
    const path = name.startsWith("@/") ? name.slice(2) : posix.join(dirname(file), name);
    const found = EXTENSIONS.map((extension) => path + extension).find(
      (candidate) => /\.\w+$/.test(candidate) && existsSync(join(root, candidate)),
    );
    return found ? [found] : [];
  });
}
