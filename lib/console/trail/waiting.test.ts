import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";
import type { Operator } from "../operator/operator";

const ADA = { issuer: "i", subject: "ada", name: "Ada", role: "admin", headers: {} } as unknown as Operator;
const FULL = new Error("OOM command not allowed");

beforeEach(() => setConsoleEnvironment());
afterEach(() => vi.restoreAllMocks());

async function open() {
  const { act } = await import("../act/act.server");
  const { readTrail } = await import("./read.server");
  const store = await (await import("../store/get-store.server")).getStore();
  return {
    store,
    makeAct: (id: string) =>
      act(ADA, "session.end", { kind: "session", id }, {}, async () => ({ after: {} })),
    read: async () => {
      const { acts, unkept } = await readTrail(ADA, {}, { count: 10 });
      return { acts: acts.map(({ subject, result }) => [subject.id, result]), unkept };
    },
  };
}

it("C24: what the store did not take of the trail is shown, and is there once it takes it", async () => {
  const { store, makeAct, read } = await open();
  await makeAct("before");
  const refusals = [
    vi.spyOn(store, "append").mockRejectedValue(FULL),
    vi.spyOn(store, "put").mockRejectedValue(FULL),
  ];
  for (const id of ["first", "second"]) await makeAct(id);
  const all = [
    ["second", "done"],
    ["first", "done"],
    ["before", "done"],
  ];
  expect(await read()).toEqual({ acts: all, unkept: { waiting: 2, lost: 0 } });
  for (const refusal of refusals) refusal.mockRestore();
  expect(await read()).toEqual({ acts: all, unkept: { waiting: 0, lost: 0 } });
  expect(await store.readLog("trail", { count: 10 })).toHaveLength(3);
});

it("C24: an act that the store took without saying so is shown once", async () => {
  const { store, makeAct, read } = await open();
  const append = store.append.bind(store);
  vi.spyOn(store, "append").mockImplementationOnce(async (...parameters) => {
    await append(...parameters);
    throw FULL;
  });
  await makeAct("late");
  expect((await read()).acts).toEqual([["late", "done"]]);
});

it("C24: acts that are too many to wait are counted", async () => {
  const { keepWaiting, countWaiting, listWaitingOutcomes } = await import("./waiting.server");
  // Of an act that the store had begun to take.
  keepWaiting({ act: "begun", phase: "outcome", text: "{}" });
  for (let made = 1; made < 505; made += 1) {
    for (const phase of ["intent", "outcome"] as const) keepWaiting({ act: String(made), phase, text: "{}" });
  }
  expect(countWaiting()).toEqual({ waiting: 501, lost: 4 });
  expect(listWaitingOutcomes().size, "none is kept without its outcome").toBe(501);
});
