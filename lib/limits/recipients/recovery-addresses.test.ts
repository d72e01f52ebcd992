/** Recoveries as Kratos v26.2 leads them with `choose_recovery_address`, and its earlier ones: whoever is named is counted. */

import { beforeEach, describe, expect, it } from "vitest";
import {
  begin,
  countUntilRefused,
  GUESSES,
  guess,
  newAddress,
  newFlow,
  SENDS,
  send,
  shownAgain,
  startLimits,
} from "@/tests/unit/relayed-forms";

beforeEach(() => startLimits());

/** Sends a form of a recovery that Kratos takes. */
async function post(fields: Record<string, string>, flow = newFlow()): Promise<void> {
  const settle = await send("recovery", fields, { flow });
  await settle(shownAgain("recovery", flow));
}

const FIELDS = ["email", "recovery_address", "recovery_confirm_address"];

describe.each(FIELDS)("somebody whom a recovery names in %s", (field) => {
  it("D4: is sent no more messages than by any other form", async () => {
    const address = newAddress();
    await post({ [field]: address });
    const others = FIELDS.map((name) => () => post({ [name]: address }));
    for (const other of others.slice(0, SENDS - 1)) await other();
    for (const other of others)
      await expect(other()).rejects.toMatchObject({ status: 429, problem: "too-many-sends" });
  });

  it("D5: is guessed at no more often, whether the codes name them or not", async () => {
    const [address, flow] = [newAddress(), newFlow()];
    await post({ [field]: address }, flow);
    expect((await countUntilRefused(() => post({ code: "1" }, flow))).taken).toBe(GUESSES);
    expect((await countUntilRefused(() => guess(address))).taken).toBe(0);
  });
});

describe("a message that is asked for beside a code", () => {
  it.each(["email", "recovery_confirm_address"])("D4: is counted where Kratos looks at %s", async (field) => {
    const [address, flow] = [newAddress(), newFlow()];
    expect((await countUntilRefused(() => post({ [field]: address, code: "1" }, flow))).taken).toBe(SENDS);
  });

  it("D4: is none where the address is that of the code, until the recovery goes back", async () => {
    const [address, flow] = [newAddress(), newFlow()];
    const enter = { recovery_address: address, code: "1" };
    await post({ recovery_address: address }, flow);
    for (let turn = 0; turn < GUESSES - 2; turn += 1) await post(enter, flow);
    await post({ screen: "previous" }, flow);
    await post(enter, flow);
    await post({ screen: "previous" }, flow);
    await expect(post(enter, flow)).rejects.toMatchObject({ status: 429, problem: "too-many-sends" });
  });
});

it("D5: codes of a recovery that names nobody are counted by where they come from", async () => {
  const unknown = () => post({ code: "1" });
  expect((await countUntilRefused(unknown)).taken).toBe(GUESSES * 10);
});

it("D6: whoever names a second person in a recovery is known as neither", async () => {
  for (const field of FIELDS) {
    const [mine, victim, flow] = [newAddress(), newAddress(), newFlow()];
    await post({ recovery_address: mine, [field]: field === "recovery_address" ? mine : victim }, flow);
    const settle = await send("recovery", { code: "1" }, { flow });
    const own = await settle(begin().answer);
    expect(own.length, field).toBe(field === "recovery_address" ? 1 : 0);
  }
});

it("D4: an address that is named in other letters than Kratos' is no form", async () => {
  for (const name of ["Recovery_Address", "recovery_Confirm_address"])
    await expect(post({ [name]: newAddress() })).rejects.toMatchObject({ status: 400 });
});
