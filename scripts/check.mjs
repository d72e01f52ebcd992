// @ts-check
/** `npm run check`: format, lint, types, unused code and unit tests; stops at the first that fails. Arguments go to vitest. */
import { spawnSync } from "node:child_process";
import { buildAssets } from "./build-assets.mjs";

const STEPS = [
  ["@biomejs/biome/bin/biome", "ci", "."],
  ["typescript/bin/tsc", "-p", "."],
  ["knip/bin/knip.js"],
  // What tests alone use is unused; a name that they share says @internal.
  ["knip/bin/knip.js", "--production"],
  ["vitest/vitest.mjs", "run", ...process.argv.slice(2)],
];

await buildAssets();
for (const [bin, ...parameters] of STEPS) {
  const { status } = spawnSync(process.execPath, [`node_modules/${bin}`, ...parameters], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
