import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

const toId = (digit: number) => `0195e8f2-0000-7000-8000-00000000000${digit}`;

beforeEach(() => {
  setConsoleEnvironment();
  vi.doMock("./identities.server", () => ({
    getIdentity: async (_: unknown, id: string) => {
      if (id === toId(2)) throw new Error("away");
      return { id, traits: { email: `p${id.at(-1)}@example.org` } };
    },
  }));
});

it.each([
  [toId(1), "1: p1@example.org"],
  [[toId(1), toId(2), toId(1)], `2: p1@example.org, ${toId(2)}`],
  [
    [3, 4, 5, 6, 7, 8].map(toId),
    "6: p3@example.org, p4@example.org, p5@example.org, p6@example.org, p7@example.org and one other",
  ],
  [["../admin", toId(1)], "1: p1@example.org"],
])("accounts that were chosen are counted, and the first of them named: %j", async (id, said) => {
  const { findChosenWords } = await import("./chosen.server");
  const act = { values: { id, act: "block" } };
  expect(await findChosenWords(OPERATOR, { ...act, operation: "identities.bulk" })).toBe(said);
  expect(await findChosenWords(OPERATOR, { ...act, operation: "client.edit" })).toBeUndefined();
});
