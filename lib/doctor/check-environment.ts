/** Finds what a well-formed environment seems to mean and does not say: a misspelt name, a part of what is switched off. */

import { closest, distance } from "fastest-levenshtein";
import { environmentSchema, IGNORED_VARIABLES, OTHER_NAMES } from "@/lib/config/environment";
import { isQuoted, type Variables } from "@/lib/config/variables";
import { wantsTracing } from "@/lib/observe/tracing";
import type { Finding } from "./finding";

const NAMES = [...Object.keys(environmentSchema.shape), "TLS_CERT_PATH", "TLS_KEY_PATH"];
const KNOWN = new Set([...NAMES, ...Object.keys(OTHER_NAMES), ...Object.keys(IGNORED_VARIABLES)]);

/** Levenshtein's distance: so many letters may be wrong, missing or too many. */
const MOST_SLIPS = 2;
/** Shorter names resemble many that mean something else. */
const LEAST_LENGTH = 8;

export function checkEnvironment(env: Variables): Finding[] {
  return [
    ...findMisspelt(env),
    ...findQuoted(env),
    ...findSwitchedOff(env),
    ...findShortWrites(env),
    ...findLostTraces(env),
  ];
}

function findMisspelt(env: Variables): Finding[] {
  return Object.keys(env).flatMap((name) => {
    if (KNOWN.has(name)) return [];
    const meant = findMeant(name) ?? findMeant(name.replace(/^FOYER_/, ""));
    if (!meant) return [];
    const found = `Foyer knows no ${name} and takes no notice of it.`;
    return [{ severity: "warning", setting: name, found, change: `environment: ${meant}=…` }];
  });
}

function findMeant(name: string): string | undefined {
  if (name.length < LEAST_LENGTH) return undefined;
  // The others differ by more letters. A platform may set a thousand variables of its own, and requests wait meanwhile.
  const near = NAMES.filter((known) => Math.abs(known.length - name.length) <= MOST_SLIPS);
  if (near.length === 0) return undefined;
  const meant = closest(name, near);
  return distance(name, meant) > MOST_SLIPS ? undefined : meant;
}

/** Of those that are taken with their quotes: what is refused for them says so by itself. */
function findQuoted(env: Variables): Finding[] {
  return Object.entries(environmentSchema.shape).flatMap(([setting, schema]) => {
    const value = env[setting] ?? "";
    if (!isQuoted(value) || !schema.safeParse(value).success) return [];
    const found = "Quotes stand around its value, and count as part of it.";
    // Without them it is another secret, beside which the old one still opens what it sealed.
    const old = setting === "COOKIE_SECRET" ? ",<the value with them>" : "";
    const change = `environment: ${setting}=<the value without quotes>${old}`;
    return [{ severity: "warning", setting, found, change }];
  });
}

interface Switch {
  setting: keyof typeof environmentSchema.shape;
  isOn: (env: Variables) => boolean;
  /** Have no meaning without it. */
  others: readonly string[];
  /** What is off then. */
  off: string;
  value: string;
}

const startingWith = (start: string, but: string) =>
  NAMES.filter((name) => name.startsWith(start) && name !== but);

/** A variable as the start reads it; undefined for a value that it refuses. */
function readAs<Name extends keyof typeof environmentSchema.shape>(env: Variables, name: Name) {
  return environmentSchema.shape[name].safeParse(env[name] || undefined).data;
}

const SWITCHES: readonly Switch[] = [
  {
    setting: "ORY_SDK_URL",
    isOn: (env) => Boolean(env.ORY_SDK_URL),
    others: ["ORY_PROJECT_API_TOKEN", "ORY_ADMIN_API_TOKEN"],
    off: "no admin API is shown a token",
    value: "<address of the project at Ory Network>",
  },
  {
    setting: "HYDRA_ADMIN_URL",
    isOn: (env) => Boolean(env.HYDRA_ADMIN_URL || env.ORY_SDK_URL),
    others: [
      "HYDRA_PUBLIC_URL",
      "TRUSTED_CLIENT_IDS",
      "REMEMBER_CONSENT_SESSION_FOR_SECONDS",
      "FOYER_REMEMBER_LOGIN_SECONDS",
      "FOYER_OAUTH2_CONFIG",
    ],
    off: "sign-in for apps, consent and the device page are off",
    value: "<Hydra's admin API, as Foyer reaches it>",
  },
  {
    setting: "CONSOLE_URL",
    isOn: (env) => Boolean(env.CONSOLE_URL),
    others: startingWith("CONSOLE_", "CONSOLE_URL"),
    off: "the operators' console is off",
    value: "<FOYER_PUBLIC_URL>/console",
  },
  {
    setting: "CONSOLE_ROLE_CLAIM",
    isOn: (env) => Boolean(env.CONSOLE_ROLE_CLAIM),
    others: ["CONSOLE_ROLES"],
    off: "the provider's groups give nobody a role",
    value: "<the ID token's claim that names an operator's groups>",
  },
  {
    setting: "CONSOLE_ROLES",
    isOn: (env) => Boolean(env.CONSOLE_ROLES),
    others: ["CONSOLE_ROLE_CLAIM"],
    off: "the provider's groups give nobody a role",
    value: "<group>=<role>",
  },
  {
    setting: "FOYER_METRICS",
    isOn: (env) => readAs(env, "FOYER_METRICS") === true,
    others: ["FOYER_METRICS_TOKEN"],
    off: "/metrics is off",
    value: "true",
  },
  {
    setting: "FOYER_RATE_LIMIT",
    isOn: (env) => readAs(env, "FOYER_RATE_LIMIT") === true,
    others: startingWith("FOYER_RATE_LIMIT_", ""),
    off: "nothing is limited",
    value: "true",
  },
];

function findSwitchedOff(env: Variables): Finding[] {
  return SWITCHES.flatMap(({ setting, isOn, others, off, value }) => {
    const unused = others.filter((name) => env[name]);
    if (unused.length === 0 || isOn(env)) return [];
    const state = env[setting] ? `is ${env[setting]}` : "is not";
    const found = `${unused.join(", ")} ${unused.length === 1 ? "is" : "are"} set and this ${state}: ${off}.`;
    return [{ severity: "warning", setting, found, change: `environment: ${setting}=${value}` }];
  });
}

/** Pages would be waited for longer than forms, behind which web hooks run. */
function findShortWrites(env: Variables): Finding[] {
  const setting = "FOYER_WRITE_TIMEOUT_MS";
  const write = readAs(env, setting);
  const upstream = readAs(env, "FOYER_UPSTREAM_TIMEOUT_MS");
  if (write === undefined || upstream === undefined || write >= upstream) return [];
  const found = `It is ${write}, and FOYER_UPSTREAM_TIMEOUT_MS ${upstream}: a form, behind which web hooks run, is given up before a page is.`;
  return [{ severity: "warning", setting, found, change: `environment: ${setting}=${upstream} or more` }];
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
