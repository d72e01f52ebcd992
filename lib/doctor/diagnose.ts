/** Runs every check of the config doctor and gathers what they found, errors first. */

import type { Config } from "@/lib/config/config";
import { checkAcr } from "./check-acr";
import { checkKratosAdmin } from "./check-admin";
import { checkConsole } from "./check-console";
import { checkEnvironment } from "./check-environment";
import { checkExposure } from "./check-exposure";
import { checkHops } from "./check-hops";
import { checkHydra } from "./check-hydra";
import { checkKratos } from "./check-kratos";
import { checkNames } from "./check-names";
import { checkNative } from "./check-native";
import { checkOperators } from "./check-operators";
import { checkOwnPaths } from "./check-own-paths";
import { checkPlatform } from "./check-platform";
import { checkCountedProxies } from "./check-proxy";
import { checkRecovery } from "./check-recovery";
import { checkRedis } from "./check-redis";
import { checkRelay } from "./check-relay";
import { checkServers } from "./check-servers";
import { checkSibling } from "./check-sibling";
import type { Finding } from "./finding";
import { probeHydra } from "./probe-hydra";
import { checkSessionCookie } from "./session-cookie";

interface Options {
  /** Also write: an authorization at Hydra with a temporary client, keys at Redis that end by themselves. */
  probe: boolean;
  /** Also look from outside: at the public address, at admin ports. */
  exposure: boolean;
  /** What the configuration was read from. */
  env: Readonly<Record<string, string | undefined>>;
}

export async function diagnose(config: Config, { probe, exposure, env }: Options): Promise<Finding[]> {
  const uncounted = checkCountedProxies(config, env);
  const findings = await Promise.all([
    checkKratos(config),
    checkHydra(config),
    checkKratosAdmin(config),
    checkConsole(config),
    checkOperators(config),
    checkAcr(config),
    checkServers(config),
    checkNames(config),
    checkSibling(config),
    checkNative(config),
    checkRecovery(config),
    checkPlatform(config),
    checkRedis(config, { probe }),
    checkEnvironment(env),
    uncounted,
    checkSessionCookie(),
    exposure ? checkExposure(config) : [],
    exposure ? checkOwnPaths(config) : [],
    exposure ? checkRelay(config) : [],
    exposure && uncounted.length === 0 ? checkHops(config.publicUrl.href) : [],
    probe ? probeHydra(config) : [],
  ]);
  return findings.flat().sort((left, right) => rank(left) - rank(right));
}

function rank({ severity }: Finding): number {
  return severity === "error" ? 0 : 1;
}
