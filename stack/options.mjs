// @ts-check
// The options of startStack, and what they default to.

import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { toPortBase } from "./ports.mjs";
import { hasSharedPostgres } from "./shared-postgres.mjs";

/** @typedef {import("./merge.mjs").Config} Config */
/** @typedef {import("./urls.mjs").StackUrls} StackUrls */
/** @typedef {"postgres" | "kratos" | "hydra" | "mail" | "relyingParty" | "upstreamIdp" | "foyer"} PartName */
/** @typedef {Config | ((urls: StackUrls) => Config | Promise<Config>)} Overrides */
/**
 * @callback FoyerEnvOf can put a proxy between (`KRATOS_PUBLIC_URL: proxy.url`)
 * @param {StackUrls} urls
 * @param {string} dir the stack's folder, for files that end with it
 * @returns {Record<string, string> | Promise<Record<string, string>>}
 */
/** @typedef {{ email: string, password: string, traits?: Record<string, unknown>, verified?: boolean }} DemoAccount */

/**
 * @typedef {object} StackOptions
 * @property {boolean} [ephemeral] for tests: free ports, databases that end with it, a temporary folder that `stop` removes
 * @property {string} [dir] folder for state and logs; default STACK_DIR or `.stack`
 * @property {number} [portBase] first of ten ports; default STACK_PORT_BASE or 4400
 * @property {"file" | "memory" | "postgres" | "shared"} [database] `memory` forgets everything when Kratos or Hydra is
 *   restarted, and answers 400 or 500 where two write at once; `postgres` starts a private PostgreSQL that ends with the
 *   stack; `shared` uses the one of the test run, and is what tests get
 * @property {string} [basePath] path below which Foyer is reached, such as `/auth`
 * @property {PartName[]} [parts] what to start; default everything
 * @property {Overrides} [kratos] laid over Kratos' configuration: objects merge, arrays replace, `undefined` removes
 * @property {Overrides} [hydra] laid over Hydra's configuration
 * @property {"default" | "full" | Config} [identitySchema] `full` has a trait of every kind
 * @property {import("./hydra/clients.mjs").OAuth2Client[] | ((urls: StackUrls) => import("./hydra/clients.mjs").OAuth2Client[])} [clients]
 *   more OAuth2 clients
 * @property {DemoAccount[]} [demoAccounts] default one, with a generated password
 * @property {Record<string, string> | FoyerEnvOf} [foyerEnv]
 *   more environment for Foyer
 * @property {"oidc" | "kratos"} [console] the operator console, on Foyer's own origin, and an operator with a second factor;
 *   who vouches for them: Hydra, or a Kratos session
 * @property {boolean} [demoData] people, apps and mail for the console to show (stack/demo-data)
 * @property {Partial<StackUrls>} [existing] servers that run already; their parts are not started
 * @property {(line: string) => void} [log] receives progress
 */

/** @type {PartName[]} */
const ALL_PARTS = ["mail", "upstreamIdp", "relyingParty", "kratos", "hydra", "foyer"];

export const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

/** @typedef {ReturnType<typeof resolveOptions>} ResolvedOptions */

/** @param {StackOptions} options */
export function resolveOptions(options) {
  const { ephemeral = false, existing = {} } = options;
  const temporary = ephemeral && options.dir === undefined;
  const dir = temporary ? join(tmpdir(), `foyer-stack-${randomUUID()}`) : toStackDir(options.dir);
  const runsElsewhere = { kratos: existing.kratosAdmin, hydra: existing.hydraAdmin };
  return {
    ...options,
    dir,
    temporary,
    existing,
    portBase: options.portBase ?? (ephemeral ? undefined : toPortBase(process.env.STACK_PORT_BASE)),
    database: options.database ?? (ephemeral ? toEphemeralDatabase() : "file"),
    parts: (options.parts ?? ALL_PARTS).filter((part) => !Reflect.get(runsElsewhere, part)),
    log: options.log ?? (() => {}),
  };
}

function toEphemeralDatabase() {
  return hasSharedPostgres() ? "shared" : "memory";
}

/** @param {string} [dir] relative to the repository; default STACK_DIR or `.stack` */
export function toStackDir(dir = process.env.STACK_DIR ?? ".stack") {
  return resolve(REPOSITORY, dir);
}

/**
 * @template Value, Input
 * @param {Value | ((input: Input) => Value) | undefined} option
 * @param {Input} input
 * @returns {Value | undefined}
 */
export function resolveOption(option, input) {
  return typeof option === "function" ? /** @type {(input: Input) => Value} */ (option)(input) : option;
}
