/** Runs every check of the config doctor and gathers what they found, errors first. */

import type { Config } from "@/lib/config/config";
import { checkConsole } from "./check-console";
import { checkExposure } from "./check-exposure";
import { checkHydra } from "./check-hydra";
import { checkKratos } from "./check-kratos";
import { checkPlatform } from "./check-platform";
import { checkServers } from "./check-servers";
import { checkSibling } from "./check-sibling";
import type { Finding } from "./finding";
import { probeHydra } from "./probe-hydra";
import { checkSessionCookie } from "./session-cookie";

/**
 * @param options.probe also start an authorization at Hydra with a temporary client
 * @param options.exposure also look from outside: at the public address, at admin ports
 */
export async function diagnose(
  config: Config,
  { probe, exposure }: { probe: boolean; exposure: boolean },
): Promise<Finding[]> {
  const findings = await Promise.all([
    checkKratos(config),
    checkHydra(config),
    checkConsole(config),
    checkServers(config),
    checkSibling(config),
    checkPlatform(config),
    checkSessionCookie(),
    exposure ? checkExposure(config) : [],
    probe ? probeHydra(config) : [],
  ]);
  return findings.flat().sort((left, right) => rank(left) - rank(right));
}

function rank({ severity }: Finding): number {
  return severity === "error" ? 0 : 1;
}
