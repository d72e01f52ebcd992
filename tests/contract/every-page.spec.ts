/** Every page that is no recorded flow, in every state that looks different: accessible, readable on a small screen. */

import { expectSound, test } from "../support/state-test";
import { PAGE_STATES, toFileName } from "../support/states/every-state";

// The limit by flow shows its page; the one by address would meet all tests together.
test.use({
  foyerEnv: {
    FOYER_RATE_LIMIT: "true",
    FOYER_RATE_LIMIT_ADDRESS_POSTS: "0",
    FOYER_RATE_LIMIT_NETWORK_POSTS: "0",
  },
});
test.describe.configure({ mode: "parallel" });

for (const [name, state] of Object.entries(PAGE_STATES)) {
  test(`${name}: accessible, and fits every screen`, async ({ desk, contract }) => {
    await expectSound(desk, contract, toFileName(name), state);
  });
}
