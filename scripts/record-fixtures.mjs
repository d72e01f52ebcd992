// @ts-check
// Records Kratos flows from real servers, every method in every state: `node scripts/record-fixtures.mjs [scenario]` into
// tests/fixtures/kratos; with KRATOS_BIN and `--to kratos-v26.2.0` those of another version into a folder beside it.

import { mkdir, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startStack } from "../stack/manager.mjs";
import { toContext } from "../tests/fixtures/recorder/context.mjs";
import { scenarios } from "../tests/fixtures/recorder/scenarios.mjs";

const { values, positionals } = parseArgs({
  options: { to: { type: "string", default: "kratos" } },
  allowPositionals: true,
});
const FOLDER = new URL(`../tests/fixtures/${values.to}/`, import.meta.url);

/** @param {import("../tests/fixtures/recorder/scenarios.mjs").Scenario} scenario */
async function recordScenario({ name, kratos, run }) {
  console.log(`Recording: ${name}`);
  const stack = await startStack({
    ephemeral: true,
    parts: ["mail", "upstreamIdp", "kratos"],
    identitySchema: "full",
    demoAccounts: [],
    kratos,
  });
  try {
    await run(toContext(stack, FOLDER));
  } finally {
    await stack.stop();
  }
}

const [wanted] = positionals;
if (!wanted) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (const scenario of scenarios) {
  if (!wanted || scenario.name.includes(wanted)) await recordScenario(scenario);
}
