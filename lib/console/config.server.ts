/** The console's part of the environment: variables, their meaning, and what is refused (threat S2). */

import { z } from "zod";
import { wholeNumber } from "@/lib/config/whole-number";
import { isLoopback } from "@/lib/loopback";
import { trimSlashes } from "@/lib/trim-slashes";
import type { ConsoleConfig, OperatorEntry, SignInConfig } from "./config";
import { trimIssuer } from "./operator/operator";
import { ROLES, type Role } from "./operator/permissions";

/** The path that every console page is under; the address of the console ends with it. */
export const CONSOLE_PATH = "/console";

const MINUTE_MS = 60_000;

const minutes = (fallback: number, least = 1) => wholeNumber({ least }).default(fallback);

/** Spread into the schema of the whole environment (lib/config/config.ts). */
export const consoleEnvironment = {
  CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: "must be an http(s) URL such as https://accounts.example/console" })
    .optional()
    .describe(
      "Switches the operator console on, at this address: FOYER_PUBLIC_URL followed by `/console`, or `/console` on an " +
        "origin of its own whose requests arrive here too (docs/console.md).",
    ),
  CONSOLE_OIDC_ISSUER: z
    .string()
    .optional()
    .describe(
      "OpenID provider that operators sign in with. Default: Hydra (HYDRA_PUBLIC_URL); without one, or with `kratos`, a " +
        "Kratos session with a second factor.",
    ),
  CONSOLE_OIDC_INTERNAL_URL: z
    .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
    .optional()
    .describe("The provider's address as Foyer reaches it, where that is not the issuer browsers see."),
  CONSOLE_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .default("foyer-console")
    .describe("Id of the console's OAuth2 client at that provider."),
  CONSOLE_OIDC_CLIENT_SECRET: z
    .string()
    .optional()
    .describe("Secret of that client (`client_secret_basic`)."),
  CONSOLE_OIDC_SCOPE: z
    .string()
    .regex(/^openid( [\w.:/-]+)*$/, "must begin with openid")
    .default("openid profile email")
    .describe("Scopes that the console asks for."),
  CONSOLE_OIDC_ACR_VALUES: z
    .string()
    .regex(
      /[^\s,]/,
      "names no value; leave it out for the default, or write `any` where none is to be checked",
    )
    .optional()
    .describe(
      "What the provider calls a sign-in with a second factor, most wanted first: asked for as `acr_values`, and checked. " +
        "Default with Hydra: `aal2`. `any`: not checked, for providers that insist on a second factor by themselves.",
    ),
  CONSOLE_OPERATORS: z
    .string()
    .default("")
    .describe(
      'Who operates: `subject=role` separated by commas, or JSON `[{"issuer", "subject", "role", "name"}]`. Roles: ' +
        "`viewer`, `support`, `admin`.",
    ),
  CONSOLE_ROLE_CLAIM: z
    .string()
    .optional()
    .describe("ID token claim that names an operator's groups, with another provider than Hydra."),
  CONSOLE_ROLES: z
    .string()
    .default("")
    .describe("Which role a value of that claim gives: `value=role`, separated by commas."),
  CONSOLE_NETWORK_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be a token")
    .optional()
    .describe(
      "Token of an Ory Network workspace or account: shows the console's area for its projects, to admins. Not the token " +
        "of one project (ORY_PROJECT_API_TOKEN).",
    ),
  CONSOLE_NETWORK_URL: z
    .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
    .default("https://api.console.ory.sh")
    .describe("The API that Ory Network manages projects by."),
  CONSOLE_STEP_UP_MINUTES: minutes(10, 0).describe(
    "How old a sign-in may be for a dangerous act, in minutes; after that the act waits for a new one. 0: each act " +
      "waits for its own.",
  ),
  CONSOLE_SESSION_MINUTES: minutes(480).describe(
    "Longest time that an operator stays signed in, in minutes.",
  ),
  CONSOLE_IDLE_MINUTES: minutes(30).describe(
    "After so long without a request an operator is signed out, in minutes.",
  ),
  CONSOLE_TRAIL_DAYS: wholeNumber({ least: 1, most: 36_500 })
    .default(90)
    .describe("How long the console shows what operators did, in days. The log is the record."),
  CONSOLE_TRAIL_ENTRIES: wholeNumber({ least: 100, most: 1_000_000 })
    .default(20_000)
    .describe("How many entries of that the console shows at most."),
};

const environment = z.object(consoleEnvironment);
type ConsoleEnvironment = z.output<typeof environment>;

/** What the console's configuration depends on of the rest. */
interface Surroundings {
  publicUrl: { origin: string; basePath: string; href: string };
  kratosAdminUrl?: string;
  hydraPublicUrl?: string;
  hydraAdminUrl?: string;
}

/** The configuration, or one line a problem with the variable's name and the remedy; neither when it is off. */
export function parseConsoleConfig(
  env: ConsoleEnvironment,
  around: Surroundings,
): { config?: ConsoleConfig; problems: string[] } {
  if (!env.CONSOLE_URL) return { problems: [] };
  const url = toConsoleUrl(env.CONSOLE_URL);
  const signIn = toSignIn(env, around);
  const operators = parseOperators(env.CONSOLE_OPERATORS, signIn.issuer);
  const roles = parseRoles(env.CONSOLE_ROLES);
  const isOwnProvider = signIn.kind === "kratos" || signIn.issuer === around.hydraPublicUrl;
  const hasOwnOrigin = url.origin !== around.publicUrl.origin;
  const problems = [
    ...findAddressProblems(env.CONSOLE_URL, around),
    ...findSignInProblems(env, signIn, { isOwnProvider, hasOwnOrigin }),
    ...findNetworkProblems(env),
    ...findOperatorProblems(env, operators, roles, isOwnProvider),
  ];
  if (problems.length > 0 || !Array.isArray(operators) || !roles) return { problems };
  return {
    problems,
    config: {
      url,
      hasOwnOrigin,
      signIn,
      operators,
      roleClaim: env.CONSOLE_ROLE_CLAIM ? { claim: env.CONSOLE_ROLE_CLAIM, roles } : undefined,
      identityIssuer: isOwnProvider ? signIn.issuer : undefined,
      stepUpMs: env.CONSOLE_STEP_UP_MINUTES * MINUTE_MS,
      sessionMs: env.CONSOLE_SESSION_MINUTES * MINUTE_MS,
      idleMs: env.CONSOLE_IDLE_MINUTES * MINUTE_MS,
      network: env.CONSOLE_NETWORK_TOKEN
        ? { url: trimSlashes(env.CONSOLE_NETWORK_URL), token: env.CONSOLE_NETWORK_TOKEN }
        : undefined,
      trail: {
        maxAgeMs: env.CONSOLE_TRAIL_DAYS * 24 * 60 * MINUTE_MS,
        maxEntries: env.CONSOLE_TRAIL_ENTRIES,
      },
    },
  };
}

function toConsoleUrl(text: string): ConsoleConfig["url"] {
  const { origin, pathname } = new URL(text);
  const path = trimSlashes(pathname);
  return { origin, basePath: path.slice(0, -CONSOLE_PATH.length), href: origin + path };
}

function toSignIn(env: ConsoleEnvironment, around: Surroundings): SignInConfig {
  const given = env.CONSOLE_OIDC_ISSUER ?? around.hydraPublicUrl ?? "kratos";
  if (given === "kratos") return { kind: "kratos", issuer: around.publicUrl.href };
  const isHydra =
    around.hydraPublicUrl !== undefined && trimIssuer(given) === trimIssuer(around.hydraPublicUrl);
  const acr = env.CONSOLE_OIDC_ACR_VALUES ?? (isHydra ? "aal2" : "");
  return {
    kind: "oidc",
    issuer: isHydra && around.hydraPublicUrl ? around.hydraPublicUrl : given,
    internalUrl: env.CONSOLE_OIDC_INTERNAL_URL,
    clientId: env.CONSOLE_OIDC_CLIENT_ID,
    clientSecret: env.CONSOLE_OIDC_CLIENT_SECRET ?? "",
    scope: env.CONSOLE_OIDC_SCOPE,
    acrValues: acr === "any" ? [] : acr.split(/[\s,]+/).filter(Boolean),
  };
}

function findAddressProblems(text: string, { publicUrl, ...around }: Surroundings): string[] {
  const url = new URL(text);
  const path = trimSlashes(url.pathname);
  const problems: string[] = [];
  if (url.protocol !== "https:" && !isLoopback(url.hostname))
    problems.push("CONSOLE_URL: must be https; plain http is for loopback addresses only");
  if (url.username || url.password || url.search || url.hash || !/^(\/[\w.~-]+)*\/console$/.test(path))
    problems.push(
      `CONSOLE_URL: must be an address that ends with /console, such as ${publicUrl.href}/console`,
    );
  else if (url.origin === publicUrl.origin && path !== publicUrl.basePath + CONSOLE_PATH)
    problems.push(`CONSOLE_URL: on Foyer's own origin it must be ${publicUrl.href}/console`);
  const admin = [around.kratosAdminUrl, around.hydraAdminUrl].filter((value) => value !== undefined);
  if (admin.some((value) => new URL(value).origin === url.origin))
    problems.push("CONSOLE_URL: is an admin API's address; the console needs one of its own");
  if (!around.kratosAdminUrl)
    problems.push("KRATOS_ADMIN_URL: is missing; the console works with Kratos' admin API");
  return problems;
}

function findSignInProblems(
  env: ConsoleEnvironment,
  signIn: SignInConfig,
  { isOwnProvider, hasOwnOrigin }: { isOwnProvider: boolean; hasOwnOrigin: boolean },
): string[] {
  if (signIn.kind === "kratos") {
    return hasOwnOrigin
      ? [
          "CONSOLE_OIDC_ISSUER: is missing; a console on another origin does not see Kratos' session, so it needs an OpenID provider",
        ]
      : [];
  }
  const problems: string[] = [];
  const issuer = URL.canParse(signIn.issuer) ? new URL(signIn.issuer) : undefined;
  const isHttp = issuer?.protocol === "http:" && !isLoopback(issuer.hostname);
  if (!issuer || !/^https?:$/.test(issuer.protocol) || isHttp)
    problems.push("CONSOLE_OIDC_ISSUER: must be an https address, or `kratos`");
  if (!signIn.clientSecret)
    problems.push(
      `CONSOLE_OIDC_CLIENT_SECRET: is missing; register the client ${signIn.clientId} at ${signIn.issuer} and set its secret`,
    );
  if (!isOwnProvider && !env.CONSOLE_OIDC_ACR_VALUES)
    problems.push(
      "CONSOLE_OIDC_ACR_VALUES: is missing; set it to what your provider calls a sign-in with a second factor, or to `any` when it always asks for one",
    );
  return problems;
}

/** The token of a whole workspace goes there. */
function findNetworkProblems({ CONSOLE_NETWORK_URL: text }: ConsoleEnvironment): string[] {
  const url = new URL(text);
  return url.protocol === "https:" || isLoopback(url.hostname)
    ? []
    : ["CONSOLE_NETWORK_URL: must be https; plain http is for loopback addresses only"];
}

function findOperatorProblems(
  env: ConsoleEnvironment,
  operators: OperatorEntry[] | string,
  roles: Record<string, Role> | undefined,
  isOwnProvider: boolean,
): string[] {
  if (typeof operators === "string") return [`CONSOLE_OPERATORS: ${operators}`];
  const twice = operators.find(
    ({ subject, issuer }, at) =>
      operators.findIndex((other) => other.subject === subject && other.issuer === issuer) < at,
  );
  if (twice) return [`CONSOLE_OPERATORS: names ${twice.subject} twice; give each operator one role`];
  if (!roles)
    return ["CONSOLE_ROLES: must be value=role, separated by commas; roles are viewer, support, admin"];
  if (env.CONSOLE_ROLE_CLAIM && isOwnProvider)
    return [
      "CONSOLE_ROLE_CLAIM: is for another provider than your own: claims come from traits and metadata, which operators of a lower role can edit; name operators in CONSOLE_OPERATORS",
    ];
  const isMapped = env.CONSOLE_ROLE_CLAIM !== undefined && Object.values(roles).includes("admin");
  return isMapped || operators.some(({ role }) => role === "admin")
    ? []
    : ["CONSOLE_OPERATORS: names no admin; set it to <subject>=admin"];
}

const role = z.enum(ROLES);
const entries = z.array(
  z.strictObject({
    issuer: z.string().optional(),
    subject: z.string().min(1),
    role,
    name: z.string().max(100).optional(),
  }),
);

/** The entries, or what is wrong with the text. */
function parseOperators(text: string, issuer: string): OperatorEntry[] | string {
  if (!text.trimStart().startsWith("[")) {
    const pairs = parsePairs(text);
    return pairs
      ? pairs.map(([subject, given]) => ({ issuer, subject, role: given }))
      : "must be subject=role, separated by commas, or JSON; roles are viewer, support, admin";
  }
  try {
    const parsed = entries.safeParse(JSON.parse(text));
    if (!parsed.success)
      return parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ");
    return parsed.data.map((entry) => ({ ...entry, issuer: entry.issuer ?? issuer }));
  } catch {
    return "is no JSON";
  }
}

function parseRoles(text: string): Record<string, Role> | undefined {
  const pairs = parsePairs(text);
  return pairs && Object.fromEntries(pairs);
}

function parsePairs(text: string): [string, Role][] | undefined {
  const pieces = text.split(",").flatMap((piece) => piece.trim() || []);
  const pairs = pieces.map((piece): [string, Role] | undefined => {
    const at = piece.lastIndexOf("=");
    const parsed = role.safeParse(piece.slice(at + 1).trim());
    return at > 0 && parsed.success ? [piece.slice(0, at).trim(), parsed.data] : undefined;
  });
  return pairs.includes(undefined) ? undefined : pairs.filter((pair) => pair !== undefined);
}
