import { expect, it } from "vitest";
import { readServerOptions } from "./options";

it("listens on 3000 everywhere unless told otherwise", () => {
  expect(readServerOptions({})).toEqual({ port: 3000, host: "0.0.0.0", tls: undefined });
  expect(readServerOptions({ PORT: " ", HOST: " " })).toMatchObject({ port: 3000, host: "0.0.0.0" });
  expect(readServerOptions({ PORT: "8080", HOST: "::1" })).toMatchObject({ port: 8080, host: "::1" });
});

it.each([
  [{ PORT: "none" }, "PORT: must be a whole number"],
  [{ PORT: "70000" }, "PORT"],
  [{ TLS_CERT_PATH: "/a" }, "go together"],
  [{ TLS_CERT_PATH: "/nowhere/a", TLS_KEY_PATH: "/nowhere/b" }, "ENOENT"],
  [{ TLS_CERT_PATH: "package.json", TLS_KEY_PATH: "package.json" }, "no certificate and its key"],
])("S2: %j does not start", (environment, named) => {
  expect(() => readServerOptions(environment)).toThrow(named);
});
