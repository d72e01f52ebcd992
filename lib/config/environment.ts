/** The environment's variables: each with its type, its default and its description in docs/configuration.md. */

import { z } from "zod";
import { consoleEnvironment } from "@/lib/console/config.server";
import { isLanguage } from "@/lib/i18n/languages";
import { isLoopback } from "@/lib/loopback";
import { wholeNumber } from "./whole-number";

const csv = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  );

const httpUrl = z.string().refine((value) => /^https?:$/.test(safeUrl(value)?.protocol ?? ""), {
  message: "must be an http(s) URL such as https://accounts.example",
});

const ownPage = z
  .string()
  .refine(
    (value) =>
      /^\/(?![/\\])/.test(value) ||
      /^mailto:[^@]+@[^@]/i.test(value) ||
      /^https?:$/.test(safeUrl(value)?.protocol ?? ""),
    "must be an http(s) URL, a path of this origin such as /terms.html, or mailto: and an address",
  )
  .optional();

const whole = (fallback: number) => wholeNumber().default(fallback);
const seconds = whole;
const windowOf = (fallback: number) => wholeNumber({ least: 1 }).default(fallback);

/** A drain that lasts longer is taken for a slip: nothing waits that long for a process to end. */
const HOUR_MS = 3_600_000;

const switchedBy = (fallback: "true" | "false") =>
  z
    .enum(["true", "false", "1", "0", ""], "must be true or false")
    .default(fallback)
    .transform((value) => value === "true" || value === "1");
const flag = switchedBy("false");

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "silent"] as const;

/** Every variable Foyer reads; docs/configuration.md is written from the descriptions. */
export const environmentSchema = z.object({
  FOYER_PUBLIC_URL: httpUrl.describe(
    "Foyer's own address as browsers see it, base path included. Also Kratos' `serve.public.base_url`. " +
      "Required on Ory Network; elsewhere, without it, Foyer learns it at start from Kratos' " +
      "`selfservice.flows.login.ui_url`.",
  ),
  KRATOS_PUBLIC_URL: httpUrl
    .optional()
    .describe("Kratos' public API as Foyer reaches it. Required, unless ORY_SDK_URL is set."),
  KRATOS_ADMIN_URL: httpUrl
    .optional()
    .describe(
      "Kratos' admin API. Never relayed; used to refuse redirects that point at it. The console works on it, and nothing else does.",
    ),
  KRATOS_BROWSER_URL: httpUrl
    .optional()
    .describe(
      "Kratos' address as browsers see it, when it is not Foyer itself. Turns the relay off. " +
        "Without it and without FOYER_PUBLIC_URL, Foyer learns it at start from Kratos.",
    ),
  KRATOS_SESSION_COOKIE: z
    .string()
    .regex(/^[\w!#$%&'*+.^`|~-]{1,64}$/, "must be a cookie's name")
    .optional()
    .describe("Kratos' `session.cookie.name`, where it is not `ory_kratos_session`."),
  HYDRA_ADMIN_URL: httpUrl.optional().describe("Hydra's admin API. Without it the OAuth2 pages are off."),
  HYDRA_PUBLIC_URL: httpUrl
    .optional()
    .describe("Hydra's issuer as browsers see it; every redirect out of the handshake must lead there."),
  ORY_SDK_URL: httpUrl
    .optional()
    .describe(
      "One base URL for both products (Ory Network), in place of KRATOS_PUBLIC_URL, KRATOS_ADMIN_URL, " +
        "HYDRA_ADMIN_URL and HYDRA_PUBLIC_URL.",
    ),
  ORY_PROJECT_API_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be a token, without space in it")
    .optional()
    .describe(
      "Bearer token for admin calls when ORY_SDK_URL is set. ORY_ADMIN_API_TOKEN is read in its place.",
    ),
  COOKIE_SECRET: csv.describe(
    "Required. Seals Foyer's cookies and tokens: 32 characters or more. Several, separated by commas: the first seals, all open.",
  ),
  TRUSTED_CLIENT_IDS: csv.describe(
    "OAuth2 client ids that are first-party: consent is given without asking.",
  ),
  REMEMBER_CONSENT_SESSION_FOR_SECONDS: seconds(3600).describe(
    "How long a remembered consent lasts, in seconds. Always finite: 0 means the default.",
  ),
  FOYER_REMEMBER_LOGIN_SECONDS: seconds(0).describe(
    "How long Hydra remembers a sign-in, in seconds. 0: until the browser closes.",
  ),
  FOYER_OAUTH2_CONFIG: z
    .string()
    .optional()
    .describe("Path of a JSON file: claims mapping, scope descriptions, acr levels (docs/oauth2.md)."),
  FOYER_NATIVE_OAUTH2: flag.describe(
    "`true` when Kratos' `oauth2_provider.url` accepts login challenges itself; Foyer passes them on.",
  ),
  FOYER_NATIVE_SOCIAL_SIGN_IN: flag.describe(
    "`true` lets native apps sign in by a provider over this origin (Kratos' `return_session_token_exchange_code`). It costs a " +
      "defence: whoever gets somebody to open a link gets that person's session. Without it, a provider's answer counts " +
      "only in the browser that was led to the provider (docs/security.md, F19).",
  ),
  PROJECT_NAME: z.string().min(1).max(60).default("Foyer").describe("The service's name on every page."),
  FOYER_BRAND: z
    .string()
    .optional()
    .describe(
      "Path of a brand file (JSON), or of a folder with `brand.json` and a folder for each further brand: name, logos, " +
        "colours, links, texts (docs/customising.md).",
    ),
  FOYER_BRAND_STYLESHEET: z
    .string()
    .regex(/^(?:\/(?!\.{1,2}\/)[\w.-]+)+\.css$/, "must be a same-origin path such as /brand/brand.css")
    .optional()
    .describe("Path of a same-origin stylesheet that overrides the design tokens."),
  FOYER_TERMS_URL: ownPage.describe(
    "Your terms of service, at the foot of every page; `{terms}` in a trait's title or description becomes a link to it (docs/customising.md).",
  ),
  FOYER_PRIVACY_URL: ownPage.describe("Your privacy policy; the same for `{privacy}`."),
  FOYER_HELP_URL: ownPage.describe(
    "Where people can ask for help, at the foot of every page too: a page, or `mailto:` and an address.",
  ),
  FOYER_LOGO_ORIGINS: csv
    .refine(
      (origins) =>
        origins.every(
          (origin) => origin === "*" || (/^https?:/.test(origin) && safeUrl(origin)?.origin === origin),
        ),
      "must be origins such as https://cdn.example, or *",
    )
    .describe(
      "Where apps' logos (`logo_uri`) may be read from, by Foyer, which serves them itself: origins, separated by commas, also " +
        "of your own network; `*` for any public https address. Without it only logos that are `data:` addresses are shown.",
    ),
  FOYER_CAPTCHA_SCRIPT: httpUrl
    .refine((value) => {
      const url = safeUrl(value);
      return url?.protocol === "https:" || isLoopback(url?.hostname ?? "");
    }, "must be https, unless it is of this machine")
    .optional()
    .describe(
      "Address of the script that draws the captcha of Kratos' forms, such as " +
        "https://challenges.cloudflare.com/turnstile/v0/api.js. Only then may a script and a frame of that origin run, on the " +
        "public pages; it is loaded where a form has a captcha.",
    ),
  // Kratos takes none below 6.
  FOYER_PASSWORD_MIN_LENGTH: wholeNumber({ least: 6, most: 1000 })
    .optional()
    .describe(
      "Kratos' `selfservice.methods.password.config.min_password_length`, which Kratos tells nobody before it refuses a password. " +
        "With it a new password's field says how long one has to be.",
    ),
  FOYER_LANGUAGES: csv
    .refine(
      (tags) => tags.every(isLanguage),
      "names a language that does not ship (docs/languages.md lists them)",
    )
    .describe(
      "Languages of the pages, separated by commas, such as `de,en`; the first is for whoever asks for none of them. " +
        "Without it, all that are checked, and English for everybody else.",
    ),
  FOYER_TEXTS: z
    .string()
    .optional()
    .describe(
      "Path of a folder of JSON files with sentences of your own, `<language>.json` (docs/languages.md).",
    ),
  FOYER_PLAIN_ENGLISH: flag.describe(
    "`true` says Kratos' English messages and labels in plain words; without it they stay letter for letter, as tests " +
      "written for Ory's reference UI want them (docs/automation.md).",
  ),
  FOYER_LOCALE_TRAIT: z
    .string()
    .regex(/^\/(traits|metadata_public)(\/[^/]+)+$/, "must be a JSON pointer such as /traits/locale")
    .optional()
    .describe("Where an identity has its language, as a JSON pointer such as `/traits/locale`."),
  FOYER_PSEUDO_LANGUAGES: flag.describe(
    "`true` lets tests ask for the two made languages `en-XA` (longer words) and `ar-XB` (mirrored).",
  ),
  FOYER_TRUSTED_PROXY_HOPS: wholeNumber({ most: 10 })
    .optional()
    .describe(
      "How many proxies in front append to X-Forwarded-For. 0: the connection's own address counts. Default: 0, on Vercel 1.",
    ),
  VERCEL: z
    .string()
    .optional()
    .describe("Set by Vercel itself: there the platform tells clients' addresses, and nobody else does."),
  FOYER_UPSTREAM_TIMEOUT_MS: wholeNumber({ least: 100, most: 30_000 })
    .default(4000)
    .describe("Longest wait for one answer of Kratos or Hydra, in milliseconds."),
  FOYER_WRITE_TIMEOUT_MS: wholeNumber({ least: 100, most: 120_000 })
    .default(30_000)
    .describe(
      "Longest wait for Kratos' answer to a form, which may run your web hooks, in milliseconds. Set it to more than your " +
        "hooks may take, and a proxy's own limit in front of Foyer to more than this.",
    ),
  FOYER_REDIS_URL: z
    .string()
    .refine(
      isRedisUrl,
      "must be a redis:// or rediss:// URL with a host; in its user and password each of / ? # % is written as %2F %3F %23 %25",
    )
    .optional()
    .describe(
      "Shared memory of several instances: rate limits, one accept per OAuth2 challenge, both versions' files in a roll-out. " +
        "`rediss://` speaks TLS; `redis://<user>:<password>@<host>:6379/<database>`, without a user `redis://:<password>@<host>`.",
    ),
  FOYER_REDIS_CERT_PATH: z
    .string()
    .optional()
    .describe(
      "The certificate (PEM) that Foyer shows a Redis which asks its clients for one; with `rediss://` alone.",
    ),
  FOYER_REDIS_KEY_PATH: z.string().optional().describe("Its key (PEM)."),
  FOYER_RATE_LIMIT: switchedBy("true").describe("`false` turns Foyer's limits on form posts off."),
  FOYER_RATE_LIMIT_ADDRESS_POSTS: whole(300).describe(
    "Form posts that one client address (IPv6: one /64) may send in a window, for each kind of form. 0: no limit by address.",
  ),
  FOYER_RATE_LIMIT_ADDRESS_SECONDS: windowOf(300).describe("Length of that window, in seconds."),
  FOYER_RATE_LIMIT_NETWORK_POSTS: whole(1500).describe(
    "The same for one network (IPv4: one /24, IPv6: one /48). 0: no limit by network.",
  ),
  FOYER_RATE_LIMIT_NETWORK_SECONDS: windowOf(300).describe("Length of that window, in seconds."),
  FOYER_RATE_LIMIT_FLOW_POSTS: whole(15).describe(
    "Posts that one flow or OAuth2 challenge takes in a window, code entries among them. 0: no limit by flow.",
  ),
  FOYER_RATE_LIMIT_FLOW_SECONDS: windowOf(600).describe("Length of that window, in seconds."),
  FOYER_RATE_LIMIT_SENDS: whole(5).describe(
    "Codes and links that one recipient is sent in a window when one network asks for them; three such windows fill " +
      "a day. The same for each browser that has signed in to the account. 0: no limit.",
  ),
  FOYER_RATE_LIMIT_SENDS_SECONDS: windowOf(900).describe("Length of that window, in seconds."),
  FOYER_RATE_LIMIT_RECIPIENT_SENDS: whole(30).describe(
    "Codes and links that one recipient is sent in a window, whoever asks. Browsers that have signed in to the " +
      "account are counted apart. 0: no limit.",
  ),
  FOYER_RATE_LIMIT_RECIPIENT_SENDS_SECONDS: windowOf(21_600).describe("Length of that window, in seconds."),
  FOYER_RATE_LIMIT_GUESSES: whole(10).describe(
    "Passwords and codes that one network may try for one recipient in a window; three such windows fill a day. The " +
      "same for each browser that has signed in to the account, and for its second factors. 0: no limit.",
  ),
  FOYER_RATE_LIMIT_GUESSES_SECONDS: windowOf(600).describe("Length of that window, in seconds."),
  FOYER_RATE_LIMIT_RECIPIENT_GUESSES: whole(200).describe(
    "Passwords and codes that are tried for one recipient in a window, whoever tries. Browsers that have signed in to " +
      "the account are counted apart. 0: no limit.",
  ),
  FOYER_RATE_LIMIT_RECIPIENT_GUESSES_SECONDS: windowOf(3600).describe("Length of that window, in seconds."),
  FOYER_METRICS: flag.describe("`true` serves Prometheus metrics at `/metrics`."),
  FOYER_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, "must have 16 characters or more, letters, digits and signs of ASCII alone")
    .optional()
    .describe("Bearer token that `/metrics` asks for."),
  FOYER_DRAIN_DELAY_MS: wholeNumber({ most: HOUR_MS })
    .refine((value) => value <= 0 || value >= 100, "must be 0, or 100 or more: it counts milliseconds")
    .default(3000)
    .describe(
      "After SIGTERM, how long `/health/ready` answers 503 before connections are refused, in milliseconds.",
    ),
  FOYER_ERROR_REASONS: switchedBy("false").describe(
    "`true` shows Kratos' own `reason` on `/error` in place of Foyer's sentence, as Ory's reference UI does; `npm run dev` does so by itself.",
  ),
  FOYER_START_CHECKS: switchedBy("true").describe(
    "`false` leaves out the checks of `npm run doctor` that run after the start and log warnings.",
  ),
  FOYER_LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`)
    .default("info")
    .describe("How much is logged, as JSON lines on standard output."),
  ...consoleEnvironment,
});

/** Names by which Ory's reference UI knows one of our variables; ours counts where both are set. */
export const OTHER_NAMES: Readonly<Record<string, keyof Environment>> = {
  ORY_ADMIN_API_TOKEN: "ORY_PROJECT_API_TOKEN",
};

/** Variables of Ory's reference UI that Foyer has no use for, and why; named in the log at start when they are set. */
export const IGNORED_VARIABLES: Readonly<Record<string, string>> = {
  CSRF_COOKIE_NAME: "forms carry a token bound to session and challenge; there is no CSRF cookie to name",
  CSRF_COOKIE_SECRET: "form tokens are made with COOKIE_SECRET",
  DANGEROUSLY_DISABLE_SECURE_CSRF_COOKIES:
    "Foyer's cookies are always Secure; browsers other than Safari keep those on loopback addresses without https too",
  SECURITY_MODE: "every request is checked with Kratos itself, as in the mode `cookie`",
  JWKS_URL: "belongs to the mode `jwt` (Oathkeeper), which Foyer does not have",
  BASE_URL: "FOYER_PUBLIC_URL holds the address and the base path",
};

export type Environment = z.output<typeof environmentSchema>;

function safeUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

/** As the client of Redis reads it, which decodes user and password, and takes the path for a number. */
function isRedisUrl(value: string): boolean {
  const url = /^rediss?:\/\/\S+$/.test(value) ? safeUrl(value) : undefined;
  if (!url?.hostname) return false;
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    return false;
  }
  return /^\/?\d*$/.test(url.pathname);
}
