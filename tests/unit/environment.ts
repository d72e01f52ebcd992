/** The environment that unit tests of this folder and of lib/ory run with; secrets rotate by `useSecrets`. */

import { vi } from "vitest";

export const NEWEST_SECRET = "unit-tests-newest-0123456789-abcdefghijkl";
export const OLDER_SECRET = "unit-tests-older-9876543210-zyxwvutsrqpon";

const ENVIRONMENT: Readonly<Record<string, string>> = {
  FOYER_PUBLIC_URL: "https://id.example/auth",
  KRATOS_PUBLIC_URL: "http://kratos.internal:4433",
  KRATOS_ADMIN_URL: "http://kratos.internal:4434",
  HYDRA_ADMIN_URL: "http://hydra.internal:4445",
  HYDRA_PUBLIC_URL: "https://oauth.example/",
  COOKIE_SECRET: `${NEWEST_SECRET},${OLDER_SECRET}`,
  FOYER_LOG_LEVEL: "silent",
};

/** For tests of many cases, which share their machine with others. */
export const PROPERTY_TIMEOUT_MS = 60_000;

/** Sets the environment and forgets every module, so that the next import reads it. */
export function setEnvironment(changes: Record<string, string> = {}): void {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ ...ENVIRONMENT, ...changes })) vi.stubEnv(name, value);
}
