/** The framework's own build, for tests of the routes as platforms run them (Vercel). */

import { execFile } from "node:child_process";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withLock } from "../../stack/build/lock.mjs";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** Longest that a test may take which builds, or waits for another that does, in milliseconds. */
export const NEXT_BUILD_LIMIT_MS = 300_000;

/** The framework's command. */
export const NEXT = join(REPOSITORY, "node_modules", "next", "dist", "bin", "next");

/** Builds unless a build is there that is newer than ours in `dist/`. */
export async function ensureNextBuild(): Promise<void> {
  await mkdir(join(REPOSITORY, "test-results"), { recursive: true });
  await withLock(join(REPOSITORY, "test-results", "next-build.lock"), async () => {
    const [next, own] = await Promise.all([".next/BUILD_ID", "dist/server.mjs"].map(toTime));
    if (next !== undefined && own !== undefined && next > own) return;
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } as const;
    await promisify(execFile)(process.execPath, [NEXT, "build"], {
      cwd: REPOSITORY,
      env,
      maxBuffer: 16 * 1024 * 1024,
    });
  });
}

async function toTime(path: string): Promise<number | undefined> {
  return stat(join(REPOSITORY, path)).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
