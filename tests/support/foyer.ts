/** Starts Foyer alone, in production mode on a port of its own, with the environment a test gives. */

import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { claimFreePorts } from "../../stack/ports.mjs";
import { openProcessGroup } from "../../stack/processes.mjs";
import { makeTemporaryFolder } from "../../stack/temporary-folder.mjs";
import { answersOk, waitFor } from "../../stack/wait.mjs";
import { ensureNextBuild, NEXT } from "./next-build";
import { fetchRaw } from "./raw-http";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** `next`: the framework's server answers, as on platforms that run the routes themselves, in place of Foyer's own. */
const isFramework = process.env.FOYER_TEST_SERVER === "next";

const LOG_DEADLINE_MS = 10_000;

export const COOKIE_SECRET = randomBytes(32).toString("hex");

export type FoyerEnv = Record<string, string>;

export interface RunningFoyer {
  url: string;
  port: number;
  /** Everything it has logged so far: lines are written after the answers that they tell of, in order. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * @param toEnv more environment, once the address is known
 * @param options `basePath` below which it answers
 */
export async function startFoyer(
  toEnv: (url: string) => FoyerEnv | Promise<FoyerEnv>,
  { basePath = "" } = {},
): Promise<RunningFoyer> {
  if (isFramework) await ensureNextBuild();
  const { path: dir, remove } = makeTemporaryFolder("contract");
  const { ports, release } = await claimFreePorts((base) => ({
    dir,
    pid: process.pid,
    foyer: `http://localhost:${base}`,
  }));
  const url = `http://localhost:${ports.foyer}`;
  const logFile = join(dir, "foyer.log");
  const group = openProcessGroup({ temporaryDir: dir });
  const stopAll = async () => {
    await group.close();
    await release();
    await remove();
  };
  try {
    const foyer = await group.start({
      name: "foyer",
      command: process.execPath,
      args: isFramework
        ? [NEXT, "start", "-H", "127.0.0.1", "-p", String(ports.foyer)]
        : [join(REPOSITORY, "dist", "server.mjs")],
      env: { ...toBaseEnv(ports.foyer), FOYER_PUBLIC_URL: url, ...(await toEnv(url)) },
      cwd: REPOSITORY,
      logFile,
      isReady: () => answersOk(`${url}${basePath}/health/alive`),
    });
    return {
      url,
      port: ports.foyer,
      log: () => readWholeLog(logFile, ports.foyer, basePath),
      async stop() {
        await foyer.stop();
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** Asks for a page that asks no server, and reads when the line of that request is there, the last of all so far. */
async function readWholeLog(logFile: string, port: number, basePath: string): Promise<string> {
  const id = randomUUID();
  await fetchRaw(port, `${basePath}/csp-report`, { headers: { "x-request-id": id } });
  const hasLine = async () => (await readFile(logFile, "utf8")).includes(id);
  await waitFor("the log", hasLine, { deadlineMs: LOG_DEADLINE_MS });
  return readFile(logFile, "utf8");
}

/** Runs Foyer with an environment that should make it refuse to start. */
export async function runFoyer(env: FoyerEnv): Promise<{ exitCode: number | null; stderr: string }> {
  const child = spawn(process.execPath, [join(REPOSITORY, "dist", "server.mjs")], {
    cwd: REPOSITORY,
    env: { ...toBaseEnv(0), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, "close");
  return { exitCode, stderr };
}

function toBaseEnv(port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    COOKIE_SECRET,
  };
}
