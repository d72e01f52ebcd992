/** Finds what is unsafe or contradictory in an environment that is well-formed (threat S2). */

import { isLoopback } from "@/lib/loopback";
import { toAddress } from "./address";
import type { Environment } from "./environment";
import { toStrengthBits } from "./secret-strength";

const MINIMUM_SECRET_LENGTH = 32;

/** By the estimate of {@link toStrengthBits}, which takes 128 random bits for 80 to 128. */
const MINIMUM_SECRET_BITS = 72;

/** A scraper's token may be shorter: it cannot be tried without Foyer. */
const MINIMUM_TOKEN_BITS = 24;

/** Segments that mean the same to every reader: no escapes, no dot segments. */
const BASE_PATH = /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)*\/?$/;

const ADMIN = ["KRATOS_ADMIN_URL", "HYDRA_ADMIN_URL"] as const;
const PUBLIC = ["KRATOS_PUBLIC_URL", "KRATOS_BROWSER_URL", "HYDRA_PUBLIC_URL"] as const;
const ADDRESSES = [...ADMIN, ...PUBLIC, "ORY_SDK_URL"] as const;

/** One line a problem, each with the variable's name and the remedy; empty when Foyer may start. */
export function findUnsafeSettings(env: Environment): string[] {
  return [
    ...findMissing(env),
    ...findWeakSecrets(env),
    ...findPublicUrlProblems(env.FOYER_PUBLIC_URL),
    ...findUnusableAddresses(env),
    ...findPlainAddresses(env),
    ...findOwnAddress(env),
    ...findExposedAdmin(env),
    ...findNamelessClients(env),
    ...findUnshownCertificate(env),
    ...findOryNetworkProblems(env),
  ];
}

function findMissing(env: Environment): string[] {
  return [
    ...(env.KRATOS_PUBLIC_URL || env.ORY_SDK_URL
      ? []
      : ["KRATOS_PUBLIC_URL: is missing; set it to Kratos' public API, for example http://kratos:4433"]),
    ...(env.COOKIE_SECRET.length > 0
      ? []
      : ["COOKIE_SECRET: is missing; make one with `openssl rand -hex 32`"]),
  ];
}

/** Whoever knows or guesses the secret can make tokens and seals: examples and placeholders do not start (threat S6). */
function findWeakSecrets({ COOKIE_SECRET: secrets, FOYER_METRICS_TOKEN: token }: Environment): string[] {
  const isWeak = (secret: string) =>
    secret.length < MINIMUM_SECRET_LENGTH || toStrengthBits(secret) < MINIMUM_SECRET_BITS;
  return [
    ...(secrets.some(isWeak)
      ? [
          "COOKIE_SECRET: is too weak; use 32 random characters or more, no words, sequences or examples " +
            "(`openssl rand -hex 32`)",
        ]
      : []),
    ...(token !== undefined && toStrengthBits(token) < MINIMUM_TOKEN_BITS
      ? ["FOYER_METRICS_TOKEN: is too weak; use random characters (`openssl rand -hex 32`)"]
      : []),
  ];
}

function findPublicUrlProblems(text: string): string[] {
  const url = new URL(text);
  const problems: string[] = [];
  if (url.protocol !== "https:" && !isLoopback(url.hostname)) {
    problems.push("FOYER_PUBLIC_URL: must be https; plain http is for loopback addresses only");
  }
  if (url.username || url.password || url.search || url.hash) {
    problems.push("FOYER_PUBLIC_URL: must be an origin and an optional path, nothing more");
  }
  if (!BASE_PATH.test(url.pathname)) {
    problems.push("FOYER_PUBLIC_URL: its path may hold letters, digits and -._~ only");
  }
  return problems;
}

function findUnusableAddresses(env: Environment): string[] {
  return ADDRESSES.flatMap((name) => {
    const text = env[name];
    const url = text ? new URL(text) : undefined;
    if (url?.username || url?.password) return [`${name}: must not carry a user name or password`];
    if (url?.search || url?.hash) return [`${name}: must be an address without a query or fragment`];
    return [];
  });
}

/** Passwords, codes and the token of a project go there. */
function findPlainAddresses(env: Environment): string[] {
  return (["KRATOS_BROWSER_URL", "HYDRA_PUBLIC_URL", "ORY_SDK_URL"] as const).flatMap((name) => {
    const url = env[name] ? new URL(env[name]) : undefined;
    return !url || url.protocol === "https:" || isLoopback(url.hostname)
      ? []
      : [`${name}: must be https; plain http is for loopback addresses only`];
  });
}

/** Foyer would ask itself for what it is asked. */
function findOwnAddress(env: Environment): string[] {
  const own = toAddress(env.FOYER_PUBLIC_URL);
  return (["KRATOS_PUBLIC_URL", "ORY_SDK_URL"] as const).flatMap((name) =>
    env[name] && toAddress(env[name]) === own
      ? [`${name}: is Foyer's own public address; set it to where Foyer reaches the server behind it`]
      : [],
  );
}

/** The admin APIs ask nobody for a password: wherever browsers can go, they must not be. */
function findExposedAdmin(env: Environment): string[] {
  return ADMIN.flatMap((admin) => {
    const shared = PUBLIC.find((name) => sameOrigin(env[admin], env[name]));
    if (shared) return [`${admin}: is the same address as ${shared}; the admin API must stay apart`];
    return sameOrigin(env[admin], env.FOYER_PUBLIC_URL)
      ? [`${admin}: is Foyer's own public address; the admin API must not be public`]
      : [];
  });
}

/** Without an address nobody's guesses are counted (threats F13, D5): the platform shows Foyer no connection. */
function findNamelessClients(env: Environment): string[] {
  return isOnVercel(env) && env.FOYER_TRUSTED_PROXY_HOPS === 0
    ? [
        "FOYER_TRUSTED_PROXY_HOPS: must not be 0 on Vercel; leave it out, or set 1 and one for each proxy in front",
      ]
    : [];
}

/** Vercel sets the variable to 1 (its documentation of system environment variables). */
export function isOnVercel({ VERCEL }: Pick<Environment, "VERCEL">): boolean {
  return VERCEL === "1";
}

/** Whoever names one wants it asked for: over a connection in clear it is shown to nobody. */
function findUnshownCertificate(env: Environment): string[] {
  if (!env.FOYER_REDIS_CERT_PATH || env.FOYER_REDIS_URL?.startsWith("rediss:")) return [];
  return ["FOYER_REDIS_CERT_PATH: is shown with TLS alone; write FOYER_REDIS_URL with rediss://"];
}

function findOryNetworkProblems(env: Environment): string[] {
  if (!env.ORY_SDK_URL) return [];
  return [
    ...(env.KRATOS_ADMIN_URL || env.HYDRA_ADMIN_URL || env.KRATOS_PUBLIC_URL
      ? [
          "ORY_SDK_URL: replaces KRATOS_PUBLIC_URL, KRATOS_ADMIN_URL and HYDRA_ADMIN_URL; set one or the others",
        ]
      : []),
    ...(env.ORY_PROJECT_API_TOKEN
      ? []
      : ["ORY_PROJECT_API_TOKEN: is missing; admin calls to ORY_SDK_URL need it"]),
  ];
}

function sameOrigin(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && right !== undefined && new URL(left).origin === new URL(right).origin;
}
