// @ts-check
// Brings a fresh clone to the point where a stack can start. Node built-ins only: no package may be there yet.

import { ensureBinaries } from "../../stack/build/binaries.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureFoyerBuild } from "./foyer-build.mjs";

const LEAST_NODE = [20, 20];

/**
 * Installs packages and builds Foyer, and builds the servers beside that.
 * @param {import("../../stack/build/binaries.mjs").ServerName[]} servers which Ory servers are needed
 * @param {(line: string) => void} log
 */
export async function setUp(servers, log) {
  requireNode(process.versions.node);
  const results = await Promise.allSettled([
    ensureDependencies(log).then(() => ensureFoyerBuild(log)),
    ensureBinaries(servers, log),
  ]);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

/** @param {string} version @throws when it is older than Foyer needs */
export function requireNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new Error(`Node ${LEAST_NODE.join(".")} or newer is needed; this is ${version}.`);
}
