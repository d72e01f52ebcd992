/** What is logged and answered when a handler fails with words of somebody else's (threat L1). */

import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

let answer: typeof import("./with-page").withPage;
let answerPlainly: typeof import("./with-json").withJson;
let answerConsole: typeof import("@/lib/console/request/answer-console.server").answerConsole;
let logged: object[];

beforeAll(async () => {
  setConsoleEnvironment();
  [{ withPage: answer }, { withJson: answerPlainly }, { answerConsole }] = await Promise.all([
    import("./with-page"),
    import("./with-json"),
    import("@/lib/console/request/answer-console.server"),
  ]);
});
beforeEach(async () => {
  logged = [];
  const { getLogger } = await import("@/lib/observe/log");
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(getLogger(), level).mockImplementation(
      (line: unknown) => void logged.push(Object.assign({ level }, line)),
    );
});

const URL_OF_ANOTHER = "https://hydra.internal/x?code=canary-code-1 token canary2abcdefghij0123456789";

/** As an HTTP library would throw it: its message, stack and cause all quote what was asked for. */
function toForeignError(): Error {
  const cause = Object.assign(new Error(URL_OF_ANOTHER), { code: "ECONNREFUSED" });
  return new TypeError(`failed: ${URL_OF_ANOTHER}`, { cause });
}

const fail = () => Promise.reject(toForeignError());

it("L1: an error's own words are neither logged whole nor shown, on a page or in JSON", async () => {
  const request = new Request("http://inner.invalid/login?login_challenge=canary-challenge-1");
  for (const answered of [
    await answer("/login", request, fail),
    await answerPlainly("/login", request, fail),
  ]) {
    expect(answered.status).toBe(500);
    expect(await answered.text()).not.toMatch(/canary-code|canary2/);
  }
  expect(JSON.stringify(logged)).not.toContain("canary");
  expect(logged).toContainEqual(expect.objectContaining({ event: "problem", cause: "ECONNREFUSED" }));
});

it.each([
  [fail, { level: "error", status: 500, error: "TypeError", cause: "ECONNREFUSED" }],
  [
    async () => Promise.reject(new (await import("./http-error")).HttpError(404, "not-found")),
    { level: "info", status: 404 },
  ],
])("a failure is one line of the same members, whatever its answer is made of: %#", async (run, said) => {
  await answer("/login", toRequest("/login"), run);
  await answerPlainly("/metrics", toRequest("/metrics"), run);
  await answerConsole("/console/keys", toRequest("/console/keys"), run);
  const lines = logged.filter((line) => "event" in line && line.event === "problem");
  expect(lines).toEqual(
    ["/login", "/metrics", "/console/keys"].map((route) => expect.objectContaining({ route, ...said })),
  );
  expect(new Set(lines.map((line) => Object.keys(line).join())).size).toBe(1);
});

it("H1: an answer without a page is what it says it is, and kept by nobody", async () => {
  const { HttpError } = await import("./http-error");
  const refuse = () =>
    Promise.reject(new HttpError(400, "duplicate-cookie", ["a=; Max-Age=0"], { "x-a": "b" }));
  const refused = await answerPlainly("/csp-report", new Request("http://inner.invalid/csp-report"), refuse);
  expect(refused.status).toBe(400);
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    "content-type": "application/json",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
    "x-a": "b",
  });
  expect(refused.headers.getSetCookie()).toEqual(["a=; Max-Age=0"]);
});
