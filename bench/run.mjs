// @ts-check
/** `npm run bench`: measures Foyer beside the servers it stands on, in one run; prints ratios, asserts nothing. */

import { ensureFoyerBuild } from "../scripts/lib/foyer-build.mjs";
import { log } from "../scripts/lib/progress.mjs";
import { startStack } from "../stack/manager.mjs";
import { measureBoot } from "./boot.mjs";
import { measureCodeFlow } from "./code-flow.mjs";
import { measureConsole } from "./console.mjs";
import { measureGrowth } from "./growth.mjs";
import { measureLanguages } from "./languages.mjs";
import { measureLoginPage } from "./login-page.mjs";
import { measureMemory } from "./memory.mjs";
import { measurePaint } from "./paint.mjs";
import { measurePeers } from "./peers.mjs";
import { printTable } from "./table.mjs";

/** Named parts of the run; `npm run bench -- login-page` runs one. */
const PARTS = {
  "login-page": measureLoginPage,
  languages: measureLanguages,
  "code-flow": measureCodeFlow,
  peers: measurePeers,
  growth: measureGrowth,
  memory: measureMemory,
  boot: measureBoot,
  paint: measurePaint,
  console: measureConsole,
};

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
// What is measured is what stands in the checkout, and not what was built last.
await ensureFoyerBuild(log);
const stack = await startStack({ ephemeral: true, log: () => {} });
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    printTable(name, await measure(stack));
  }
} finally {
  await stack.stop();
}
