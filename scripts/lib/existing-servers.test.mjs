// @ts-check
import { expect, test } from "vitest";
import { toExistingServers } from "./existing-servers.mjs";

/** @param {Record<string, string>} env */
const toEnv = (env) => /** @type {NodeJS.ProcessEnv} */ (env);

test("a pair of URLs stands for a server that runs already; a slash at the end is dropped", () => {
  const env = toEnv({ KRATOS_PUBLIC_URL: "http://kratos:4433/", KRATOS_ADMIN_URL: "http://kratos:4434" });
  expect(toExistingServers(env)).toEqual({
    kratosPublic: "http://kratos:4433",
    kratosAdmin: "http://kratos:4434",
  });
});

test("half a pair is refused", () => {
  expect(() => toExistingServers(toEnv({ HYDRA_ADMIN_URL: "http://hydra:4445" }))).toThrow(
    "HYDRA_PUBLIC_URL",
  );
});

test("nothing set means that the stack starts its own", () => {
  expect(toExistingServers(toEnv({}))).toEqual({});
});
