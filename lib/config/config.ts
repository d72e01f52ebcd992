/** Turns the environment, read once at start, into the typed configuration everything else trusts. */

import { readFileSync } from "node:fs";
import type { Brands } from "@/lib/brand/brand";
import { readBrands } from "@/lib/brand/read-brands.server";
import type { ConsoleConfig } from "@/lib/console/config";
import { parseConsoleConfig } from "@/lib/console/config.server";
import { toOffer } from "@/lib/i18n/offer";
import { readOverrides, type Texts } from "@/lib/i18n/overrides.server";
import { withPlainEnglish } from "@/lib/i18n/plain-english";
import { type OAuth2Config, oauth2EnvironmentSchema, oauth2FileSchema } from "@/lib/oauth2/config";
import { getProcessState } from "@/lib/process/state";
import { trimSlashes } from "@/lib/trim-slashes";
import { type Certificate, readCertificate } from "./certificate";
import { type Environment, environmentSchema, OTHER_NAMES } from "./environment";
import { findUnsafeSettings, isOnVercel } from "./safety";
import { isQuoted, toGiven, type Variables } from "./variables";

/** Thrown when the environment is incomplete or unsafe; `problems` name the variable and the remedy (threat S2). */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `Foyer does not start with this configuration:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
    this.name = "ConfigError";
  }
}

export interface Config {
  /** Own origin and base path; `href` has no trailing slash. */
  publicUrl: { origin: string; basePath: string; href: string };
  kratos: {
    publicUrl: string;
    /** Admin API; on Ory Network the same address as the public one, and guarded by a token. */
    adminUrl?: string;
    /** Origin + path that Kratos' form actions start with. */
    browserUrl: string;
    /** The session cookie's name where it is not Kratos' own. */
    sessionCookie?: string;
    /** False when browsers talk to Kratos directly. */
    relay: boolean;
  };
  hydra?: { adminUrl: string; publicUrl?: string };
  /** Bearer token for admin calls, Ory Network only. */
  apiToken?: string;
  /** Newest first; all open, the first seals. */
  cookieSecrets: [string, ...string[]];
  oauth2: OAuth2Config;
  nativeOAuth2: boolean;
  /** Providers' answers are relayed for whoever brings them, also those that native apps wait for (threat F19). */
  nativeSocialSignIn: boolean;
  /** Names, looks, links, languages and sentences, by whose pages they are. */
  brands: Brands;
  brandStylesheet?: string;
  /** Where apps' logos may be read from; `*` is any public address. */
  logoOrigins: readonly string[];
  /** Whole address of the script that draws Kratos' captcha. */
  captchaScript?: string;
  /** Kratos' shortest password, in the bytes that it counts; unsaid without. */
  passwordMinLength?: number;
  /** Where an identity has its language, as a JSON pointer. */
  localeTrait?: string;
  /** Many instances, none of which sees a connection. */
  runsOnVercel: boolean;
  trustedProxyHops: number;
  /** Longest wait for an answer, in milliseconds. */
  upstreamTimeoutMs: number;
  /** The same for what may run an operator's hooks. */
  writeTimeoutMs: number;
  redisUrl?: string;
  /** What Foyer proves to Redis who it is with, beside the URL's password. */
  redisCertificate?: Certificate;
  rateLimits: RateLimits;
  metrics: { enabled: boolean; token?: string };
  /** Kratos' own `reason` stands on its error page. */
  showsErrorReasons: boolean;
  /** Whether the doctor's checks run after the start. */
  startChecks: boolean;
  /** After SIGTERM, how long `/health/ready` fails before connections are refused, in milliseconds. */
  drainDelayMs: number;
  logLevel: Environment["FOYER_LOG_LEVEL"];
  /** The operator console; absent where it is off. */
  console?: ConsoleConfig;
}

/** So many posts in so many seconds; absent where there is no limit. */
export interface RateLimit {
  posts: number;
  seconds: number;
}

interface RateLimits {
  address?: RateLimit;
  network?: RateLimit;
  flow?: RateLimit;
  /** By recipient and network, or by recipient and browser. */
  sends?: RateLimit;
  recipientSends?: RateLimit;
  guesses?: RateLimit;
  recipientGuesses?: RateLimit;
}

/**
 * Parses and checks an environment.
 * @throws ConfigError with one line a problem.
 */
export function parseConfig(environment: Variables): Config {
  const env = parseEnvironment(environment);
  const publicUrl = toBase(env.FOYER_PUBLIC_URL);
  const hydraAdminUrl = env.HYDRA_ADMIN_URL ?? env.ORY_SDK_URL;
  const console = parseConsoleConfig(env, {
    publicUrl,
    kratosAdminUrl: env.KRATOS_ADMIN_URL ?? env.ORY_SDK_URL,
    hydraPublicUrl: hydraAdminUrl && (env.HYDRA_PUBLIC_URL ?? env.ORY_SDK_URL),
    hydraAdminUrl,
  });
  if (console.problems.length > 0) throw new ConfigError(console.problems);
  const [newest, ...older] = env.COOKIE_SECRET;
  if (!newest) throw new ConfigError(["COOKIE_SECRET: is missing"]);
  return {
    publicUrl,
    ...toServers(env, publicUrl.href),
    apiToken: env.ORY_SDK_URL && env.ORY_PROJECT_API_TOKEN,
    cookieSecrets: [newest, ...older],
    oauth2: readOAuth2Config(env),
    nativeOAuth2: env.FOYER_NATIVE_OAUTH2,
    nativeSocialSignIn: env.FOYER_NATIVE_SOCIAL_SIGN_IN,
    brands: readOwnBrands(env),
    brandStylesheet: env.FOYER_BRAND_STYLESHEET,
    logoOrigins: env.FOYER_LOGO_ORIGINS,
    captchaScript: env.FOYER_CAPTCHA_SCRIPT,
    passwordMinLength: env.FOYER_PASSWORD_MIN_LENGTH,
    localeTrait: env.FOYER_LOCALE_TRAIT,
    runsOnVercel: isOnVercel(env),
    trustedProxyHops: env.FOYER_TRUSTED_PROXY_HOPS ?? (isOnVercel(env) ? 1 : 0),
    upstreamTimeoutMs: env.FOYER_UPSTREAM_TIMEOUT_MS,
    writeTimeoutMs: env.FOYER_WRITE_TIMEOUT_MS,
    redisUrl: env.FOYER_REDIS_URL,
    redisCertificate: readRedisCertificate(env),
    rateLimits: toRateLimits(env),
    metrics: { enabled: env.FOYER_METRICS, token: env.FOYER_METRICS_TOKEN },
    showsErrorReasons: env.FOYER_ERROR_REASONS,
    startChecks: env.FOYER_START_CHECKS,
    drainDelayMs: env.FOYER_DRAIN_DELAY_MS,
    logLevel: env.FOYER_LOG_LEVEL,
    console: console.config,
  };
}

/** Every value by itself and beside the others. @throws ConfigError */
function parseEnvironment(environment: Variables): Environment {
  const given = toOwnNames(environment);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => {
        const variable = path.join(".");
        return `${variable}: ${explain(variable, given[variable] ?? "", message)}`;
      }),
    );
  }
  const problems = findUnsafeSettings(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

/** Where Kratos and Hydra are: each by its own addresses, or both at the one of Ory Network. */
function toServers(env: Environment, ownUrl: string): Pick<Config, "kratos" | "hydra"> {
  const browserUrl = toBase(env.KRATOS_BROWSER_URL ?? ownUrl).href;
  const hydraAdminUrl = env.HYDRA_ADMIN_URL ?? env.ORY_SDK_URL;
  return {
    kratos: {
      publicUrl: trimSlashes(env.KRATOS_PUBLIC_URL ?? env.ORY_SDK_URL ?? ""),
      adminUrl: toBaseUrl(env.KRATOS_ADMIN_URL ?? env.ORY_SDK_URL),
      browserUrl,
      sessionCookie: env.KRATOS_SESSION_COOKIE,
      relay: browserUrl === ownUrl,
    },
    hydra: hydraAdminUrl
      ? {
          adminUrl: trimSlashes(hydraAdminUrl),
          publicUrl: toBaseUrl(env.HYDRA_PUBLIC_URL ?? env.ORY_SDK_URL),
        }
      : undefined,
  };
}

/** The environment under our names, without what is set to nothing. */
function toOwnNames(environment: Variables): Variables {
  const present = Object.entries(toGiven(environment));
  const renamed = present.flatMap(([name, value]) => {
    const own = OTHER_NAMES[name];
    return own ? [[own, value]] : [];
  });
  return Object.fromEntries([...renamed, ...present]);
}

let current: Config | undefined;

/** Makes a configuration the process' own; called once, at the start. */
export function setConfig(config: Config): void {
  getProcessState<{ config?: Config }>("config", () => ({})).config = config;
}

/** The process' configuration; parsed from the environment where nothing has started the process. @throws ConfigError */
export function getConfig(): Config {
  current ??= getProcessState<{ config?: Config }>("config", () => ({})).config ?? parseConfig(process.env);
  return current;
}

function toRateLimits(env: Environment): RateLimits {
  if (!env.FOYER_RATE_LIMIT) return {};
  const toLimit = (posts: number, inSeconds: number): RateLimit | undefined =>
    posts > 0 ? { posts, seconds: inSeconds } : undefined;
  return {
    address: toLimit(env.FOYER_RATE_LIMIT_ADDRESS_POSTS, env.FOYER_RATE_LIMIT_ADDRESS_SECONDS),
    network: toLimit(env.FOYER_RATE_LIMIT_NETWORK_POSTS, env.FOYER_RATE_LIMIT_NETWORK_SECONDS),
    flow: toLimit(env.FOYER_RATE_LIMIT_FLOW_POSTS, env.FOYER_RATE_LIMIT_FLOW_SECONDS),
    sends: toLimit(env.FOYER_RATE_LIMIT_SENDS, env.FOYER_RATE_LIMIT_SENDS_SECONDS),
    recipientSends: toLimit(
      env.FOYER_RATE_LIMIT_RECIPIENT_SENDS,
      env.FOYER_RATE_LIMIT_RECIPIENT_SENDS_SECONDS,
    ),
    guesses: toLimit(env.FOYER_RATE_LIMIT_GUESSES, env.FOYER_RATE_LIMIT_GUESSES_SECONDS),
    recipientGuesses: toLimit(
      env.FOYER_RATE_LIMIT_RECIPIENT_GUESSES,
      env.FOYER_RATE_LIMIT_RECIPIENT_GUESSES_SECONDS,
    ),
  };
}

/** @throws ConfigError */
function readRedisCertificate(env: Environment): Certificate | undefined {
  const { certificate, problems } = readCertificate(env, "FOYER_REDIS_CERT_PATH", "FOYER_REDIS_KEY_PATH");
  if (problems.length > 0) throw new ConfigError(problems);
  return certificate;
}

function readOAuth2Config(env: Environment): OAuth2Config {
  const file = env.FOYER_OAUTH2_CONFIG;
  let fromFile: unknown = {};
  if (file) {
    try {
      fromFile = JSON.parse(readFileSync(file, "utf8"));
    } catch (cause) {
      throw new ConfigError([`FOYER_OAUTH2_CONFIG: ${file} cannot be read as JSON (${String(cause)})`]);
    }
  }
  const parsed = oauth2FileSchema.safeParse(fromFile);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(
        ({ path, message }) => `FOYER_OAUTH2_CONFIG: ${path.join(".") || "the file"}: ${message}`,
      ),
    );
  }
  const { TRUSTED_CLIENT_IDS: trustedClientIds, FOYER_REMEMBER_LOGIN_SECONDS: rememberLoginSeconds } = env;
  const rememberConsentSeconds = env.REMEMBER_CONSENT_SESSION_FOR_SECONDS || undefined;
  return {
    ...parsed.data,
    ...oauth2EnvironmentSchema.parse({ trustedClientIds, rememberLoginSeconds, rememberConsentSeconds }),
  };
}

function readOwnBrands(env: Environment): Brands {
  const { brands, problems } = readBrands(env.FOYER_BRAND, {
    name: env.PROJECT_NAME,
    links: { terms: env.FOYER_TERMS_URL, privacy: env.FOYER_PRIVACY_URL, help: env.FOYER_HELP_URL },
    languages: toOffer(env.FOYER_LANGUAGES, env.FOYER_PSEUDO_LANGUAGES),
    texts: readOwnTexts(env),
    withPseudo: env.FOYER_PSEUDO_LANGUAGES,
  });
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `FOYER_BRAND: ${problem}`));
  return brands;
}

function readOwnTexts({ FOYER_TEXTS: folder, FOYER_PLAIN_ENGLISH: isPlain }: Environment): Texts {
  const { texts, problems } = folder ? readOverrides(folder) : { texts: {}, problems: [] };
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `FOYER_TEXTS: ${problem}`));
  return isPlain ? withPlainEnglish(texts) : texts;
}

function explain(variable: string, value: string, message: string): string {
  if (isQuoted(value)) return `${message}; the quotes around it count as part of it, leave them out`;
  return message.includes("undefined") && variable === "FOYER_PUBLIC_URL"
    ? "is missing; set it to the address people see, for example https://accounts.example"
    : message;
}

function toBaseUrl(url: string | undefined): string | undefined {
  return url && trimSlashes(url);
}

function toBase(url: string): Config["publicUrl"] {
  const { origin, pathname } = new URL(url);
  const basePath = trimSlashes(pathname);
  return { origin, basePath, href: origin + basePath };
}
