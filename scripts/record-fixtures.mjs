// @ts-check
// Records Kratos flows from real servers into tests/fixtures/kratos, every method in every state: `node scripts/record-fixtures.mjs`.

import { mkdir, rm } from "node:fs/promises";
import { startStack } from "../stack/manager.mjs";
import { toContext } from "../tests/fixtures/recorder/context.mjs";
import { scenarios } from "../tests/fixtures/recorder/scenarios.mjs";

const FOLDER = new URL("../tests/fixtures/kratos/", import.meta.url);

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
    await run(toContext(stack));
  } finally {
    await stack.stop();
  }
}

const wanted = process.argv[2];
if (!wanted) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (const scenario of scenarios) {
  if (!wanted || scenario.name.includes(wanted)) await recordScenario(scenario);
}
