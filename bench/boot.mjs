// @ts-check
/** From the start of the process to the first login page that answers 200. */

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { request } from "undici";
import { findFreePort } from "../stack/free-port.mjs";
import { SERVER_ARGUMENTS } from "../stack/server-arguments.mjs";
import { toMedian } from "../tests/support/quantile.mjs";
import { readProcessorTime } from "./measure-requests.mjs";

const ROUNDS = 5;
const POLL_MS = 5;
const LIMIT_MS = 20_000;

/**
 * @param {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} stack
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function measureBoot({ urls }) {
  const boots = [];
  for (let round = 0; round < ROUNDS; round += 1) boots.push(await boot(urls));
  return [
    { what: "boot to the first page, median of 5", value: toMedian(boots.map(({ ms }) => ms)), unit: "ms" },
    { what: "… CPU", value: toMedian(boots.map(({ cpuMs }) => cpuMs)), unit: "ms", goal: "≤ 220" },
  ];
}

/** @param {Record<string, string>} urls */
async function boot(urls) {
  const port = await findFreePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, SERVER_ARGUMENTS, {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: "ignore",
    env: {
      ...process.env,
      PORT: String(port),
      FOYER_PUBLIC_URL: `http://localhost:${port}`,
      KRATOS_BROWSER_URL: urls.foyer,
      KRATOS_PUBLIC_URL: urls.kratosPublic,
      KRATOS_ADMIN_URL: urls.kratosAdmin,
      HYDRA_ADMIN_URL: urls.hydraAdmin,
      HYDRA_PUBLIC_URL: urls.hydraPublic,
      COOKIE_SECRET: randomBytes(32).toString("hex"),
    },
  });
  try {
    while (performance.now() - startedAt < LIMIT_MS) {
      if (await answers(`http://localhost:${port}/error`)) {
        const ms = performance.now() - startedAt;
        return { ms, cpuMs: await readProcessorTime(child.pid ?? 0) };
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error("Foyer did not start");
  } finally {
    child.kill("SIGKILL");
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    const answer = await request(url);
    await answer.body.dump();
    return answer.statusCode < 500;
  } catch {
    return false;
  }
}
