// @ts-check
/** What finding a person takes a Kratos on SQLite, as the demo's is, with few people and with many (docs/console.md). */

import { startStack } from "../stack/manager.mjs";
import { toMedian } from "../tests/support/quantile.mjs";
import { addPeople, ask, toEmail } from "./console-people.mjs";

/** As many as the demo has, and more. */
const FEW = 300;
const MANY = 2000;
const LOOKS = 5;

/** @returns {Promise<import("./table.mjs").Row[]>} */
export async function measureSqlitePeople() {
  const stack = await startStack({
    ephemeral: true,
    database: "file",
    parts: ["kratos"],
    demoAccounts: [],
    log: () => {},
  });
  try {
    await addPeople(stack, 0, FEW);
    const few = await measureLook(stack);
    await addPeople(stack, FEW, MANY);
    const many = await measureLook(stack);
    return [
      { what: `SQLite, ${FEW} people: Kratos finds one by their address`, value: few, unit: "ms" },
      { what: `SQLite, ${MANY} people: Kratos finds one by their address`, value: many, unit: "ms" },
    ];
  } finally {
    await stack.stop();
  }
}

/** @param {import("./console-people.mjs").Stack} stack */
async function measureLook({ urls }) {
  const took = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const identifier = encodeURIComponent(toEmail(7 + look));
    const startedAt = performance.now();
    await ask(`${urls.kratosAdmin}/admin/identities?credentials_identifier=${identifier}`);
    took.push(performance.now() - startedAt);
  }
  return toMedian(took);
}
