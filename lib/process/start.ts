/** What happens once before the first request: a configuration that is incomplete or unsafe ends the process (S2). */

import { ConfigError, getConfig, IGNORED_VARIABLES, parseConfig } from "@/lib/config/config";
import { learnAddresses } from "@/lib/config/learn-address";
import { getLogger } from "@/lib/observe/log";
import { openMetrics } from "@/lib/observe/metrics";
import { closeTracing, openTracing } from "@/lib/observe/tracing";
import { loadCachedSettings } from "@/lib/ory/cached/cached-settings";
import { lendAssets } from "@/lib/store/shared-assets";
import { openOutsideRequest } from "./outside-request";
import { onShutdown } from "./shutdown";

/** After the first requests have had their turn, in milliseconds. */
const CHECK_DELAY_MS = 1000;

const EXIT_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

/** Stands for an address that is yet to be learnt. */
const UNKNOWN_ADDRESS = "https://foyer.invalid";

/**
 * Ends the process with {@link EXIT_CONFIGURATION} when Foyer must not start, having said why. Loads only what the
 * configuration asks for; connections and checks go on in the background.
 */
export async function start(): Promise<void> {
  openOutsideRequest();
  await requireConfig();
  await Promise.all([openMetrics(), openTracing(process.env)]);
  await Promise.all([loadCachedSettings(), lendAssets()]);
  onShutdown(closeTracing);
  if (getConfig().startChecks) setTimeout(() => void checkConfiguration(), CHECK_DELAY_MS).unref();
}

async function requireConfig(): Promise<void> {
  try {
    // What is wrong besides the address is said before Kratos is waited for.
    parseConfig({ ...process.env, FOYER_PUBLIC_URL: process.env.FOYER_PUBLIC_URL || UNKNOWN_ADDRESS });
    const learnt = await learnAddresses(process.env);
    // Into the environment: the server in front of the pages and each bundle of the framework's read it by themselves.
    if (learnt) Object.assign(process.env, learnt);
    getConfig();
    if (learnt) getLogger().info({ event: "addresses-learnt", ...learnt });
    logIgnored();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
}

function logIgnored(): void {
  for (const [variable, reason] of Object.entries(IGNORED_VARIABLES)) {
    if (process.env[variable]) getLogger().warn({ event: "variable-ignored", variable, reason });
  }
}

/** The doctor's findings as warnings; nothing is written anywhere, and nothing waits for it. */
async function checkConfiguration(): Promise<void> {
  const { diagnose } = await import("@/lib/doctor/diagnose");
  const findings = await diagnose(getConfig(), { probe: false, exposure: false });
  for (const finding of findings) getLogger().warn({ event: "misconfiguration", ...finding });
}
