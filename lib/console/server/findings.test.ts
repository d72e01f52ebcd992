import { beforeEach, expect, it, vi } from "vitest";
import { OPERATOR, setConsoleEnvironment } from "@/tests/unit/console";

beforeEach(() => setConsoleEnvironment());

it("finds what npm run doctor does, which knows no variable that is set to nothing", async () => {
  vi.stubEnv("FOYER_BRND", " ");
  vi.stubEnv("TLS_CERT_PATH", "/run/tls.pem\n");
  const diagnose = vi.fn(async (..._: unknown[]) => []);
  vi.doMock("@/lib/doctor/diagnose", () => ({ diagnose }));
  const { findFindings } = await import("./findings.server");
  expect(await findFindings(OPERATOR)).toEqual([]);
  const [[, { env }]] = diagnose.mock.calls as never as [[unknown, { env: Record<string, string> }]];
  expect([env.FOYER_BRND, env.TLS_CERT_PATH]).toEqual([undefined, "/run/tls.pem"]);
});
