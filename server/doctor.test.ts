/** The doctor as `npm run doctor` runs it: what the start would refuse, it names. */

import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  process.exitCode = undefined;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.resetModules();
});

const diagnosed = vi.hoisted(() => vi.fn(async (_config: object, _options: object) => []));
vi.mock("@/lib/doctor/diagnose", () => ({ diagnose: diagnosed }));

async function runDoctor(env: Record<string, string>, args = ["--read-only"]): Promise<string> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.spyOn(process, "argv", "get").mockReturnValue(["node", "doctor.mjs", ...args]);
  const written = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await import("./doctor");
  return written.mock.calls.map(([text]) => text).join("");
}

const SOUND = {
  FOYER_PUBLIC_URL: "http://127.0.0.1:1",
  KRATOS_PUBLIC_URL: "http://127.0.0.1:2",
  COOKIE_SECRET: "b3f1c9d27a6e48508d1f6a2b9c7e3d40",
};

it.each([
  ["beside a sound configuration", SOUND],
  ["beside one that is refused", { COOKIE_SECRET: "short" }],
])("a port and a certificate that the start refuses are named %s", async (_, env) => {
  const port = await runDoctor({ ...env, PORT: "http" });
  expect(port).toContain("✗ PORT\n    must be a whole number, in digits and without a unit\n");
  expect(process.exitCode).toBe(1);
  vi.resetModules();
  const certificate = await runDoctor({ ...env, PORT: "3000", TLS_CERT_PATH: "/nowhere/cert.pem" });
  expect(certificate).toContain("✗ TLS_CERT_PATH, TLS_KEY_PATH\n    go together; only one of them is set");
  expect(process.exitCode).toBe(1);
});

it.each([
  ["--read-only", ["--read-only"], {}, false],
  ["--read-only that npm took for its own", [], { npm_config_read_only: "true" }, false],
  ["nothing", [], {}, true],
])("given %s it writes at a server only where it may", async (_what, args, env, probe) => {
  diagnosed.mockClear();
  await runDoctor({ ...SOUND, ...env }, args);
  expect(diagnosed.mock.calls).toEqual([[expect.anything(), expect.objectContaining({ probe })]]);
});

it("an option with a slip in it is refused, and nothing is asked", async () => {
  diagnosed.mockClear();
  const refused = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await runDoctor(SOUND, ["--readonly"]);
  expect(refused.mock.calls.join("")).toContain("knows no --readonly, only --read-only");
  expect(diagnosed).not.toHaveBeenCalled();
  expect(process.exitCode).toBe(1);
});
