// @ts-check
/**
 * `npm run dev`: the same server with reloading, for people who change Foyer. Where the environment names no Kratos, the
 * demo's servers are started beside it.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { log, logError } from "./lib/progress.mjs";
import { REPOSITORY } from "./lib/run.mjs";
import { requireNode } from "./lib/setup.mjs";

/** What the stylesheets and scripts are made of: classes are found where they are written. */
const DRAWN = ["app", "client", "components", "styles"].map((name) => join(REPOSITORY, name));

const { KRATOS_PUBLIC_URL, ORY_SDK_URL } = process.env;

try {
  requireNode(process.versions.node);
  await (KRATOS_PUBLIC_URL || ORY_SDK_URL ? serveReloading() : serveBesideStack());
} catch (error) {
  logError(error);
  process.exit(1);
}

async function serveReloading() {
  process.env.FOYER_ERROR_REASONS ??= "true";
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  const { buildAssets } = await import("./build-assets.mjs");
  const { buildDevelopmentServer } = await import("./build-server.mjs");
  await buildAssets();
  const { watchFolders } = await import("./lib/watch-folders.mjs");
  watchFolders(DRAWN, buildAssets, logError);
  await import(pathToFileURL(await buildDevelopmentServer()).href);
}

/** In a process of its own: the development server ends by itself when it is told to. */
async function serveBesideStack() {
  await ensureDependencies(log);
  const { startStack } = await import("../stack/manager.mjs");
  const { toFoyerEnv } = await import("../stack/foyer-process.mjs");
  const stack = await startStack({ parts: ["mail", "upstreamIdp", "relyingParty", "kratos", "hydra"], log });
  const { urls, ports, demoAccounts } = stack;
  const env = toFoyerEnv(urls, ports.foyer, randomBytes(32).toString("hex"));
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    env: { ...env, ...process.env, NODE_ENV: "development" },
    stdio: "inherit",
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => child.kill(signal));
  for (const { email, password } of demoAccounts) log(`demo account: ${email} ${password}`);
  log(`Foyer: ${urls.foyer}   an app: ${urls.relyingParty}   mail: ${urls.mail}`);
  await once(child, "exit");
  await stack.stop();
}
