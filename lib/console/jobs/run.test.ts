import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import type { Operator } from "../operator/operator";
import type { JobStep, RowResult } from "./job";

/** Names of the store's calls that fail from now on. */
const failing = new Set<string>();

/** What else happens as a step's results are put down. */
let amidResults: (() => Promise<void>) | undefined;

/** What each step of a job does. */
let runStep: () => Promise<JobStep>;

beforeEach(() => {
  failing.clear();
  amidResults = undefined;
  Reflect.deleteProperty(globalThis, Symbol.for("foyer.shutdown"));
  setConsoleEnvironment();
  vi.doMock("../operator/require-operator.server", () => ({
    checkAgain: async (operator: Operator) => operator,
  }));
  runStep = async () => ({ results: [] });
  vi.doMock("../identities/bulk-all.server", () => ({ runBulkStep: () => runStep() }));
  vi.doMock("../store/get-store.server", async (original) => {
    const { getStore } = await original<typeof import("../store/get-store.server")>();
    const store = await getStore();
    const failable = new Proxy(store, {
      get: (target, name) => {
        if (failing.has(String(name))) return () => Promise.reject(new Error("the store does not answer"));
        if (name === "put")
          return async (...put: Parameters<typeof store.put>) => {
            if (put[0].startsWith("job-results:")) await amidResults?.();
            return target.put(...put);
          };
        const member = Reflect.get(target, name);
        return typeof member === "function" ? member.bind(target) : member;
      },
    });
    return { getStore: async () => failable };
  });
});

async function makeJob() {
  const jobs = await import("./jobs.server");
  const { startJob } = await import("./run.server");
  const job = await jobs.createJob({ kind: "bulk", title: "x", by: "ada", cursor: "start", data: {} });
  return { job, jobs, startJob };
}

it.each(["take", "put"])(
  "C24: a job whose start fails in the store (%s) can be started again",
  async (name) => {
    const { job, jobs, startJob } = await makeJob();
    failing.add(name);
    await expect(startJob(OPERATOR, job)).rejects.toThrow("the store does not answer");
    failing.clear();
    expect(await jobs.isWorkedOn(job.id)).toBe(false);
    expect(await startJob(OPERATOR, job)).toBe(true);
    await vi.waitFor(async () => expect(await jobs.findJob(job.id)).toMatchObject({ state: "finished" }));
  },
);

it("C24: a lease that cannot be dropped is renewed no longer, and hides no failure", async () => {
  vi.useFakeTimers();
  const { job, jobs, startJob } = await makeJob();
  failing.add("take").add("remove");
  await expect(startJob(OPERATOR, job)).rejects.toThrow("the store does not answer");
  failing.clear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await jobs.isWorkedOn(job.id)).toBe(false);
  vi.useRealTimers();
});

it("C24: a job that has ended, or that nobody works on, is not said to be stopped by an act", async () => {
  const { job, jobs, startJob } = await makeJob();
  const { toJobActs } = await import("./acts.server");
  const stop = async () => {
    const prepared = toJobActs(job)[1]?.prepare({});
    return prepared && "run" in prepared ? prepared.run(OPERATOR) : prepared;
  };
  const over = { name: "ActRefused", status: 409 };
  await expect(stop()).rejects.toMatchObject(over);
  await startJob(OPERATOR, job);
  await vi.waitFor(async () => expect(await jobs.isWorkedOn(job.id)).toBe(false));
  expect(await jobs.findJob(job.id)).toMatchObject({ state: "finished" });
  const lease = await jobs.takeLease(job.id);
  await expect(stop()).rejects.toMatchObject(over);
  await jobs.saveJob({ ...job, state: "running" });
  expect(await stop()).toEqual({ next: `/jobs/${job.id}` });
  expect(await jobs.takeStop(job.id)).toBe(true);
  await lease?.drop();
});

it("C24: a job's results are no file where their first rows cannot be read", async () => {
  const { job, jobs } = await makeJob();
  const { readResultPages } = await import("./results.server");
  await jobs.putResults(job.id, 0, [{ label: "Row 2", result: "done", detail: "yes" }]);
  await jobs.putResults(job.id, 2, [{ label: "Row 3", result: "failed", detail: "no" }]);
  const read = async (pages: number) => {
    const texts: string[] = [];
    for await (const { text, rows } of readResultPages({ id: job.id, pages })) texts.push(`${rows}:${text}`);
    return texts;
  };
  const head = '"row","result","detail"\r\n';
  expect(await read(3)).toEqual([`1:${head}"Row 2","done","yes"\r\n`, '1:"Row 3","failed","no"\r\n']);
  const { value } = await readResultPages({ id: "none", pages: 0 }).next();
  expect(value).toEqual({ text: head, rows: 0 });
  failing.add("get");
  await expect(readResultPages({ id: job.id, pages: 3 }).next()).rejects.toThrow("the store does not answer");
});

it("C24: who stood still while another did their step writes nothing over what that one wrote", async () => {
  const { job, jobs, startJob } = await makeJob();
  const ends: ((step: JobStep) => void)[] = [];
  runStep = () => new Promise((end) => ends.push(end));
  const results: RowResult[] = [{ label: "ada", result: "done" }];
  const late: RowResult[] = [{ label: "ada", result: "failed", detail: "too late" }];
  await startJob(OPERATOR, job);
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  const { getStore } = await import("../store/get-store.server");
  await (await getStore()).remove(`job-lease:${job.id}`);
  expect(await startJob(OPERATOR, job)).toBe(true);
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]?.({ results });
  await vi.waitFor(async () => expect(await jobs.isWorkedOn(job.id)).toBe(false));
  const finish = vi.fn();
  ends[0]?.({ results: late, finish });
  const { readTrail } = await import("../trail/read.server");
  const readResults = async () =>
    (await readTrail(OPERATOR, {}, { count: 9 })).acts.map(({ result }) => result);
  await vi.waitFor(async () => expect(await readResults()).toEqual(["done", "done"]));
  expect(finish).not.toHaveBeenCalled();
  expect(await jobs.getResults(job.id, 0)).toEqual(results);
  expect(await jobs.findJob(job.id)).toMatchObject({ state: "finished", done: 1, failed: 0, pages: 1 });
});

it("C24: who is overtaken as they put results down takes away nothing that the other needs", async () => {
  const { job, jobs, startJob } = await makeJob();
  const finish = vi.fn();
  runStep = async () => ({ results: [{ label: "ada", result: "done" }], finish });
  amidResults = () => jobs.saveJob({ ...job, state: "running", done: 7 });
  await startJob(OPERATOR, job);
  await vi.waitFor(async () => expect(await jobs.isWorkedOn(job.id)).toBe(false));
  expect(finish).not.toHaveBeenCalled();
  expect(await jobs.findJob(job.id)).toMatchObject({ done: 7 });
});

it("C24: a process that is told to end does the step that it is at, and pauses the job", async () => {
  const { job, jobs, startJob } = await makeJob();
  const { awaitWork, beginDraining } = await import("@/lib/process/shutdown");
  let endStep: ((step: JobStep) => void) | undefined;
  runStep = () =>
    new Promise((end) => {
      endStep = end;
    });
  await startJob(OPERATOR, job);
  await vi.waitFor(() => expect(endStep).toBeDefined());
  beginDraining();
  const ended = awaitWork();
  endStep?.({ results: [{ label: "ada", result: "done" }], cursor: "next" });
  await ended;
  expect(await jobs.findJob(job.id)).toMatchObject({ state: "paused", done: 1, cursor: "next" });
  const { readTrail } = await import("../trail/read.server");
  const { acts } = await readTrail(OPERATOR, {}, { count: 9 });
  expect(acts.map(({ result }) => result)).toEqual(["done"]);
});
