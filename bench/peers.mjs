// @ts-check
/**
 * Processor time and rate of login pages, of flows that exist, each in its turn: Foyer, a bare Node server with the same call to Kratos,
 * and the reference UI (ory/kratos-selfservice-ui-node) when FOYER_BENCH_REFERENCE_UI names a built checkout of it.
 */

import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../stack/free-port.mjs";
import { startFoyer } from "../stack/more-foyers.mjs";
import { openProcessGroup } from "../stack/processes.mjs";
import { answersOk } from "../stack/wait.mjs";
import { UserAgent } from "../tests/support/user-agent.mjs";
import { measureRequests, readMemory } from "./measure-requests.mjs";

const AMOUNT = { warmUp: 10_000, amount: 2000, rounds: 5 };

/** Of as many browsers: a page of one flow alone could be kept as a whole. */
const FLOWS = 32;

/** @typedef {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} Stack */

/** @param {Stack} stack @returns {Promise<import("./table.mjs").Row[]>} */
export async function measurePeers(stack) {
  const foyer = await startFoyer(stack, { FOYER_RATE_LIMIT: "false", FOYER_LOG_LEVEL: "error" });
  const processes = openProcessGroup({});
  /** @type {import("../stack/processes.mjs").RunningProcess[]} */
  const running = [];
  try {
    const flows = [];
    for (let index = 0; index < FLOWS; index += 1) flows.push(await openFlow(stack));
    const headers = { accept: "text/html", "accept-encoding": "gzip" };
    const requests = flows.map(({ query, cookie }) => ({
      path: `/login?${query}`,
      headers: { ...headers, cookie },
    }));
    const subjects = [{ name: "foyer", pid: foyer.pid(), url: foyer.url, headers, requests }];
    for (const peer of toPeers(stack)) {
      const port = await findFreePort();
      const url = `http://127.0.0.1:${port}`;
      const started = await processes.start({
        name: peer.name,
        command: process.execPath,
        args: [peer.program],
        cwd: peer.cwd,
        env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: String(port), ...peer.env },
        logFile: join(stack.dir, "logs", `${peer.name}.log`),
        isReady: () => answersOk(url + peer.readyPath),
      });
      running.push(started);
      subjects.push({ name: peer.name, pid: started.pid, url, headers, requests });
    }
    const rows = toRows(await measureRequests(subjects, AMOUNT));
    const memory = await readMemory(foyer.pid());
    return [...rows, { what: "Foyer's memory after that", value: memory, unit: "MB", goal: "≤ 200" }];
  } finally {
    await foyer.stop();
    for (const peer of running) await peer.stop();
    await processes.close();
  }
}

/** A login flow, and the cookies of the browser that it is bound to. @param {Stack} stack */
export async function openFlow({ urls }) {
  const agent = new UserAgent();
  const page = await agent.open(`${urls.foyer}/self-service/login/browser`);
  const flow = page.url.searchParams.get("flow");
  if (!flow) throw new Error(`No flow: ${page.url}`);
  const cookie = agent.jar.header(new URL(urls.foyer)) ?? "";
  return { query: new URLSearchParams({ flow }).toString(), cookie };
}

/** @param {Stack} stack */
function toPeers({ urls }) {
  const bench = fileURLToPath(new URL(".", import.meta.url));
  const bare = {
    name: "bare",
    program: join(bench, "bare-server.mjs"),
    cwd: bench,
    readyPath: "/",
    env: { KRATOS_PUBLIC_URL: urls.kratosPublic },
  };
  const checkout = process.env.FOYER_BENCH_REFERENCE_UI;
  if (!checkout) return [bare];
  const secret = randomBytes(24).toString("hex");
  const reference = {
    name: "reference",
    program: join(checkout, "lib", "index.js"),
    cwd: checkout,
    readyPath: "/health/alive",
    env: {
      KRATOS_PUBLIC_URL: urls.kratosPublic,
      KRATOS_BROWSER_URL: urls.foyer,
      HYDRA_ADMIN_URL: urls.hydraAdmin,
      COOKIE_SECRET: secret,
      CSRF_COOKIE_NAME: "bench-csrf",
      CSRF_COOKIE_SECRET: secret,
    },
  };
  return [bare, reference];
}

/** @param {Awaited<ReturnType<typeof measureRequests>>} costs @returns {import("./table.mjs").Row[]} */
function toRows(costs) {
  const [foyer, bare, reference] = ["foyer", "bare", "reference"].map((name) => costs.get(name));
  if (!foyer || !bare) return [];
  const rows = [
    { what: "Foyer, login page of a flow: CPU", value: foyer.cpuMs, unit: "ms", goal: "≤ 0.7" },
    { what: "a bare Node server with the same call: CPU", value: bare.cpuMs, unit: "ms" },
    { what: "Foyer ÷ bare: CPU", value: foyer.cpuMs / bare.cpuMs },
    { what: "Foyer ÷ bare: requests a second", value: foyer.perSecond / bare.perSecond },
  ];
  if (!reference) return rows;
  return [
    ...rows,
    { what: "the reference UI: CPU", value: reference.cpuMs, unit: "ms" },
    { what: "Foyer ÷ reference UI: CPU", value: foyer.cpuMs / reference.cpuMs },
    {
      what: "Foyer ÷ reference UI: requests a second",
      value: foyer.perSecond / reference.perSecond,
      goal: "≥ 1.5",
    },
  ];
}
