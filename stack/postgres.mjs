// @ts-check
// Starts a PostgreSQL of a stack's own: a private cluster in a temporary folder, run by an unprivileged user.

import { execFile } from "node:child_process";
import { chown, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { isExecutable } from "./build/executable.mjs";
import { findFreePort } from "./free-port.mjs";
import { makeTemporaryFolder } from "./temporary-folder.mjs";

const run = promisify(execFile);

const DEBIAN_ROOT = "/usr/lib/postgresql";
const USER = "foyer";
/** Each of the two servers may open this many. */
const CONNECTIONS_PER_SERVER = 30;
/** None is closed while it waits: a new one costs more than what is then asked, and Ory keeps two by default here. */
const CONNECTION_SETTINGS = new URLSearchParams({
  sslmode: "disable",
  max_conns: String(CONNECTIONS_PER_SERVER),
  max_idle_conns: String(CONNECTIONS_PER_SERVER),
});
/** For two servers of each of a few stacks at once. */
const CONNECTIONS = 600;
/** It is a test's database: what a power cut would lose may be lost. */
const SETTINGS = [
  `max_connections=${CONNECTIONS}`,
  "fsync=off",
  "full_page_writes=off",
  "synchronous_commit=off",
  "logging_collector=off",
];

/** @typedef {{ port: number, password: string }} PostgresAddress on this machine */

/**
 * A cluster's databases, as a stack uses them.
 * @typedef {object} Postgres
 * @property {(...databases: { name: string, template?: string }[]) => Promise<void>} createDatabases once the process
 *   answers; a copy of `template`, to which nobody may be connected
 * @property {(...databases: string[]) => Promise<void>} dropDatabases whoever is connected to them
 * @property {(database: string) => string} toDsn
 * @property {(database: string, sql: string) => Promise<string>} query answers psql's unaligned rows
 */

/**
 * A cluster of one's own.
 * @typedef {Postgres & { spec: import("./processes.mjs").ProcessSpec, address: PostgresAddress, remove: () => Promise<void> }} PostgresCluster
 * `remove` deletes it
 */

/**
 * @param {{ logFile: string, password: string }} input
 * @returns {Promise<PostgresCluster>}
 * @throws when PostgreSQL is not installed
 */
export async function preparePostgres({ logFile, password }) {
  const bin = await findPostgres();
  if (!bin) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const owner = await toOwner();
  const { path: home, remove } = makeTemporaryFolder("postgres");
  const data = join(home, "data");
  const passwordFile = join(home, "password");
  const port = await findFreePort();
  const env = toEnv(password);
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) await Promise.all([home, data, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
  const initialise = [
    "-D",
    data,
    "-U",
    USER,
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
  ];
  await run(join(bin, "initdb"), [...initialise, "--no-sync", "--no-instructions"], {
    ...owner,
    env,
    cwd: home,
  });

  const address = { port, password };
  return {
    ...openClient(bin, address),
    address,
    spec: {
      name: "postgres",
      command: join(bin, "postgres"),
      args: [
        "-D",
        data,
        "-p",
        String(port),
        "-h",
        "127.0.0.1",
        "-k",
        home,
        ...SETTINGS.flatMap((set) => ["-c", set]),
      ],
      env,
      cwd: home,
      temporaryDir: home,
      logFile,
      ...owner,
      isReady: () =>
        run(join(bin, "pg_isready"), toArguments(address)).then(
          () => true,
          () => false,
        ),
    },
    remove,
  };
}

/**
 * What is asked of a running cluster.
 * @param {string} bin folder of PostgreSQL's programs
 * @param {PostgresAddress} address
 */
export function openClient(bin, address) {
  const env = toEnv(address.password);
  /** @param {string} database @param {string[]} commands each in a transaction of its own */
  const ask = async (database, commands) => {
    const each = commands.flatMap((command) => ["-c", command]);
    const { stdout } = await run(
      join(bin, "psql"),
      [...toArguments(address), "-X", "-d", database, "-v", "ON_ERROR_STOP=1", "-At", ...each],
      { env },
    );
    return stdout.trim();
  };
  return {
    /** @type {Postgres["createDatabases"]} */
    createDatabases: async (...databases) => {
      const commands = databases.map(
        ({ name, template = "template1" }) => `CREATE DATABASE "${name}" TEMPLATE "${template}"`,
      );
      await ask("postgres", commands);
    },
    /** @type {Postgres["dropDatabases"]} */
    dropDatabases: async (...databases) => {
      await ask(
        "postgres",
        databases.map((name) => `DROP DATABASE "${name}" WITH (FORCE)`),
      );
    },
    /** @type {Postgres["toDsn"]} */
    toDsn: (name) =>
      `postgres://${USER}:${address.password}@127.0.0.1:${address.port}/${name}?${CONNECTION_SETTINGS}`,
    /** @type {Postgres["query"]} */
    query: (name, sql) => ask(name, [sql]),
  };
}

/** @param {PostgresAddress} address */
function toArguments({ port }) {
  return ["-h", "127.0.0.1", "-p", String(port), "-U", USER];
}

/** @param {string} password */
function toEnv(password) {
  return {
    PATH: process.env.PATH,
    LANG: "C.UTF-8",
    NODE_ENV: /** @type {const} */ ("production"),
    PGPASSWORD: password,
  };
}

/**
 * The folder of the newest installed version's programs. One that holds those of a client alone is passed over.
 * @param {string} [root] with a folder for each version
 * @returns {Promise<string | undefined>}
 */
export async function findPostgres(root = DEBIAN_ROOT) {
  const versions = await readdir(root).catch(() => []);
  for (const version of versions.toSorted((left, right) => Number(right) - Number(left))) {
    const bin = join(root, version, "bin");
    if (await isExecutable(join(bin, "postgres"))) return bin;
  }
  return undefined;
}

/** PostgreSQL refuses to run as root: then Debian's own user for it does. @returns {Promise<{ uid: number, gid: number } | undefined>} */
async function toOwner() {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile("/etc/passwd", "utf8");
  const [, uid, gid] = users.match(/^postgres:[^:]*:(\d+):(\d+):/m) ?? [];
  if (!uid || !gid) throw new Error("There is no user named postgres to run PostgreSQL.");
  return { uid: Number(uid), gid: Number(gid) };
}
