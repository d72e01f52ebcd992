/** An environment as the configuration that a process runs with: what it leaves out is learnt from Kratos. */

import { type Config, parseConfig } from "./config";
import { type LearntAddresses, learnAddresses } from "./learn-address";
import type { Variables } from "./variables";

/** Stands for an address that is yet to be learnt. */
const UNKNOWN_ADDRESS = "https://foyer.invalid";

/**
 * What is wrong besides the address is said before Kratos is waited for; of the console, whose address and sign-in depend on it,
 * afterwards.
 * @param environment without what is set to nothing
 * @throws ConfigError
 */
export async function resolveConfig(
  environment: Variables,
): Promise<{ config: Config; learnt?: LearntAddresses }> {
  if (environment.FOYER_PUBLIC_URL) return { config: parseConfig(environment) };
  parseConfig({ ...environment, FOYER_PUBLIC_URL: UNKNOWN_ADDRESS, CONSOLE_URL: undefined });
  const learnt = await learnAddresses(environment);
  return { config: parseConfig({ ...environment, ...learnt }), learnt };
}
