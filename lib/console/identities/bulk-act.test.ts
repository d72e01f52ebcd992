import { beforeEach, expect, it, vi } from "vitest";
import { SESSION_DETAILS, setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import type { ActResult } from "../act/act-definition";
import type { Operator } from "../operator/operator";

const toId = (number: number) => `0195e8f2-0000-7000-8000-00000000000${number}`;
const IDS = [1, 2, 3].map(toId);

/** Accounts whose sessions were deleted, and what happens once the first were. */
const done: string[] = [];
let afterFirst: () => Promise<unknown>;

beforeEach(() => {
  done.length = 0;
  setConsoleEnvironment();
  vi.doMock("./identities.server", () => ({
    getIdentity: async (_: Operator, id: string) => ({ id, traits: { email: `${id}@foyer.example` } }),
  }));
  vi.doMock("../sessions/sessions.server", () => ({
    deleteIdentitySessions: async (_: Operator, id: string) => {
      done.push(id);
      if (done.length === 1) await afterFirst();
    },
  }));
});

async function signIn(subject = SESSION_DETAILS.subject) {
  const details = { ...SESSION_DETAILS, subject };
  const { beginSession, readConsoleSession } = await import("../session/sessions.server");
  const since = await (await (await import("../store/get-store.server")).getStore()).time();
  const cookies = (await beginSession(toRequest("/console"), details, { since })) ?? [];
  const request = toRequest("/console", { cookies });
  const session = (await readConsoleSession(request))?.handle;
  const operator = { ...details, role: "admin", session, headers: {} } as never as Operator;
  return { operator, request };
}

async function runBulk(operator: Operator): Promise<ActResult> {
  const { toBulkAct } = await import("./bulk-act.server");
  const prepared = toBulkAct().prepare({ id: IDS, act: "sign-out" });
  if ("problems" in prepared) throw new Error(JSON.stringify(prepared.problems));
  return prepared.run(operator);
}

const toDetails = (result: ActResult) =>
  "receipt" in result ? result.receipt.steps?.map(({ detail = "done" }) => detail.split(":", 1)[0]) : [];

it("C32: what is done to several accounts ends with the session of who does it", async () => {
  const { operator, request } = await signIn();
  const { endConsoleSession } = await import("../session/sessions.server");
  afterFirst = () => endConsoleSession(request);
  expect(toDetails(await runBulk(operator))).toEqual(["done", "Not begun", "Not begun"]);
  expect(done).toEqual(IDS.slice(0, 1));
});

it("C32: what is done to several accounts ends with the role that may do it", async () => {
  const { operator } = await signIn();
  afterFirst = async () => setConsoleEnvironment({ CONSOLE_OPERATORS: "ada=viewer" });
  expect(toDetails(await runBulk(operator))).toEqual(["done", "Not begun", "Not begun"]);
});

it("C24: what was done is told where it is not known whether who did it is still signed in", async () => {
  const { operator } = await signIn();
  afterFirst = async () => {
    const { OryError } = await import("../../ory/error");
    const session = await import("../session/sessions.server");
    const away = new OryError({ upstream: "kratos", operation: "getSession", kind: "timeout" });
    vi.spyOn(session, "findOwnSession").mockRejectedValueOnce(away);
  };
  expect(toDetails(await runBulk(operator))).toEqual(["done", "Not begun", "Not begun"]);
  expect(done).toEqual(IDS.slice(0, 1));
});

it("an operator's own account comes last, whose sign-out ends their session", async () => {
  const own = toId(1);
  setConsoleEnvironment({ CONSOLE_OPERATORS: `${own}=admin` });
  const { operator } = await signIn(own);
  afterFirst = async () => undefined;
  await runBulk(operator);
  expect(done).toEqual([toId(2), toId(3), own]);
});

it("is done to each of several accounts by who may do it", async () => {
  const { operator } = await signIn();
  afterFirst = async () => undefined;
  expect(toDetails(await runBulk(operator))).toEqual(["done", "done", "done"]);
  expect(done).toEqual(IDS);
});

it("D1: an account larger than any answer is deleted by its id, not said to be blocked", async () => {
  const { operator } = await signIn();
  const { OryError } = await import("@/lib/ory/error");
  const cause = Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  const deleted: string[] = [];
  vi.doMock("./identities.server", () => ({
    getIdentity: async () => {
      throw new OryError({ upstream: "kratos", operation: "getIdentity", kind: "malformed", cause });
    },
    deleteIdentity: async (_: Operator, id: string) => void deleted.push(id),
  }));
  vi.doMock("../grants/grants.server", () => ({
    revokeGrants: async () => {},
    revokeLoginSessions: async () => {},
  }));
  vi.doMock("../sessions/sessions.server", () => ({ endConsoleSessions: async () => {} }));
  const { runOne } = await import("./bulk-act.server");
  expect(await runOne(operator, toId(1), "block", undefined)).toMatchObject({ result: "failed" });
  expect(await runOne(operator, toId(1), "unblock", undefined)).toMatchObject({ result: "failed" });
  expect(deleted).toEqual([]);
  expect(await runOne(operator, toId(1), "delete", undefined)).toEqual({ label: toId(1), result: "done" });
  expect(deleted).toEqual([toId(1)]);
});
