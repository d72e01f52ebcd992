/** A job goes on as long as the session of who carries it on, on a store of this process and on a real Redis (C32). */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import { redis, shareRedis } from "@/tests/unit/redis";
import type { Operator } from "../operator/operator";
import type { Job } from "./job";

shareRedis();

const ISSUER = "https://login.example";

const ROLE_BY_CLAIM = {
  CONSOLE_OIDC_ISSUER: ISSUER,
  CONSOLE_OIDC_CLIENT_ID: "foyer",
  CONSOLE_OIDC_ACR_VALUES: "aal2",
  CONSOLE_ROLE_CLAIM: "groups",
  CONSOLE_ROLES: "ops=admin,help=support",
};

type Sessions = typeof import("../session/sessions.server");

/** How the session of whoever carries a job on ends, or what it may do. */
const ENDINGS: Readonly<
  Record<string, (sessions: Sessions, operator: Operator, cookies: string[]) => unknown>
> = {
  "signs out": (sessions, _, cookies) => sessions.endConsoleSession(toRequest("/console", { cookies })),
  "ends the session from another one": (sessions, operator) =>
    sessions.endOwnSession(operator, operator.session),
  "is signed out at the provider": (sessions) =>
    sessions.endProviderSessions(ISSUER, { providerSession: "sid-kim" }),
  "is signed out everywhere": (sessions) => sessions.endProviderSessions(ISSUER, { subject: "kim" }),
  "signs in anew": (_, __, cookies) => signIn("kim", "ops", { cookies }),
  "has another role by now": (_, { session }, cookies) => signIn("kim", "help", { cookies, handle: session }),
  "left half an hour ago": () => vi.setSystemTime(Date.now() + UNUSED_MS),
};

/** How long it takes until a session that {@link signIn} begins is idle: less than a lease is held. */
const UNUSED_MS = 10_000;
const IDLE_MS = 30 * 60 * 1000;

/** Cursors of the steps that were made, with the role that each was made by. */
const steps: string[] = [];

/** Cursors of the steps that were written down. */
const finished: string[] = [];

/** Lets the step that is under way end. */
let endStep: () => void;

/** @returns the operator, and the cookies of their session */
async function signIn(
  subject: string,
  group: string,
  { cookies = [], handle }: { cookies?: string[]; handle?: string } = {},
): Promise<{ operator: Operator; cookies: string[] }> {
  const { beginSession, readConsoleSession } = await import("../session/sessions.server");
  const details = {
    issuer: ISSUER,
    subject,
    name: subject,
    roleValues: [group],
    authenticatedAt: Date.now(),
    newestFactorAt: Date.now(),
    assurance: "aal2",
    providerSession: `sid-${subject}`,
    userAgent: "",
    address: "",
  };
  const since = await (await (await import("../store/get-store.server")).getStore()).time();
  const begun =
    (await beginSession(toRequest("/console", { cookies }), details, {
      since,
      handle,
      now: Date.now() - IDLE_MS + UNUSED_MS,
    })) ?? [];
  const session = await readConsoleSession(toRequest("/console?automatic=1", { cookies: begun }));
  const operator = {
    issuer: ISSUER,
    subject,
    name: subject,
    role: "admin",
    session: session?.handle,
    headers: {},
  };
  return { operator: operator as never as Operator, cookies: begun };
}

/** A job whose first step is under way. */
async function begin(kind: Job["kind"] = "bulk") {
  const jobs = await import("./jobs.server");
  const { startJob } = await import("./run.server");
  const data = { act: "delete" };
  const job = await jobs.createJob({ kind, title: "x", by: "kim", cursor: "0", data });
  const { operator, cookies } = await signIn("kim", "ops");
  expect(await startJob(operator, job)).toBe(true);
  await vi.waitFor(() => expect(steps).toEqual(["0 admin"]));
  return { job, jobs, startJob, operator, cookies };
}

beforeEach(() => {
  steps.length = 0;
  finished.length = 0;
  vi.useFakeTimers({ toFake: ["Date"] });
  setConsoleEnvironment(ROLE_BY_CLAIM);
  vi.doMock("../identities/bulk-all.server", () => ({
    runBulkStep: async ({ role }: Operator, { cursor }: Job) => {
      steps.push(`${cursor} ${role}`);
      await new Promise<void>((resolve) => {
        endStep = resolve;
      });
      const next = Number(cursor) + 1;
      return {
        results: [{ label: String(cursor), result: "done" }],
        cursor: next < 3 ? String(next) : undefined,
        finish: async () => void finished.push(String(cursor)),
      };
    },
  }));
});

describe.each(["memory", "redis"] as const)("with the store in %s", (kind) => {
  beforeEach(() =>
    vi.doMock("../store/get-store.server", async (original) => {
      const { toRedisStore } = await import("../store/redis-store.server");
      return kind === "redis" ? { getStore: async () => toRedisStore(redis) } : await original();
    }),
  );

  it.each(Object.entries(ENDINGS))("C32: a job is paused where its operator %s", async (_, end) => {
    const { job, jobs, startJob, operator, cookies } = await begin();
    await end(await import("../session/sessions.server"), operator, cookies);
    endStep();
    await vi.waitFor(async () => expect(await jobs.isWorkedOn(job.id)).toBe(false));
    expect(steps).toEqual(["0 admin"]);
    expect(await jobs.findJob(job.id)).toMatchObject({
      state: "paused",
      done: 1,
      cursor: "1",
      problem: expect.stringContaining("the session of the operator who ran it has ended"),
    });

    expect(await startJob((await signIn("bea", "ops")).operator, job)).toBe(true);
    for (const step of ["1 admin", "2 admin"]) {
      await vi.waitFor(() => expect(steps.at(-1)).toBe(step));
      endStep();
    }
    await vi.waitFor(async () => expect(await jobs.findJob(job.id)).toMatchObject({ state: "finished" }));
    expect(await jobs.findJob(job.id)).toMatchObject({
      by: "kim",
      carriedBy: "bea",
      done: 3,
    });
    expect(await jobs.findJob(job.id)).not.toHaveProperty("problem");
  });

  it("C32: a job goes on through a step-up of the session that carries it on", async () => {
    const { job, jobs, operator, cookies } = await begin();
    await signIn("kim", "ops", { cookies, handle: operator.session });
    endStep();
    await vi.waitFor(() => expect(steps).toEqual(["0 admin", "1 admin"]));
    expect(await jobs.findJob(job.id)).toMatchObject({ state: "running" });
    endStep();
  });

  it("C24: who lost the lease writes nothing down over who has it", async () => {
    const { job, jobs, startJob, operator } = await begin();
    const store = await (await import("../store/get-store.server")).getStore();
    await store.remove(`job-lease:${job.id}`);
    const endFirst = endStep;
    expect(await startJob(operator, job)).toBe(true);
    await vi.waitFor(() => expect(steps).toEqual(["0 admin", "0 admin"]));
    endFirst();
    for (const step of ["1 admin", "2 admin"]) {
      endStep();
      await vi.waitFor(() => expect(steps.at(-1)).toBe(step));
    }
    endStep();
    await vi.waitFor(async () => expect(await jobs.findJob(job.id)).toMatchObject({ state: "finished" }));
    expect(await jobs.findJob(job.id)).toMatchObject({ done: 3, pages: 3 });
    expect(steps).toHaveLength(4);
    expect(finished).toEqual(["0", "1", "2"]);
  });

  it("C24: who lost the lease neither renews nor drops another's", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { takeLease } = await import("./jobs.server");
    const store = await (await import("../store/get-store.server")).getStore();
    const lease = await takeLease("x");
    expect(await lease?.isHeld()).toBe(true);
    await store.put("job-lease:x", "another", 60_000);
    await vi.advanceTimersByTimeAsync(5000);
    await lease?.drop();
    expect(await store.get("job-lease:x")).toBe("another");
    vi.useRealTimers();
  });
});
