import { startStack } from "../stack/manager.mjs";
import { startFoyer } from "../stack/more-foyers.mjs";
import { measureRequests, readMemory } from "./measure-requests.mjs";
import { openFlow } from "./peers.mjs";
const stack = await startStack({ ephemeral: true, log: () => {} });
const foyer = await startFoyer(stack, { FOYER_RATE_LIMIT: "false", FOYER_LOG_LEVEL: "error", NODE_OPTIONS: "--cpu-prof --cpu-prof-dir=/tmp/fast/prof" });
try {
  const { query, cookie } = await openFlow(stack);
  const headers = { cookie, accept: "text/html", "accept-encoding": "gzip", "accept-language": "en-US,en;q=0.9" };
  const r = await measureRequests([{ name: "flow", pid: foyer.pid(), url: `${foyer.url}/login?${query}`, headers }], { warmUp: 4000, amount: 2000, rounds: 3 });
  console.log(r, await readMemory(foyer.pid()));
} finally { await foyer.stop(); await stack.stop(); }
