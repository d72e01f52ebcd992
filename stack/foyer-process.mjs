// @ts-check
// Describes the process that serves Foyer in production mode, with the environment it needs.

import { access } from "node:fs/promises";
import { join } from "node:path";
import { REPOSITORY } from "./options.mjs";
import { NODE_OPTIONS } from "./server-arguments.mjs";
import { answersOk } from "./wait.mjs";

/**
 * @param {{ dir: string, urls: import("./urls.mjs").StackUrls, port: number, cookieSecret: string,
 *   overrides: Record<string, string>, root?: string }} input `root`: the folder of another build
 * @returns {Promise<import("./processes.mjs").ProcessSpec>}
 * @throws when Foyer has not been built
 */
export async function prepareFoyerProcess({ dir, urls, port, cookieSecret, overrides, root = REPOSITORY }) {
  await access(join(root, "dist", "server.mjs")).catch(() => {
    throw new Error("Foyer has not been built: npm run build");
  });
  return {
    name: "foyer",
    command: process.execPath,
    args: [...NODE_OPTIONS, join(root, "dist", "server.mjs")],
    env: { ...toInheritedEnv(process.env), ...toFoyerEnv(urls, port, cookieSecret), ...overrides },
    cwd: root,
    logFile: join(dir, "logs", "foyer.log"),
    // At its own port: something may stand before it at the address that people see.
    isReady: () => answersOk(`http://localhost:${port}/health/alive`),
  };
}

/** What Foyer is told about a stack. @param {import("./urls.mjs").StackUrls} urls @param {number} port @param {string} cookieSecret */
export function toFoyerEnv(urls, port, cookieSecret) {
  return {
    NODE_ENV: /** @type {const} */ ("production"),
    HOST: "127.0.0.1",
    PORT: String(port),
    FOYER_PUBLIC_URL: urls.foyer,
    KRATOS_PUBLIC_URL: urls.kratosPublic,
    KRATOS_ADMIN_URL: urls.kratosAdmin,
    HYDRA_PUBLIC_URL: urls.hydraPublic,
    HYDRA_ADMIN_URL: urls.hydraAdmin,
    COOKIE_SECRET: cookieSecret,
    TRUSTED_CLIENT_IDS: "",
    // Everybody comes from one address here, and nothing stands in front that would have to notice the end.
    FOYER_RATE_LIMIT_ADDRESS_POSTS: "0",
    FOYER_RATE_LIMIT_NETWORK_POSTS: "0",
    FOYER_DRAIN_DELAY_MS: "0",
    FOYER_START_CHECKS: "false",
  };
}

/** What a program needs to run, and everything named FOYER_*. @param {NodeJS.ProcessEnv} env */
function toInheritedEnv(env) {
  const basics = ["PATH", "HOME", "TMPDIR", "TZ", "LANG", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"];
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name.startsWith("FOYER_") || basics.includes(name)),
  );
}
