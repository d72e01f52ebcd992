/** The environment that unit tests of this folder and of lib/ory run with; secrets rotate by `useSecrets`. */

import { createHash } from "node:crypto";
import { vi } from "vitest";

/** As strong as a random one, and in no file: secrets that this repository prints do not start (threat S6). */
const toSecret = (name: string) => createHash("sha256").update(name).digest("hex");

export const NEWEST_SECRET = toSecret("newest");
export const OLDER_SECRET = toSecret("older");

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
