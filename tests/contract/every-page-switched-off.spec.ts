/** What pages look like where the operator has no Hydra, and switched flows off at Kratos. */

import { expectSound, type State, test } from "../support/state-test";
import { ALICE } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

test.use({ foyerEnv: { HYDRA_ADMIN_URL: "", HYDRA_PUBLIC_URL: "" } });

const SWITCHED_OFF = ["registration", "recovery", "verification"];

const atDisabled = (kind: string): State => ({ path: `/${kind}`, status: 403 });

const STATES: Readonly<Record<string, State>> = {
  "registration-disabled": atDisabled("registration"),
  "recovery-disabled": atDisabled("recovery"),
  "verification-disabled": atDisabled("verification"),
  "oauth2-off": { path: "/consent?consent_challenge=c", status: 404 },
  "login-without-ways-out": {
    path: "/registration",
    status: 403,
    act: async (page) => {
      await page.goto("/recovery");
      await page.goto("/login");
    },
  },
  "account-without-apps": { path: "/account", person: ALICE },
};

for (const [name, state] of Object.entries(STATES)) {
  test(`${name}: accessible, and fits every screen`, async ({ desk, contract }) => {
    const disabled = json(400, { error: { id: "self_service_flow_disabled" } });
    for (const kind of SWITCHED_OFF) {
      contract.kratos.when(`/self-service/${kind}/flows`, disabled);
      contract.kratos.when(`/self-service/${kind}/browser`, disabled);
    }
    await expectSound(desk, contract, name, state);
  });
}
