/** What happens once before the first request: a configuration that is incomplete or unsafe ends the process (S2). */

import { ConfigError, getConfig } from "./config";
import { openMetrics } from "./observe/metrics";
import { closeTracing, openTracing } from "./observe/tracing";
import { getRedis } from "./redis";
import { onShutdown } from "./shutdown";

const EXIT_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

/** Loads only what the configuration asks for; connections and checks go on in the background. */
export async function start(): Promise<void> {
  requireConfig();
  await Promise.all([openMetrics(), openTracing(process.env)]);
  onShutdown(closeTracing);
  void getRedis();
}

function requireConfig(): void {
  try {
    getConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
}
