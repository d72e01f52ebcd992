// @ts-check
// Starts a PostgreSQL of a stack's own: a private cluster in a temporary folder, run by an unprivileged user.

import { execFile } from "node:child_process";
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findFreePort } from "./free-port.mjs";

const run = promisify(execFile);

const DEBIAN_ROOT = "/usr/lib/postgresql";
const USER = "foyer";
const DATABASES = ["kratos", "hydra"];
/** Each of the two servers may open this many; PostgreSQL's own limit is 100. */
const CONNECTIONS_PER_SERVER = 30;
/** It is a test's database: what a power cut would lose may be lost. */
const SETTINGS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "logging_collector=off"];

/**
 * @typedef {object} Postgres
 * @property {import("./processes.mjs").ProcessSpec} spec
 * @property {() => Promise<void>} createDatabases once the process answers
 * @property {(database: string) => string} toDsn
 * @property {(database: string, sql: string) => Promise<string>} query answers psql's unaligned rows
 * @property {() => Promise<void>} remove deletes the cluster
 */

/**
 * @param {{ logFile: string, password: string }} input
 * @returns {Promise<Postgres>}
 * @throws when PostgreSQL is not installed
 */
export async function preparePostgres({ logFile, password }) {
  const bin = await findPostgres();
  if (!bin) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const owner = await toOwner();
  const home = await mkdtemp(join(tmpdir(), "foyer-postgres-"));
  const data = join(home, "data");
  const passwordFile = join(home, "password");
  const port = await findFreePort();
  const env = {
    PATH: process.env.PATH,
    LANG: "C.UTF-8",
    NODE_ENV: /** @type {const} */ ("production"),
    PGPASSWORD: password,
  };
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

  const at = ["-h", "127.0.0.1", "-p", String(port), "-U", USER];
  return {
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
      logFile,
      ...owner,
      isReady: () =>
        run(join(bin, "pg_isready"), at).then(
          () => true,
          () => false,
        ),
    },
    async createDatabases() {
      for (const name of DATABASES) await run(join(bin, "createdb"), [...at, name], { env });
    },
    toDsn: (name) =>
      `postgres://${USER}:${password}@127.0.0.1:${port}/${name}?sslmode=disable&max_conns=${CONNECTIONS_PER_SERVER}`,
    async query(name, sql) {
      const { stdout } = await run(join(bin, "psql"), [...at, "-d", name, "-At", "-c", sql], { env });
      return stdout.trim();
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** The folder of the newest installed version's programs. @returns {Promise<string | undefined>} */
export async function findPostgres() {
  const versions = await readdir(DEBIAN_ROOT).catch(() => []);
  const [newest] = versions.toSorted((left, right) => Number(right) - Number(left));
  return newest && join(DEBIAN_ROOT, newest, "bin");
}

/** PostgreSQL refuses to run as root: then Debian's own user for it does. @returns {Promise<{ uid: number, gid: number } | undefined>} */
async function toOwner() {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile("/etc/passwd", "utf8");
  const [, uid, gid] = users.match(/^postgres:[^:]*:(\d+):(\d+):/m) ?? [];
  if (!uid || !gid) throw new Error("There is no user named postgres to run PostgreSQL.");
  return { uid: Number(uid), gid: Number(gid) };
}
