// @ts-check
// Builds Foyer when its sources differ from those of the last build.

import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY, runOrFail } from "./run.mjs";
import { toSourceStamp } from "./source-stamp.mjs";

const STAMP_FILE = join(REPOSITORY, "dist", "foyer-sources.sha256");
const OUTPUTS = ["dist/server.mjs", "dist/doctor.mjs", "public/assets", "lib/web/asset-manifest.json"];

/** What the builds read. @internal exported for tests */
export const SOURCES = [
  "app",
  "client",
  "components",
  "lib",
  "locales",
  "public",
  "server",
  "styles",
  "instrumentation.ts",
  "next.config.js",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
  "scripts/lib",
  "scripts/build.mjs",
  "scripts/build-assets.mjs",
  "scripts/build-server.mjs",
];

/** @param {(line: string) => void} log */
export async function ensureFoyerBuild(log) {
  const stamp = await toSourceStamp(REPOSITORY, SOURCES);
  if ((await readFile(STAMP_FILE, "utf8").catch(() => "")) === stamp && (await hasOutputs())) return;
  log("Foyer: building");
  await runOrFail(process.execPath, ["scripts/build.mjs"]);
  await writeFile(STAMP_FILE, stamp);
}

async function hasOutputs() {
  const found = OUTPUTS.map((path) =>
    access(join(REPOSITORY, path)).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).every(Boolean);
}
