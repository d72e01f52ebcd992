/** Compares versions and clocks of the servers with what Foyer was tried on. */

import type { Config } from "@/lib/config/config";
import { type Answer, ask, isSilent, readPath } from "./ask";
import type { Finding } from "./finding";

/** OpenID Connect clients tolerate about so much; beyond it, tokens "are not valid yet". */
const ERROR_SKEW_MS = 30_000;
const WARNING_SKEW_MS = 5000;

/** The oldest versions with everything that Foyer asks for. */
const LEAST = { Kratos: [1, 3], Hydra: [2, 2] } as const;

type Server = keyof typeof LEAST;

export async function checkServers(config: Config): Promise<Finding[]> {
  const { kratos, hydra } = config;
  const answers: [Server, string | undefined, string][] = [
    ["Kratos", kratos.adminUrl, "/admin/version"],
    ["Hydra", hydra?.adminUrl, "/version"],
  ];
  const findings = await Promise.all(
    answers.map(async ([server, url, path]) => {
      const answer = url ? await ask(url + path) : undefined;
      if (!answer || isSilent(answer)) return [];
      return [...toVersionFindings(server, answer), ...toClockFindings(server, answer.skewMs)];
    }),
  );
  return findings.flat();
}

function toVersionFindings(server: Server, { json }: Answer): Finding[] {
  const version = readPath(json, "version");
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(typeof version === "string" ? version : "") ?? [];
  if (major === undefined || minor === undefined) return [];
  const [leastMajor, leastMinor] = LEAST[server];
  const isOld = Number(major) < leastMajor || (Number(major) === leastMajor && Number(minor) < leastMinor);
  if (!isOld) return [];
  return [
    {
      severity: "warning",
      setting: `version of ${server}`,
      found: `${server} is ${String(version)}; Foyer needs ${leastMajor}.${leastMinor} or newer.`,
      change: `upgrade ${server} to v${leastMajor}.${leastMinor} or newer`,
    },
  ];
}

/** @internal exported for tests */
export function toClockFindings(server: string, skewMs: number | undefined): Finding[] {
  if (skewMs === undefined || Math.abs(skewMs) < WARNING_SKEW_MS) return [];
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return [
    {
      severity: Math.abs(skewMs) >= ERROR_SKEW_MS ? "error" : "warning",
      setting: "clock",
      found: `The clock of ${server} is ${seconds} s ${skewMs > 0 ? "ahead of" : "behind"} this machine's.`,
      change: "both machines: synchronise the clock (NTP)",
    },
  ];
}
