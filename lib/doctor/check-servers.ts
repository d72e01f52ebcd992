/** Compares versions and clocks of the servers with what Foyer was tried on. */

import type { Config } from "@/lib/config/config";
import { readPath } from "@/lib/json";
import { type Answer, ask, isSilent } from "./ask";
import type { Finding } from "./finding";
import { isOlder, LEAST, type ServerName, toKnowledge, toVersion } from "./known-versions";

/** OpenID Connect clients tolerate about so much; beyond it, tokens "are not valid yet". */
const ERROR_SKEW_MS = 30_000;
const WARNING_SKEW_MS = 5000;

export async function checkServers(config: Config): Promise<Finding[]> {
  const answers = await askVersions(config);
  return answers.flatMap(([server, answer]) => [
    ...toVersionFindings(server, answer),
    ...toClockFindings(server, answer.skewMs),
  ]);
}

/** The servers that say their version, and what is known of it: a line each. */
export async function describeVersions(config: Config): Promise<string[]> {
  const answers = await askVersions(config);
  return answers.flatMap(([server, { json }]) => {
    const version = readPath(json, "version");
    return typeof version === "string" ? [`${server} ${version}: ${toKnowledge(server, version)}`] : [];
  });
}

async function askVersions({ kratos, hydra }: Config): Promise<[ServerName, Answer][]> {
  const asked: [ServerName, string | undefined, string][] = [
    ["Kratos", kratos.adminUrl, "/admin/version"],
    ["Hydra", hydra?.adminUrl, "/version"],
  ];
  const answers = await Promise.all(
    asked.map(async ([server, url, path]): Promise<[ServerName, Answer][]> => {
      const answer = url ? await ask(url + path) : undefined;
      return !answer || isSilent(answer) ? [] : [[server, answer]];
    }),
  );
  return answers.flat();
}

function toVersionFindings(server: ServerName, { json }: Answer): Finding[] {
  const named = readPath(json, "version");
  const version = toVersion(typeof named === "string" ? named : "");
  if (!version || !isOlder(version, LEAST[server])) return [];
  const [leastMajor, leastMinor] = LEAST[server];
  return [
    {
      severity: "warning",
      setting: `version of ${server}`,
      found: `${server} is ${String(named)}; Foyer needs ${leastMajor}.${leastMinor} or newer.`,
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
