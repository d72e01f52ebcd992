import { beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import type { Job } from "../jobs/job";
import type { Operator } from "../operator/operator";

const OPERATOR = {} as never as Operator;
const BEGUN_AT = Date.parse("2030-01-01T00:00:00Z");
const toRow = (line: number, traits: object) => ({ line, identity: { traits } });
const JOB = {
  id: "job",
  cursor: "0",
  begun: { cursor: "0", at: BEGUN_AT },
  data: { schema: "person", parts: 1, identifiers: ["email"] },
} as never as Job;

/** What Kratos refuses a batch with, whoever is in it. */
let refusal: Error | undefined;
/** What it answers in place of what became of each row. */
let odd: object | undefined;
/** Why one account cannot be read. */
let unread: Error | undefined;
/** What Kratos has, by address, and the rows that wait. */
const there = new Map<string, object>();
let rows: object[] | undefined;
const made: unknown[] = [];

beforeEach(() => {
  there.clear();
  refusal = undefined;
  odd = undefined;
  unread = undefined;
  made.length = 0;
  setEnvironment();
  vi.doMock("../jobs/jobs.server", () => ({ getPart: async () => rows, removePart: async () => {} }));
  vi.doMock("../identities/identities.server", () => ({
    listIdentities: async (_: Operator, { identifier }: { identifier: string }) => ({
      items: [there.get(identifier)].filter(Boolean),
    }),
    getIdentity: async () => {
      if (unread) throw unread;
      return {};
    },
    createIdentities: async (_: Operator, bodies: readonly { traits: { email: string } }[]) => {
      if (refusal) throw refusal;
      if (odd) return odd;
      return {
        identities: bodies.map(({ traits }) => {
          if (there.has(traits.email)) return { action: "error", error: { code: 409 } };
          made.push(traits);
          return { action: "create", identity: "0195e8f2-0000-7000-8000-000000000001" };
        }),
      };
    },
  }));
});

async function run(isAgain: boolean) {
  const { runImportStep } = await import("./run.server");
  return (await runImportStep(OPERATOR, JOB, { isAgain })).results;
}

const toThere = (traits: object, at: string) => ({ traits, created_at: at });

describe("a part of an import that is begun again", () => {
  it("C24: counts what it made before, makes what is missing, and says what somebody else has", async () => {
    const [own, other, old, missing] = ["own", "other", "old", "missing"].map((name) => ({
      email: `${name}@x.example`,
      name: { first: "A" },
    }));
    rows = [own, other, old, missing].map((traits, index) => toRow(index + 2, traits as object));
    there.set(
      "own@x.example",
      toThere({ name: { first: "A" }, email: "own@x.example" }, "2030-01-01T00:00:05Z"),
    );
    there.set("other@x.example", toThere({ email: "other@x.example" }, "2030-01-01T00:00:05Z"));
    there.set("old@x.example", toThere(old as object, "2029-12-31T23:00:00Z"));
    const results = await run(true);
    expect(results.map(({ label, result }) => `${label}: ${result}`)).toEqual([
      "Row 2: done",
      "Row 3: failed",
      "Row 4: failed",
      "Row 5: done",
    ]);
    expect(made).toEqual([missing]);
  });

  it("C24: makes nothing again that nothing tells from another account, and says so", async () => {
    rows = [toRow(2, { name: "A" })];
    expect(await run(true)).toMatchObject([{ label: "Row 2", result: "unknown" }]);
    expect(made).toEqual([]);
    expect(await run(false)).toMatchObject([{ label: "Row 2", result: "done" }]);
  });

  it("C24: says of rows that are kept no longer that they were not made", async () => {
    rows = undefined;
    expect(await run(false)).toMatchObject([
      { result: "failed", detail: expect.stringMatching(/no longer/) },
    ]);
  });
});

it("C24: an account too large to be read is there, and made no second time", async () => {
  const { OryError } = await import("../../ory/error");
  const cause = Object.assign(new Error("too large"), { code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  unread = new OryError({ upstream: "kratos", operation: "getIdentity", kind: "malformed", cause });
  rows = ["new", "taken"].map((name, index) => toRow(index + 2, { email: `${name}@x.example` }));
  there.set("taken@x.example", {});
  expect(await run(false)).toMatchObject([{ result: "done" }, { result: "failed" }]);
  expect(made).toHaveLength(1);
});

it.each([{}, { identities: null }, { identities: [{ action: "create" }] }, { identities: [null, {}] }])(
  "C24: is not done by an answer that does not say so of each row: %j",
  async (answer) => {
    odd = answer;
    rows = [toRow(2, { email: "a@x.example" }), toRow(3, { email: "b@x.example" })];
    await expect(run(false)).rejects.toMatchObject({ kind: "malformed" });
  },
);

describe("a batch that Kratos refuses", () => {
  const refuse = async (status: number) => {
    const { OryError } = await import("../../ory/error");
    refusal = new OryError({ upstream: "kratos", operation: "batchPatchIdentities", kind: "status", status });
    rows = [toRow(2, { email: "a@x.example" }), toRow(3, { email: "b@x.example" })];
    return run(false);
  };

  it.each([400, 409, 413])("C24: with %i tells it of the row that stands alone", async (status) => {
    expect(await refuse(status)).toMatchObject([{ result: "failed" }, { result: "failed" }]);
  });

  it.each([401, 403, 429])("C24: with %i stops: that is no row's mistake", async (status) => {
    await expect(refuse(status)).rejects.toMatchObject({ status });
  });
});
