import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";
import type { TrailEntry } from "./entry";

const COMMON = {
  act: "1",
  at: "2026-01-01T00:00:00.000Z",
  operator: { issuer: "i", subject: "ada", name: "Ada", role: "admin" },
  operation: "client.edit",
  subject: { kind: "client", id: "shop" },
  requestId: "r",
};
/** Longer than an entry that is shown may be, though none of its members is. */
const LONG = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`name-${index}`, "x ".repeat(500)]),
);

beforeEach(() => setConsoleEnvironment());
afterEach(() => vi.restoreAllMocks());

async function open() {
  const { getLogger } = await import("@/lib/observe/log");
  const { record, toOutcomeKey, TRAIL_LOG } = await import("./record.server");
  const store = await (await import("../store/get-store.server")).getStore();
  return {
    record,
    store,
    info: vi.spyOn(getLogger(), "info"),
    warn: vi.spyOn(getLogger(), "warn"),
    readIntent: async () => (await store.readLog(TRAIL_LOG, { count: 1 }))[0]?.value ?? "",
    readOutcome: async () => (await store.get(toOutcomeKey("1"))) ?? "",
  };
}

it("C24: what is too long for the page is whole in the log, and the page says so", async () => {
  const { record, info, readIntent, readOutcome } = await open();
  const intent: TrailEntry = { ...COMMON, phase: "intent", reason: "why", before: LONG, change: LONG };
  const outcome: TrailEntry = { ...COMMON, phase: "outcome", result: "done", after: LONG };
  for (const entry of [intent, outcome]) await record(entry);
  expect(info.mock.calls.map(([line]) => line)).toEqual([
    { event: "console-act", ...intent },
    { event: "console-act", ...outcome },
  ]);
  const cut = "too long for this page: see the log";
  expect(JSON.parse(await readIntent())).toEqual({ ...intent, before: cut, change: cut });
  expect(JSON.parse(await readOutcome())).toEqual({ ...outcome, after: cut });
});

it("C24: where the trail cannot be shown, an act goes on, and the log has both", async () => {
  const { record, store, info, warn } = await open();
  vi.spyOn(store, "append").mockRejectedValue(new TypeError("secret of the store"));
  await record({ ...COMMON, phase: "intent" });
  expect(info).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls).toEqual([[{ event: "trail-not-shown", act: "1", error: "TypeError" }]]);
});
