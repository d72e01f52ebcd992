/** Every flow that was recorded from real servers, as a page: accessible, readable on a small screen, no errors. */

import { expect, expectSound, test, unfold } from "../support/state-test";
import { toFlowState } from "../support/states/every-state";
import { RECORDED_FLOWS, toFlow } from "../support/stub-kratos";

test.describe.configure({ mode: "parallel" });

for (const name of RECORDED_FLOWS) {
  test(`${name} is accessible and fits every screen`, async ({ desk, contract }) => {
    await expectSound(desk, contract, name, toFlowState(name));
  });
}

for (const name of RECORDED_FLOWS.filter(hasCeremony)) {
  test(`${name} is accessible and fits every screen without JavaScript`, async ({ desk, contract }) => {
    await expectSound(desk, contract, `${name}-plain`, {
      ...toFlowState(name),
      isPlain: true,
      act: async (page) => {
        await unfold(page);
        await expect(page.getByText(/needs JavaScript/).first()).toBeVisible();
      },
    });
  });
}

/** The pages that say, without JavaScript, that a way to sign in needs it. */
function hasCeremony(name: string): boolean {
  const [kind = ""] = name.split("-");
  return JSON.stringify(toFlow(kind, "", name)).includes('"onclickTrigger":');
}
