import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import type { Receipt } from "../act/receipt";
import type { Operator } from "../operator/operator";
import type { IdentityFilter } from "./identity-filter";

const toId = (number: number) => `0195e8f2-0000-7000-8000-00000000000${number}`;

/** Accounts that there are, by id, and the servers' calls that fail. */
const there = new Map<string, { state: string }>();
const failing = new Map<string, () => Error>();

beforeEach(() => {
  there.clear();
  failing.clear();
  for (const number of [1, 2, 3]) there.set(toId(number), { state: "active" });
  setConsoleEnvironment();
  const answer = (name: string) => async () => {
    const error = failing.get(name);
    if (error) throw error();
    return {};
  };
  const read = (id: string) => ({ id, traits: { email: `${id}@foyer.example` }, ...there.get(id) });
  vi.doMock("./identities.server", () => ({
    listIdentities: async () => ({ items: [...there.keys()].map(read) }),
    getIdentity: async (_: Operator, id: string) => {
      if (!there.has(id)) throw await toOryError(404);
      return read(id);
    },
    patchIdentity: async (_: Operator, id: string, [step]: { value: string }[]) =>
      void there.set(id, { state: step?.value ?? "" }),
    deleteIdentity: async (_: Operator, id: string) => void there.delete(id),
  }));
  vi.doMock("../grants/grants.server", () => ({
    revokeGrants: answer("revokeGrants"),
    revokeLoginSessions: answer("revokeLoginSessions"),
  }));
  // Its session goes on: lib/console/identities/bulk-act.test.ts is about one that does not.
  vi.doMock("../operator/require-operator.server", () => ({
    checkAgain: async (operator: Operator) => operator,
  }));
  vi.doMock("../sessions/sessions.server", () => ({
    deleteIdentitySessions: answer("sessions"),
    endConsoleSessions: answer("console"),
  }));
});

async function toOryError(status: number) {
  const { OryError } = await import("@/lib/ory/error");
  return new OryError({ upstream: "kratos", operation: "x", kind: "status", status });
}

async function makeJob(act: string, whom: object = { identifier: "", match: "similar" }) {
  const { createJob } = await import("../jobs/jobs.server");
  const { runBulkStep } = await import("./bulk-all.server");
  const data = { act, ...whom };
  const job = await createJob({ kind: "bulk", title: "x", by: "ada", cursor: "start", data });
  const runOrLeave = (isAgain: boolean, isHeld = async () => true) =>
    runBulkStep(OPERATOR, job, { isAgain, isHeld });
  return {
    runOrLeave,
    async run(isAgain: boolean) {
      const step = await runOrLeave(isAgain);
      if (!step) throw new Error("The step was left to somebody else.");
      return step;
    },
  };
}

it("C24: a step of a job that is begun again has a line for each account, deleted or not", async () => {
  const { run } = await makeJob("delete");
  expect((await run(false)).results).toHaveLength(3);
  expect(there.size).toBe(0);
  const again = await run(true);
  expect(again.results.map(({ result }) => result)).toEqual(Array(3).fill("nothing-to-do"));
  await again.finish?.();
});

it("C24: who stood still in the middle of a step does nothing more once another has it", async () => {
  const { runOrLeave } = await makeJob("delete");
  expect(await runOrLeave(false, async () => there.size === 3)).toBeUndefined();
  expect([...there.keys()]).toEqual([toId(2), toId(3)]);
});

it("C24: an account that a server did not let go of counts as failed, and is blocked again", async () => {
  const { run } = await makeJob("block");
  const refusal = await toOryError(400);
  failing.set("sessions", () => refusal);
  const first = await run(false);
  expect(first.results).toMatchObject(
    Array(3).fill({ result: "failed", detail: expect.stringContaining("Kratos: sessions") }),
  );
  const { findActs } = await readOutcomes();
  expect(findActs()).toEqual(Array(3).fill("partly"));
  failing.clear();
  expect((await run(true)).results.map(({ result }) => result)).toEqual(Array(3).fill("done"));
});

it.each([401, 403, 429])(
  "C24: an answer of %i to who asks stops a job, and what was chosen; both go on",
  async (status) => {
    const refusal = await toOryError(status);
    failing.set("sessions", () => refusal);
    const { run } = await makeJob("block");
    await expect(run(false)).rejects.toMatchObject({ upstream: "kratos" });
    const { toBulkAct } = await import("./bulk-act.server");
    const chooseAll = async (act: string) => {
      const prepared = toBulkAct().prepare({ id: [...there.keys()], act });
      if ("problems" in prepared) throw new Error(JSON.stringify(prepared));
      return ((await prepared.run(OPERATOR)) as { receipt: Receipt }).receipt.steps;
    };
    const stopped = [
      { result: "failed" },
      ...Array(2).fill({ detail: expect.stringMatching(/^Not begun: Kratos/) }),
    ];
    for (const act of ["block", "sign-out"]) expect(await chooseAll(act)).toMatchObject(stopped);
    failing.clear();
    expect(await chooseAll("sign-out")).toMatchObject(Array(3).fill({ result: "done" }));
    expect((await run(true)).results.map(({ result }) => result)).toEqual(Array(3).fill("done"));
  },
);

it("signing out many counts who was signed in nowhere as nobody for whom it failed", async () => {
  const nowhere = await toOryError(404);
  failing.set("sessions", () => nowhere);
  const { toBulkAct } = await import("./bulk-act.server");
  const prepared = toBulkAct().prepare({ id: [...there.keys()], act: "sign-out" });
  if ("problems" in prepared) throw new Error(JSON.stringify(prepared));
  const { receipt } = (await prepared.run(OPERATOR)) as { receipt: Receipt };
  expect(receipt.steps).toMatchObject(Array(3).fill({ result: "nothing-to-do" }));
  expect([receipt.title, receipt.lead]).toEqual(["Sign out everywhere: 3 of 3", undefined]);
});

/** What the trail says of each account's act. */
async function readOutcomes() {
  const { readTrail } = await import("../trail/read.server");
  const { acts } = await readTrail(OPERATOR, {}, { count: 50 });
  return { findActs: () => acts.map(({ result }) => result) };
}

it("C24: a job for those alone whom Kratos cannot filter for touches nobody else", async () => {
  there.set(toId(2), { state: "inactive" });
  const { run } = await makeJob("delete", { filter: { state: "blocked" } });
  expect((await run(false)).results).toHaveLength(1);
  expect([...there.keys()]).toEqual([toId(1), toId(3)]);
});

it("C24: a job for some alone is done by no earlier release to more than those", async () => {
  const { toBulkAllAct } = await import("./bulk-all.server");
  const { findJob } = await import("../jobs/jobs.server");
  const { toBeginWord } = await import("../jobs/job");
  const keep = async (filter: IdentityFilter) => {
    const prepared = toBulkAllAct(filter).prepare({ act: "block", confirm: "everybody" });
    if ("problems" in prepared) throw new Error("refused");
    const done = await prepared.run(OPERATOR);
    const job = await findJob("next" in done ? (done.next?.split("/").at(-1) ?? "") : "");
    return [job?.data, job && toBeginWord(job)];
  };
  expect(await keep({ kind: "all" })).toEqual([
    { act: "block", identifier: "", match: "similar" },
    "everybody",
  ]);
  expect(await keep({ kind: "exact", identifier: "a", only: { state: "active" } })).toEqual([
    { act: "block", filter: { identifier: "a", match: "exact", state: "active" } },
    "a",
  ]);
});
