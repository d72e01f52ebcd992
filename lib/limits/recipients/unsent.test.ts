/** Messages that were counted and not sent: Kratos did not take the form as one of its flow (D4, D6). */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FlowAnswer } from "@/lib/observe/flow-outcome";
import {
  countUntilRefused,
  GUESSES,
  newAddress,
  newFlow,
  SENDS,
  send,
  shownAgain,
  startLimits,
} from "@/tests/unit/relayed-forms";

const { kratos } = vi.hoisted(() => ({ kratos: { readsFlow: async (): Promise<object> => ({}) } }));
vi.mock("@/lib/ory/kratos-public", async (original) => ({
  ...(await original<object>()),
  getFlow: () => kratos.readsFlow(),
}));

beforeEach(() => startLimits());

const answer = (status: number, location?: string): FlowAnswer => ({ status, location, setCookies: [] });

const NOT_TAKEN: [string, FlowAnswer][] = [
  ["another browser's flow", answer(403)],
  ["a flow that there never was", answer(404)],
  ["a flow that is over", answer(410)],
  ["the error page", answer(303, "/error?id=e")],
  ["a new flow", answer(303, `/recovery?flow=${crypto.randomUUID()}`)],
];

describe.each(NOT_TAKEN)("a form that is answered by %s", (_, refusal) => {
  it("D6: uses up nobody's messages", async () => {
    const email = newAddress();
    for (let turn = 0; turn < 10; turn += 1) {
      const settle = await send("recovery", { email, method: "code" });
      await settle(refusal);
    }
    expect((await countUntilRefused(() => send("recovery", { email, method: "code" }))).taken).toBe(SENDS);
  });

  it("D4: opens no way to a message that is not counted, in that flow either", async () => {
    const identifier = newAddress();
    const attempt = async () => {
      const flow = newFlow();
      const settle = await send("login", { identifier, method: "code" }, { flow });
      const entered = await send("login", { identifier, method: "code", code: "1" }, { flow });
      await settle(refusal.location?.startsWith("/recovery") ? answer(404) : refusal);
      await entered(shownAgain("login", flow));
    };
    expect((await countUntilRefused(attempt)).taken).toBeLessThanOrEqual(SENDS);
  });

  it("D5: takes no guess at a code out of the count", async () => {
    const email = newAddress();
    const flow = newFlow();
    const asked = await send("recovery", { email, method: "code" }, { flow });
    await asked(shownAgain("recovery", flow));
    const refused = await send("recovery", { email, method: "code" }, { flow });
    await refused(refusal);
    const tries = await countUntilRefused(async () => {
      const settle = await send("recovery", { method: "code", code: "1" }, { flow });
      await settle(refusal);
    });
    expect(tries.taken).toBe(GUESSES);
  });
});

it.each<[string, string, (flow: string) => FlowAnswer]>([
  ["recovery", "its next step", (flow) => shownAgain("recovery", flow)],
  [
    "recovery",
    "its next step, however it writes the flow",
    (flow) => shownAgain("recovery", flow.toUpperCase()),
  ],
  ["recovery", "its next step as JSON", () => answer(200)],
  ["login", "its next step as JSON, which Kratos answers by 400", () => answer(400)],
  ["registration", "the way to another flow", () => answer(303, "/verification?flow=v")],
  ["settings", "a sign-in that is wanted first", () => answer(403)],
])("D4: a %s that is answered by %s has used up a message", async (kind, _, toAnswer) => {
  const email = newAddress();
  const field = kind === "registration" || kind === "settings" ? "traits.email" : "email";
  const { taken } = await countUntilRefused(async () => {
    const flow = newFlow();
    const settle = await send(kind, { [field]: email, method: "code" }, { flow });
    await settle(toAnswer(flow));
  });
  expect(taken).toBe(SENDS);
});

/** A sign-up of one address after the other, which reach one mailbox. */
async function countSignUps(location: (flow: string) => string, method = "password"): Promise<number> {
  const [name] = newAddress().split("@");
  let turn = 0;
  const { taken } = await countUntilRefused(async () => {
    const flow = newFlow();
    const fields = { "traits.email": `${name}+${++turn}@foyer.example`, method };
    const settle = await send("registration", fields, { flow });
    await settle(answer(303, location(flow)));
  });
  return taken;
}

const refusedBy = (status: number) => async () => {
  const { OryError } = await import("@/lib/ory/error");
  throw new OryError({ upstream: "kratos", operation: "getFlow", kind: "status", status });
};

describe.each([
  ["an error of before", "/error?id=e"],
  ["another sign-up", "/registration?flow=00000000-0000-4000-8000-000000000000"],
  ["a sign-up's page", "https://app.example/registration?flow=x"],
])("a sign-up without a session whose sender had it lead to %s", (_, location) => {
  it.each(["password", "code"])("D4: has used up a message (by %s)", async (method) => {
    kratos.readsFlow = async () => ({});
    expect(await countSignUps(() => location, method)).toBe(SENDS);
  });

  // Kratos takes a form by its token and the browser's cookie, and shows a flow to the browser alone that made it.
  it.each([
    ["does not say whether it knows the flow", 503],
    ["shows the flow to another browser alone", 403],
    ["no longer knows the flow, which ended meanwhile", 410],
  ])("D4: has used up a message, too, where Kratos %s", async (_why, status) => {
    kratos.readsFlow = refusedBy(status);
    expect(await countSignUps(() => location)).toBe(SENDS);
  });
});

describe("a sign-up that Kratos did not take", () => {
  it("D6: uses up nobody's messages where there never was such a flow", async () => {
    kratos.readsFlow = refusedBy(404);
    expect(await countSignUps(() => "/error?id=e")).toBe(Number.POSITIVE_INFINITY);
  });

  it("D6: uses up nobody's messages where it is shown again, and Kratos is asked nothing more", async () => {
    kratos.readsFlow = vi.fn();
    expect(await countSignUps((flow) => `/registration?flow=${flow}`)).toBe(Number.POSITIVE_INFINITY);
    expect(kratos.readsFlow).not.toHaveBeenCalled();
  });
});
