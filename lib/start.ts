/** What happens once before the first request: a configuration that is incomplete or unsafe ends the process (S2). */

import { ConfigError, getConfig } from "./config";
import { getLogger } from "./log";
import { openMetrics } from "./observe/metrics";
import { closeTracing, openTracing } from "./observe/tracing";
import { getRedis } from "./redis";
import { onShutdown } from "./shutdown";

/** After the first requests have had their turn, in milliseconds. */
const CHECK_DELAY_MS = 1000;

const EXIT_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

/** Loads only what the configuration asks for; connections and checks go on in the background. */
export async function start(): Promise<void> {
  requireConfig();
  await Promise.all([openMetrics(), openTracing(process.env)]);
  onShutdown(closeTracing);
  void getRedis();
  if (getConfig().startChecks) setTimeout(() => void checkConfiguration(), CHECK_DELAY_MS).unref();
}

/** The doctor's findings as warnings; nothing is written anywhere, and nothing waits for it. */
async function checkConfiguration(): Promise<void> {
  const { diagnose } = await import("./doctor/diagnose");
  const findings = await diagnose(getConfig(), { probe: false, exposure: false });
  for (const finding of findings) getLogger().warn({ event: "misconfiguration", ...finding });
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
