import { describe, expect, it } from "vitest";
import { OryError } from "../../ory/error";
import { StoreUnavailable } from "../store/redis-store.server";
import { ActFailed } from "./act.server";
import { ActRefused } from "./act-definition";
import { toResult, toStepsResult } from "./outcome";
import { toFailure } from "./to-failure.server";
import { toActResult } from "./writes.server";

const subject = { kind: "session", id: "s1" };
const ory = (options: Partial<ConstructorParameters<typeof OryError>[0]>) =>
  new OryError({ upstream: "kratos", operation: "disableSession", kind: "status", ...options });
const withCode = (code: string) => Object.assign(new Error(code), { code });
const fail = (cause: unknown) =>
  toFailure(new ActFailed("a", "session.end", subject, toResult(cause), cause));

describe("a write that was not answered with success", () => {
  it.each([
    ["refused", ory({ status: 400 })],
    ["refused", ory({ status: 404 })],
    ["refused", ory({ status: 409 })],
    ["refused", new ActRefused("no")],
    ["not-done", ory({ status: 429 })],
    ["not-done", ory({ kind: "busy" })],
    ["not-done", ory({ kind: "unreachable", cause: withCode("ECONNREFUSED") })],
    ["not-done", ory({ kind: "unreachable", cause: withCode("ENOTFOUND") })],
    ["unknown", ory({ kind: "unreachable", cause: withCode("ECONNRESET") })],
    ["unknown", ory({ kind: "unreachable" })],
    ["unknown", ory({ kind: "timeout" })],
    ["unknown", ory({ kind: "malformed" })],
    ["unknown", ory({ status: 500 })],
    ["unknown", ory({ status: 503 })],
    ["unknown", new TypeError("x is not a function")],
  ])("C24: is %s: %s", (result, error) => expect(toResult(error)).toBe(result));

  it.each([
    ["done", ["done", "nothing-to-do"]],
    ["partly", ["done", "failed"]],
    ["not-done", ["nothing-to-do", "failed"]],
    ["unknown", ["done", "failed", "unknown"]],
  ] as const)("C24: is %s by its steps: %j", (result, steps) => {
    expect(toStepsResult(steps.map((step) => ({ result: step })))).toBe(result);
  });

  it("C24: says that it may have been done, and where to look", () => {
    const failure = fail(ory({ kind: "timeout" }));
    expect(failure).toMatchObject({ kind: "fault", status: 502 });
    expect(failure.kind === "fault" && failure.view).toMatchObject({
      text: expect.stringContaining("may or may not"),
      links: [{ path: "/sessions/s1" }],
    });
  });

  it.each([
    ["projects", "", "/network"],
    ["schema", "person", "/identities"],
    ["trusted-issuers", "new", "/issuers"],
    ["trusted-issuer", "i1", "/issuers/i1"],
  ])("C24: leads to where to look for what may have been made: %s %s", (kind, id, path) => {
    const cause = ory({ kind: "timeout" });
    const failure = toFailure(new ActFailed("a", "project.create", { kind, id }, "unknown", cause));
    expect(failure).toMatchObject({ kind: "fault", view: { links: [{ path }] } });
  });

  it("C24: says that nothing was done where nothing was sent", () => {
    const failure = fail(ory({ kind: "unreachable", cause: withCode("ECONNREFUSED") }));
    expect(failure.kind === "fault" && failure.view.text).toContain("Nothing was changed");
  });

  it("C24: says that Redis is away, and that nothing was sent; a part that was done stays done", () => {
    const cause = new StoreUnavailable(new Error("closed"));
    const failWith = (confirmed: string[]) => {
      const result = toActResult(cause, { sent: confirmed.length, confirmed, isOpen: false });
      return toFailure(new ActFailed("a", "import.start", { kind: "job", id: "j1" }, result, cause));
    };
    expect(failWith([])).toMatchObject({
      status: 503,
      view: { title: "Redis cannot be used", next: "It is safe to try again." },
    });
    expect(failWith(["POST /admin/identities"])).toMatchObject({
      status: 502,
      view: { title: "Only a part of this was done", text: expect.stringContaining("Redis did not do") },
    });
  });

  it("C24: a defect of our own is no success either", () => {
    expect(fail(new TypeError("x"))).toMatchObject({ kind: "fault", status: 500 });
  });

  it("repeats the server's words where it refused", () => {
    const body = { error: { code: 400, message: "malformed", reason: "The address is taken." } };
    expect(fail(ory({ status: 400, body }))).toMatchObject({
      status: 422,
      text: "Kratos: malformed The address is taken.",
    });
    expect(
      fail(ory({ upstream: "hydra", status: 409, body: { error_description: "exists" } })),
    ).toMatchObject({
      status: 409,
      text: "Hydra: exists",
    });
    expect(fail(new ActRefused("bad JSON", { traits: "is no JSON" }))).toMatchObject({
      status: 422,
      fields: { traits: "is no JSON" },
    });
  });
});
