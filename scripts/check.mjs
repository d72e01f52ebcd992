// @ts-check
/**
 * `npm run check`: types, lint and unit tests of what is changed first, then format, lint, unused code and unit tests of
 * everything; stops at the first that fails, and says what each took. `-- --changed` ends after what is changed; other
 * arguments go to vitest.
 */
import { spawnSync } from "node:child_process";
import { buildAssets } from "./build-assets.mjs";
import { readChangedFiles, toCheckPlan } from "./lib/check-plan.mjs";
import { log } from "./lib/progress.mjs";
import { REPOSITORY } from "./lib/run.mjs";

await buildAssets();
for (const { name, bin, parameters } of toCheckPlan(process.argv.slice(2), readChangedFiles(REPOSITORY))) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [`node_modules/${bin}`, ...parameters], {
    stdio: "inherit",
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  log(`${name}: ${status === 0 ? "passed" : "failed"} after ${seconds} s`);
  if (status !== 0) process.exit(status ?? 1);
}
