// @ts-check
// One PostgreSQL for all stacks of a test run. Each gets databases of its own, copied from ones that are migrated already,
// and the keys that its Hydra signs with.

import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureBinaries } from "./build/binaries.mjs";
import { makeSigningKeys } from "./hydra/signing-keys.mjs";
import { runMigrations } from "./ory-process.mjs";
import { findPostgres, openClient, preparePostgres } from "./postgres.mjs";
import { openProcessGroup } from "./processes.mjs";
import { makeTemporaryFolder } from "./temporary-folder.mjs";

/** Where stacks find the cluster: `<port> <password> <file of signing keys>`. */
const VARIABLE = "FOYER_STACK_POSTGRES";

/** @type {("kratos" | "hydra")[]} */
const SERVERS = ["kratos", "hydra"];

/**
 * Starts the cluster, and names it to every stack that this process and its children start from now on.
 * @returns {Promise<() => Promise<void>>} ends it
 * @throws when PostgreSQL is not installed, or a migration fails
 */
export async function startSharedPostgres() {
  const { path: dir, remove } = makeTemporaryFolder("shared-postgres");
  const processes = openProcessGroup({ temporaryDir: dir });
  const password = randomUUID();
  const signingKeys = makeSigningKeys();
  const cluster = await preparePostgres({ logFile: join(dir, "postgres.log"), password });
  const running = await processes.start(cluster.spec);
  const binaries = await ensureBinaries(SERVERS, () => {});
  await cluster.createDatabases(...SERVERS.map((server) => ({ name: toTemplate(server) })));
  await Promise.all(
    SERVERS.map(async (server) => {
      const configFile = join(dir, `${server}.json`);
      await writeFile(configFile, JSON.stringify({ dsn: cluster.toDsn(toTemplate(server)) }), {
        mode: 0o600,
      });
      await runMigrations({ name: server, binary: binaries[server], dir, configFile });
    }),
  );
  const keysFile = join(dir, "signing-keys.json");
  await writeFile(keysFile, JSON.stringify(await signingKeys), { mode: 0o600 });
  process.env[VARIABLE] = `${cluster.address.port} ${password} ${keysFile}`;
  return async () => {
    await running.stop();
    await cluster.remove();
    await remove();
    await processes.close();
  };
}

/** Whether a cluster for all stacks runs. */
export function hasSharedPostgres() {
  return process.env[VARIABLE] !== undefined;
}

/**
 * Databases in the cluster for all, for one stack alone.
 * @returns {Promise<{ postgres: import("./postgres.mjs").Postgres,
 *   signingKeys: import("./hydra/signing-keys.mjs").SigningKeys, remove: () => Promise<void> }>}
 */
export async function joinSharedPostgres() {
  const [port, password = "", keysFile = ""] = (process.env[VARIABLE] ?? "").split(" ");
  const bin = await findPostgres();
  if (!bin) throw new Error(`${VARIABLE} is set, and PostgreSQL is not installed.`);
  const client = openClient(bin, { port: Number(port), password });
  const stack = randomUUID();
  /** @param {string} server */
  const toName = (server) => `${server}-${stack}`;
  await client.createDatabases(
    ...SERVERS.map((server) => ({ name: toName(server), template: toTemplate(server) })),
  );
  return {
    postgres: {
      ...client,
      toDsn: (server) => client.toDsn(toName(server)),
      query: (server, sql) => client.query(toName(server), sql),
    },
    signingKeys: JSON.parse(await readFile(keysFile, "utf8")),
    remove: () => client.dropDatabases(...SERVERS.map(toName)),
  };
}

/** @param {string} server */
function toTemplate(server) {
  return `${server}-migrated`;
}
