/** Finds what a well-formed environment seems to mean and does not say: a misspelt name, half of Hydra's addresses. */

import { closest, distance } from "fastest-levenshtein";
import { environmentSchema, IGNORED_VARIABLES, OTHER_NAMES } from "@/lib/config/environment";
import type { Variables } from "@/lib/config/variables";
import { wantsTracing } from "@/lib/observe/tracing";
import type { Finding } from "./finding";

const NAMES = [...Object.keys(environmentSchema.shape), "TLS_CERT_PATH", "TLS_KEY_PATH"];
const KNOWN = new Set([...NAMES, ...Object.keys(OTHER_NAMES), ...Object.keys(IGNORED_VARIABLES)]);

/** Levenshtein's distance: so many letters may be wrong, missing or too many. */
const MOST_SLIPS = 2;
/** Shorter names resemble many that mean something else. */
const LEAST_LENGTH = 8;

export function checkEnvironment(env: Variables): Finding[] {
  return [...findMisspelt(env), ...findHalfOfHydra(env), ...findLostTraces(env)];
}

function findMisspelt(env: Variables): Finding[] {
  return Object.keys(env).flatMap((name) => {
    if (name.length < LEAST_LENGTH || KNOWN.has(name)) return [];
    const meant = closest(name, NAMES);
    if (distance(name, meant) > MOST_SLIPS) return [];
    const found = `Foyer knows no ${name} and takes no notice of it.`;
    return [{ severity: "warning", setting: name, found, change: `environment: ${meant}=…` }];
  });
}

function findHalfOfHydra(env: Variables): Finding[] {
  if (!env.HYDRA_PUBLIC_URL || env.HYDRA_ADMIN_URL || env.ORY_SDK_URL) return [];
  return [
    {
      severity: "warning",
      setting: "HYDRA_ADMIN_URL",
      found:
        "HYDRA_PUBLIC_URL is set and this is not: sign-in for apps, consent and the device page are off.",
      change: "environment: HYDRA_ADMIN_URL=<Hydra's admin API, as Foyer reaches it>",
    },
  ];
}

/** By what traces are sent to, the one that counts first, and what an address there ends with: the first is taken as it is. */
const COLLECTORS = [
  { setting: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", address: "http://<collector>:4318/v1/traces" },
  { setting: "OTEL_EXPORTER_OTLP_ENDPOINT", address: "http://<collector>:4318" },
];

/** The library takes its default, this very machine, for an address that is none, and says nothing of it. */
function findLostTraces(env: Variables): Finding[] {
  const collector = wantsTracing(env) ? COLLECTORS.find(({ setting }) => env[setting]) : undefined;
  if (!collector) return [];
  const { setting, address } = collector;
  const value = env[setting] ?? "";
  if (/^https?:\/\//i.test(value) && URL.canParse(value)) return [];
  const found = "It is no http(s) URL: traces do not reach that collector.";
  return [{ severity: "warning", setting, found, change: `environment: ${setting}=${address}` }];
}
