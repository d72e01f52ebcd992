/** What happens once before the first request: a configuration that is incomplete or unsafe ends the process (S2). */

import { type Config, ConfigError, setConfig } from "@/lib/config/config";
import { IGNORED_VARIABLES } from "@/lib/config/environment";
import { resolveConfig } from "@/lib/config/resolve-config";
import { toGiven, type Variables } from "@/lib/config/variables";
import { getLogger, redact } from "@/lib/observe/log";
import { openMetrics } from "@/lib/observe/metrics";
import { closeTracing, openTracing } from "@/lib/observe/tracing";
import { loadCachedSettings } from "@/lib/ory/cached/cached-settings";
import { lendAssets } from "@/lib/store/shared-assets";
import { onShutdown } from "./shutdown";
import { getProcessState } from "./state";

/** After the first requests have had their turn, in milliseconds. */
const CHECK_DELAY_MS = 1000;

const EXIT_FAILURE = 1;
const EXIT_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

/**
 * Makes Foyer ready for its first request: the configuration is resolved once, and what it asks for is loaded.
 * Connections and checks go on in the background. Where the framework starts it a second time (development), nothing
 * is done again.
 * @throws ConfigError
 */
export function start(environment: Variables): Promise<Config> {
  const state = getProcessState<{ started?: Promise<Config> }>("start", () => ({}));
  state.started ??= startOnce(environment);
  return state.started;
}

/**
 * Runs a start. One that fails ends the process, having said why, with a status that whoever watches it takes for a failure:
 * an incomplete or unsafe configuration (threat S2), a port that is taken.
 */
export async function exitOnFailedStart<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isConfiguration = error instanceof ConfigError;
    const text = isConfiguration ? error.message : redact(String(error));
    process.stderr.write(`${text}\n`);
    process.exit(isConfiguration ? EXIT_CONFIGURATION : EXIT_FAILURE);
  }
}

async function startOnce(variables: Variables): Promise<Config> {
  const environment = toGiven(variables);
  const { config, learnt } = await resolveConfig(environment);
  setConfig(config);
  if (learnt) getLogger().info({ event: "addresses-learnt", ...learnt });
  logIgnored(environment);
  await Promise.all([openMetrics(), openTracing(environment)]);
  await Promise.all([loadCachedSettings(), lendAssets()]);
  onShutdown(closeTracing);
  if (config.startChecks)
    setTimeout(() => void checkConfiguration(config, environment), CHECK_DELAY_MS).unref();
  return config;
}

function logIgnored(environment: Variables): void {
  for (const [variable, reason] of Object.entries(IGNORED_VARIABLES)) {
    if (environment[variable]) getLogger().warn({ event: "variable-ignored", variable, reason });
  }
}

/** The doctor's findings as warnings; nothing is written anywhere, and nothing waits for it. */
async function checkConfiguration(config: Config, env: Variables): Promise<void> {
  const { diagnose } = await import("@/lib/doctor/diagnose");
  const findings = await diagnose(config, { probe: false, exposure: false, env });
  for (const finding of findings) getLogger().warn({ event: "misconfiguration", ...finding });
}
