import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";
import type { Operation } from "../act/operations";

const OWN = "own-client";

/** What was asked of Hydra, in order. */
const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  setConsoleEnvironment({ CONSOLE_OIDC_CLIENT_ID: OWN });
  const answer = (name: string) => async () => {
    asked.push(name);
    return {};
  };
  vi.doMock("./registration.server", () => ({
    register: answer("register"),
    getRegistration: answer("get"),
    setRegistration: answer("set"),
    deleteRegistration: answer("delete"),
  }));
});

const METHOD = '{"token_endpoint_auth_method": "none"}';

async function prepare(operation: Operation, client_id: string, json = METHOD) {
  const { toRegistrationActs } = await import("./acts.server");
  const act = toRegistrationActs().find((offered) => offered.operation === operation);
  const prepared = act?.prepare({
    client_id,
    registration_access_token: "ory_at_x",
    json,
    reason: "x",
  });
  if (!prepared || "problems" in prepared) throw new Error(JSON.stringify(prepared));
  return prepared;
}

const run = async (...asked: Parameters<typeof prepare>) => (await prepare(...asked)).run(OPERATOR);

it.each([
  ["registration.update", ["get", "set"]],
  ["registration.delete", ["delete"]],
] as const)("C26: %s leaves the console's own client alone, and asks nothing for it", async (name, calls) => {
  await expect(run(name, ` ${OWN} `)).rejects.toHaveProperty("name", "ActRefused");
  expect(asked).toEqual([]);
  await run(name, "another");
  expect(asked).toEqual(calls);
});

it("C13: no registration is replaced by one without a way to prove itself", async () => {
  await expect(run("registration.update", "another", "{}")).rejects.toMatchObject({
    fields: { json: expect.stringContaining("token_endpoint_auth_method is missing") },
  });
  expect(asked).toEqual(["get"]);
});

it("C24: what is done by an app's registration is found in the trail by the app", async () => {
  for (const name of ["registration.read", "registration.update", "registration.delete"] as const)
    expect((await prepare(name, " another ")).subject).toEqual({ kind: "client", id: "another" });
  expect((await prepare("registration.create", "")).subject.kind).toBe("registration");
});
