/** Every flow that was recorded from real servers, as a page: accessible, readable on a small screen, no errors. */

import { expect, expectSound, type State, test, unfold } from "../support/state-test";
import { ALICE, HALFWAY, RECORDED_FLOWS, toFlow } from "../support/stub-kratos";

test.describe.configure({ mode: "parallel" });

for (const name of RECORDED_FLOWS) {
  test(`${name} is accessible and fits every screen`, async ({ desk, contract }) => {
    await expectSound(desk, contract, name, toState(name));
  });
}

for (const name of RECORDED_FLOWS.filter(hasCeremony)) {
  test(`${name} is accessible and fits every screen without JavaScript`, async ({ desk, contract }) => {
    await expectSound(desk, contract, `${name}-plain`, {
      ...toState(name),
      isPlain: true,
      act: async (page) => {
        await unfold(page);
        await expect(page.getByText(/needs JavaScript/).first()).toBeVisible();
      },
    });
  });
}

function toState(name: string): State {
  const [kind = ""] = name.split("-");
  const { requested_aal, refresh } = toFlow(kind, "", name);
  const person = requested_aal === "aal2" ? HALFWAY : kind === "settings" || refresh ? ALICE : undefined;
  return { path: `/${kind}?flow=${name}`, person };
}

/** The pages that say, without JavaScript, that a way to sign in needs it. */
function hasCeremony(name: string): boolean {
  const [kind = ""] = name.split("-");
  return JSON.stringify(toFlow(kind, "", name)).includes('"onclickTrigger":');
}
