/** Every page that is no recorded flow, in every state that looks different: accessible, readable on a small screen. */

import { expectSound, test } from "../support/state-test";
import { ACCOUNT_STATES } from "../support/states/account-states";
import { NEWER_STATES } from "../support/states/newer-states";
import { OAUTH2_STATES } from "../support/states/oauth2-states";
import { PROBLEM_STATES } from "../support/states/problem-states";
import { WAITING_STATES } from "../support/states/waiting-states";

// The limit by flow shows its page; the one by address would meet all tests together.
test.use({
  foyerEnv: {
    FOYER_RATE_LIMIT: "true",
    FOYER_RATE_LIMIT_ADDRESS_POSTS: "0",
    FOYER_RATE_LIMIT_NETWORK_POSTS: "0",
  },
});
test.describe.configure({ mode: "parallel" });

const STATES = { ...OAUTH2_STATES, ...ACCOUNT_STATES, ...PROBLEM_STATES, ...NEWER_STATES, ...WAITING_STATES };

for (const [name, state] of Object.entries(STATES)) {
  test(`${name}: accessible, and fits every screen`, async ({ desk, contract }) => {
    await expectSound(desk, contract, toFileName(name), state);
  });
}

function toFileName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
