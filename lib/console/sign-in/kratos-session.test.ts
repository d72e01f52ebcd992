import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import type { ConsoleSession } from "../session/session";

const SESSION = { subject: "ada", providerSession: "kratos-session" } as never as ConsoleSession;
const STANDING = { active: true, identity: { id: "ada", state: "active" } };

beforeEach(() => setConsoleEnvironment({ CONSOLE_OIDC_ISSUER: "kratos", CONSOLE_OIDC_CLIENT_SECRET: "" }));

/** @param answer of Kratos, or the status of an error */
async function ask(answer: unknown): Promise<boolean> {
  const { OryError } = await import("@/lib/ory/error");
  const fail = (status: number) =>
    new OryError({ upstream: "kratos", kind: "status", operation: "getSession", status });
  const asked = vi.fn(async () => {
    if (typeof answer === "number") throw fail(answer);
    return answer;
  });
  vi.doMock("../sessions/sessions.server", () => ({ getSession: asked }));
  const { isVouchedForAtKratos } = await import("./kratos-sign-in.server");
  const result = await isVouchedForAtKratos(OPERATOR, SESSION);
  expect(asked).toHaveBeenCalledWith(OPERATOR, "kratos-session");
  return result;
}

it.each([
  ["stands", STANDING, true],
  ["was ended", { ...STANDING, active: false }, false],
  ["was deleted", 404, false],
  ["is of a blocked account", { ...STANDING, identity: { id: "ada", state: "inactive" } }, false],
  ["is somebody else's", { ...STANDING, identity: { id: "sam", state: "active" } }, false],
  ["has no account", { active: true }, false],
])("C32: Kratos' session behind a job %s", async (_, answer, expected) => {
  expect(await ask(answer)).toBe(expected);
});

it("C32: a Kratos that does not answer has not said that the session stands", async () => {
  await expect(ask(503)).rejects.toThrow(/503/);
});
