import { beforeEach, describe, expect, it } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

const SUBJECT = { kind: "identity", id: "p" };

beforeEach(() => setConsoleEnvironment());

/** What is said of an act that makes these calls one after another, each `METHOD status`; 0 stands for no answer. */
async function judge(...calls: string[]) {
  const { act } = await import("./act.server");
  const { watchWrites } = await import("./writes.server");
  const { OryError } = await import("@/lib/ory/error");
  const { readTrail } = await import("../trail/read.server");
  const { toFailure } = await import("./to-failure.server");
  const run = async () => {
    for (const call of calls) {
      const [method = "", status = ""] = call.split(" ");
      const fail = (kind: "status" | "timeout") =>
        new OryError({ upstream: "hydra", operation: "x", kind, status: Number(status) });
      const send = watchWrites(async () => {
        if (status === "0") throw fail("timeout");
        return new Response(null, { status: Number(status) });
      });
      const path = method === "INSPECT" ? "/admin/oauth2/introspect" : "/admin/x";
      const answer = await send(`http://hydra${path}`, { method: method === "INSPECT" ? "POST" : method });
      if (!answer.ok) throw fail("status");
    }
    return {};
  };
  const failed = await act(OPERATOR, "identity.delete", SUBJECT, {}, run).catch((error) => error);
  const [entry] = (await readTrail(OPERATOR, {}, { count: 1 })).acts;
  return {
    result: entry?.result,
    after: entry?.after,
    failure: failed.cause ? toFailure(failed) : undefined,
  };
}

it("L1: what an act refuses is in the trail by its sentence and fields, not by what they held", async () => {
  const { act } = await import("./act.server");
  const { ActRefused } = await import("./act-definition");
  const { readTrail } = await import("../trail/read.server");
  const refuse = (fields: Record<string, string>) => async () => {
    throw new ActRefused("Nothing was saved.", fields);
  };
  const run = (fields: Record<string, string>) =>
    expect(act(OPERATOR, "identity.edit", SUBJECT, {}, refuse(fields))).rejects.toThrow();
  await run({});
  await run({ traits: "“canary” is no address." });
  const errors = (await readTrail(OPERATOR, {}, { count: 2 })).acts.map(({ error }) => error);
  expect(errors).toEqual(["Nothing was saved. (traits)", "Nothing was saved."]);
});

describe("an act of several calls", () => {
  it.each([
    ["done", ["GET 200", "DELETE 204", "DELETE 204"]],
    ["partly", ["DELETE 204", "DELETE 403"]],
    ["partly", ["DELETE 204", "DELETE 429"]],
    ["partly", ["PATCH 200", "GET 0"]],
    ["partly", ["PATCH 200", "GET 500"]],
    ["unknown", ["DELETE 204", "DELETE 0"]],
    ["unknown", ["DELETE 204", "DELETE 500"]],
    ["unknown", ["GET 200", "DELETE 0"]],
    ["refused", ["GET 200", "DELETE 403"]],
    ["not-done", ["GET 0", "DELETE 204"]],
    ["not-done", ["GET 500", "DELETE 204"]],
    ["not-done", ["INSPECT 0"]],
    ["refused", ["GET 404", "DELETE 204"]],
  ] as const)("C24: is %s after %j, by what was confirmed", async (result, calls) => {
    expect((await judge(...calls)).result).toBe(result);
  });

  it("C24: says that a part was done, and the trail names it", async () => {
    const { failure, after } = await judge("DELETE 204", "DELETE 403");
    expect(after).toEqual({ confirmed: ["DELETE /admin/x"] });
    expect(failure).toMatchObject({ kind: "fault", view: { title: "Only a part of this was done" } });
    expect(JSON.stringify(failure)).not.toContain("Nothing was");
  });

  it("C24: counts what the acts inside it wrote", async () => {
    const { watchWrites, withWrites } = await import("./writes.server");
    const send = watchWrites(async () => new Response());
    await withWrites(async (outer) => {
      await withWrites(() => send("http://kratos/admin/x", { method: "PUT" }));
      expect(outer.confirmed).toEqual(["PUT /admin/x"]);
    });
  });

  it("D1: keeps no more of its writes than the trail names, however many they are", async () => {
    const { watchWrites, withWrites } = await import("./writes.server");
    const send = watchWrites(async () => new Response());
    await withWrites(async (writes) => {
      for (let count = 0; count < 30; count += 1) await send("http://kratos/admin/x", { method: "PUT" });
      expect([writes.sent, writes.confirmed.length]).toEqual([30, 20]);
    });
  });
});
