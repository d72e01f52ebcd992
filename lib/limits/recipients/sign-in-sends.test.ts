/** Messages that Kratos writes in answer to a sign-in that asked for none (D4); counted in memory. */

import { beforeEach, describe, expect, it } from "vitest";
import type { FlowAnswer } from "@/lib/observe/flow-outcome";
import { begin, countUntilRefused, newAddress, SENDS, send, startLimits } from "@/tests/unit/relayed-forms";

beforeEach(() => startLimits());

const STEP = { action: "show_verification_ui", flow: { id: "v", url: "/verification?flow=v" } };

describe("an address that waits to be verified, to which a right password writes", () => {
  const toScript = (status: number, json: object): FlowAnswer => ({
    status,
    location: undefined,
    setCookies: status < 400 ? begin().answer.setCookies : [],
    json,
  });

  it.each([
    ["a sign-in", toScript(200, { session: {}, continue_with: [{ action: "redirect_browser_to" }, STEP] })],
    ["its refusal", toScript(403, { error: { code: 403, details: { continue_with: [STEP] } } })],
  ])("D4: is sent as many by a script that is answered by %s as by a page", async (_, answer) => {
    const identifier = newAddress();
    let network = 0;
    const { taken, error } = await countUntilRefused(async () => {
      const form = { method: "password", password: "right", identifier };
      const settle = await send("login", form, { network: ++network });
      await settle(answer);
    });
    expect(taken).toBe(SENDS);
    expect(error).toMatchObject({ problem: "too-many-sends" });
  });

  it("is none where nothing of the answer says so", async () => {
    const identifier = newAddress();
    for (let turn = 0; turn < 10; turn += 1) {
      const settle = await send("login", { method: "password", password: "right", identifier });
      await settle(toScript(200, { session: {}, continue_with: [{ action: "redirect_browser_to" }, null] }));
    }
  });
});
