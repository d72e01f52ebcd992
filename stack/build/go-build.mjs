// @ts-check
// Runs one Go build and tells how far it is.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { toBuildFlags } from "./ory-servers.mjs";

const PROGRESS_MS = 10_000;
const ERROR_TAIL_LINES = 20;

/**
 * @param {import("./ory-servers.mjs").OryServer} server
 * @param {string} output path of the executable
 * @param {(line: string) => void} log
 * @throws when Go reports an error; the message ends with Go's last lines
 */
export async function buildWithGo(server, output, log) {
  const started = performance.now();
  const name = `${server.title} ${server.version}`;
  let progress = "starting";
  const say = () => log(`${name}: ${progress}, ${toElapsed(started)}`);
  const timer = setInterval(say, PROGRESS_MS);
  try {
    let downloads = 0;
    progress = "step 1 of 2, fetching modules";
    say();
    const listed = await runGo(server, ["list", "-deps", "-tags", "sqlite,json1", server.module], (line) => {
      if (!line.startsWith("go: downloading")) return;
      downloads += 1;
      progress = `step 1 of 2, fetching modules, ${downloads} downloaded`;
    });
    const total = listed.trim().split("\n").length;

    let compiled = 0;
    progress = `step 2 of 2, compiling ${total} packages (Go skips those it has compiled before)`;
    say();
    await runGo(server, ["build", "-v", ...toBuildFlags(server), "-o", output, server.module], () => {
      compiled += 1;
      progress = `step 2 of 2, ${compiled} of at most ${total} packages compiled`;
    });
    log(`${name}: built in ${toElapsed(started)}`);
  } catch (error) {
    throw new Error(`${name} could not be built.\n${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param {import("./ory-servers.mjs").OryServer} server
 * @param {string[]} args
 * @param {(line: string) => void} onLine one line of standard error
 * @returns {Promise<string>} standard output
 */
async function runGo(server, args, onLine) {
  const child = spawn("go", args, {
    cwd: server.dir,
    env: { ...process.env, GOFLAGS: "-mod=readonly", GOWORK: "off", CGO_ENABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  /** @type {string[]} */
  const tail = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    onLine(line);
    tail.push(line);
    if (tail.length > ERROR_TAIL_LINES) tail.shift();
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error([`go ${args[0]} ended with ${code}:`, ...tail].join("\n"));
  return output;
}

/** @param {number} started */
function toElapsed(started) {
  const seconds = Math.round((performance.now() - started) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
