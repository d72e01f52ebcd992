import { beforeAll, describe, expect, it } from "vitest";
import type { OryErrorKind } from "@/lib/ory/error";
import { setEnvironment } from "@/tests/unit/environment";

let modules: [
  typeof import("./problem"),
  typeof import("./http-error"),
  typeof import("@/lib/ory/error"),
  typeof import("@/lib/oauth2/shared/redirect"),
];

beforeAll(async () => {
  setEnvironment();
  modules = await Promise.all([
    import("./problem"),
    import("./http-error"),
    import("@/lib/ory/error"),
    import("@/lib/oauth2/shared/redirect"),
  ]);
});

const GET = new Request("http://inner.invalid/login?flow=f");

describe("what a failure becomes", () => {
  it.each<[kind: OryErrorKind, upstream: number, status: number, retryAfter: string | undefined]>([
    ["unreachable", 0, 503, "5"],
    ["timeout", 0, 503, "5"],
    ["malformed", 0, 502, undefined],
    ["status", 500, 503, "5"],
    ["status", 429, 429, "5"],
    ["status", 401, 502, undefined],
    ["status", 307, 502, undefined],
  ])("%s %i of an upstream: %i, retry after %s", (kind, status, expected, retryAfter) => {
    const [{ toProblem }, , { OryError }] = modules;
    const problem = toProblem(new OryError({ upstream: "kratos", operation: "x", kind, status }), GET);
    expect([problem.status, problem.headers["retry-after"]]).toEqual([expected, retryAfter]);
    expect(problem.retryHref).toBe("/auth/login?flow=f");
  });

  it("Kratos' own word that the session is over is no fault, and nobody else's word is it", () => {
    const [{ toProblem }, , { OryError }] = modules;
    const toFailed = (upstream: "kratos" | "hydra", id?: string) =>
      toProblem(new OryError({ upstream, operation: "x", kind: "status", status: 401, id }), GET);
    expect(toFailed("kratos", "session_inactive")).toMatchObject({ status: 401, name: "signed-out" });
    expect(toFailed("hydra", "session_inactive").status).toBe(502);
    expect(toFailed("kratos").status).toBe(502);
  });

  it("an upstream's own wait is passed on", () => {
    const [{ toProblem }, , { OryError }] = modules;
    const busy = new OryError({
      upstream: "hydra",
      operation: "x",
      kind: "status",
      status: 429,
      retryAfter: 37,
    });
    expect(toProblem(busy, GET).retryAfterSeconds).toBe(37);
  });

  it("a refusal keeps its status, cookies and headers; a bad address is not to be tried again", () => {
    const [{ toProblem }, { HttpError }] = modules;
    const problem = toProblem(new HttpError(400, "bad-request", ["a=; Max-Age=0"], { "x-a": "b" }), GET);
    expect(problem).toMatchObject({
      status: 400,
      setCookies: ["a=; Max-Age=0"],
      headers: { "x-a": "b" },
      retryHref: undefined,
    });
  });

  it("a POST is never offered to be tried again by a link", () => {
    const [{ toProblem }, , { OryError }] = modules;
    const post = new Request(GET.url, { method: "POST" });
    expect(
      toProblem(new OryError({ upstream: "kratos", operation: "x", kind: "timeout" }), post).retryHref,
    ).toBeUndefined();
  });

  it("a forged redirect is 502 (O9), and what nobody thought of is 500", () => {
    const [{ toProblem }, , , { ForgedRedirectError }] = modules;
    expect(toProblem(new ForgedRedirectError(), GET).status).toBe(502);
    for (const thrown of [new TypeError("x"), "text", undefined]) {
      expect(toProblem(thrown, GET)).toMatchObject({ status: 500, name: "internal" });
    }
  });
});
