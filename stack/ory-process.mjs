// @ts-check
// Writes an Ory server's configuration, migrates its database, and describes the process to start.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { answersOk } from "./wait.mjs";

const run = promisify(execFile);

/**
 * @typedef {object} OryProcessInput
 * @property {"kratos" | "hydra"} name
 * @property {string} binary
 * @property {string} dir
 * @property {import("./merge.mjs").Config} config
 * @property {string} adminUrl
 * @property {boolean} isMigrated the database has every migration of this build
 */

const HEALTH_PATHS = { kratos: "/admin/health/ready", hydra: "/health/ready" };
const SERVE_ARGS = { kratos: ["serve", "--dev", "--watch-courier"], hydra: ["serve", "all", "--dev"] };
const MIGRATE_ARGS = {
  kratos: ["migrate", "sql", "-e", "--yes"],
  hydra: ["migrate", "sql", "up", "-e", "--yes"],
};

/**
 * @param {import("./options.mjs").ResolvedOptions} options
 * @param {"kratos" | "hydra"} name
 * @param {import("./postgres.mjs").Postgres | undefined} postgres when it is the database
 */
export function toDsn({ dir, database }, name, postgres) {
  if (postgres) return postgres.toDsn(name);
  return database === "memory" ? "memory" : `sqlite://${join(dir, `${name}.sqlite`)}?_fk=true&mode=rwc`;
}

/**
 * @param {OryProcessInput} input
 * @returns {Promise<import("./processes.mjs").ProcessSpec>}
 */
export async function prepareOryProcess({ name, binary, dir, config, adminUrl, isMigrated }) {
  const configFile = join(dir, `${name}.json`);
  await writeFile(configFile, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  if (!isMigrated && config.dsn !== "memory") await migrateOnce({ name, binary, dir, configFile });
  return {
    name,
    command: binary,
    args: [...SERVE_ARGS[name], "--config", configFile],
    env: toServerEnv(),
    cwd: dir,
    logFile: join(dir, "logs", `${name}.log`),
    isReady: () => answersOk(`${adminUrl}${HEALTH_PATHS[name]}`),
  };
}

/** @typedef {{ name: "kratos" | "hydra", binary: string, dir: string, configFile: string }} Migration */

/** Runs the migrations once for each build: they take seconds even when there is nothing to do. @param {Migration} migration */
async function migrateOnce(migration) {
  const { name, binary, dir } = migration;
  const stamp = join(dir, `${name}.migrated`);
  const migratedBy = await readFile(stamp, "utf8").catch(() => "");
  if (migratedBy === binary) return;
  await runMigrations(migration);
  await writeFile(stamp, binary);
}

/** @param {Migration} migration @throws with the server's own words when one fails */
export async function runMigrations({ name, binary, dir, configFile }) {
  try {
    await run(binary, [...MIGRATE_ARGS[name], "--config", configFile], { cwd: dir, env: toServerEnv() });
  } catch (error) {
    const output = /** @type {{ stderr?: string }} */ (error).stderr ?? "";
    throw new Error(`The migrations of ${name} failed:\n${output.trim()}`, { cause: error });
  }
}

/** The servers read any setting from the environment: give them only what a program needs to run. */
function toServerEnv() {
  const { PATH, HOME, TMPDIR, TZ } = process.env;
  return { NODE_ENV: /** @type {const} */ ("production"), PATH, HOME, TMPDIR, TZ };
}
