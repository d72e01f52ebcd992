// @ts-check
// The parts a stack is made of: how each is started and stopped.

import { join } from "node:path";
import { prepareFoyerProcess } from "./foyer-process.mjs";
import { toHydraConfig } from "./hydra/config.mjs";
import { toKratosConfig } from "./kratos/config.mjs";
import { toBase64Url, toEmbeddedUrl } from "./kratos/embedded-file.mjs";
import { startMailSink } from "./mail/sink.mjs";
import { deepMerge } from "./merge.mjs";
import { resolveOption } from "./options.mjs";
import { prepareOryProcess, toDsn } from "./ory-process.mjs";
import { preparePostgres } from "./postgres.mjs";
import { startRelyingParty } from "./relying-party/server.mjs";
import { startUpstreamIdp } from "./upstream-idp/server.mjs";

/** @typedef {import("./options.mjs").PartName} PartName */
/** @typedef {{ stop: () => Promise<void>, pid?: number }} RunningPart servers in this process have no pid */

/**
 * What the parts share.
 * @typedef {object} StackContext
 * @property {import("./options.mjs").ResolvedOptions} options
 * @property {import("./urls.mjs").StackUrls} urls
 * @property {import("./ports.mjs").Ports} ports
 * @property {import("./secrets.mjs").GetSecret} secret
 * @property {import("./build/binaries.mjs").Binaries} binaries
 * @property {import("./mail/inbox.mjs").Inbox} inbox
 * @property {import("./hydra/clients.mjs").OAuth2Client[]} clients
 * @property {ReturnType<typeof import("./processes.mjs").openProcessGroup>} processes
 * @property {import("./postgres.mjs").Postgres} [postgres] once its databases are there
 * @property {import("./console/console.mjs").StackConsole} [console] once its operator exists
 * @property {{ failNext?: (error: import("./upstream-idp/server.mjs").ProviderError) => void }} upstreamControl
 */

/** @type {Record<PartName, (context: StackContext) => Promise<RunningPart>>} */
export const partStarters = {
  postgres: startPostgres,
  kratos: startKratos,
  hydra: startHydra,
  mail: startMail,
  relyingParty: startRp,
  upstreamIdp: startUpstream,
  foyer: startFoyer,
};

/** @param {StackContext} context */
async function startPostgres(context) {
  const postgres = await preparePostgres({
    logFile: join(context.options.dir, "logs", "postgres.log"),
    password: context.secret("postgres.password"),
  });
  const running = await context.processes.start(postgres.spec);
  await postgres.createDatabases({ name: "kratos" }, { name: "hydra" });
  context.postgres = postgres;
  const stop = async () => {
    await running.stop();
    await postgres.remove();
  };
  return { pid: running.pid, stop };
}

/** @param {StackContext} context */
async function startKratos({ options, urls, ports, secret, binaries, processes, postgres }) {
  const dsn = toDsn(options, "kratos", postgres);
  const defaults = toKratosConfig({
    urls,
    ports,
    secret,
    dsn,
    schemaUrl: toSchemaUrl(options.identitySchema),
  });
  const config = deepMerge(defaults, await resolveOption(options.kratos, urls));
  return processes.start(
    await prepareOryProcess({
      name: "kratos",
      binary: binaries.kratos,
      dir: options.dir,
      config,
      adminUrl: urls.kratosAdmin,
      isMigrated: options.database === "shared",
    }),
  );
}

/** @param {import("./options.mjs").StackOptions["identitySchema"]} schema */
function toSchemaUrl(schema = "default") {
  if (schema === "default") return toEmbeddedUrl("identity.schema.json");
  if (schema === "full") return toEmbeddedUrl("identity-full.schema.json");
  return toBase64Url(JSON.stringify(schema));
}

/** @param {StackContext} context */
async function startHydra({ options, urls, ports, secret, binaries, processes, postgres }) {
  const dsn = toDsn(options, "hydra", postgres);
  const config = deepMerge(
    toHydraConfig({ urls, ports, secret, dsn }),
    await resolveOption(options.hydra, urls),
  );
  return processes.start(
    await prepareOryProcess({
      name: "hydra",
      binary: binaries.hydra,
      dir: options.dir,
      config,
      adminUrl: urls.hydraAdmin,
      isMigrated: options.database === "shared",
    }),
  );
}

/** @param {StackContext} context */
async function startMail({ ports, inbox }) {
  const sink = await startMailSink({ httpPort: ports.mail, smtpPort: ports.smtp, inbox });
  return { stop: sink.close };
}

/** @param {StackContext} context */
async function startRp({ urls, ports, secret, clients }) {
  const server = await startRelyingParty({ port: ports.relyingParty, urls, clients, secret });
  return { stop: server.close };
}

/** @param {StackContext} context */
async function startUpstream({ urls, ports, secret, upstreamControl }) {
  const server = await startUpstreamIdp({
    port: ports.upstreamIdp,
    issuer: urls.upstreamIdp,
    foyer: urls.foyer,
    secret,
  });
  upstreamControl.failNext = server.failNext;
  return { stop: server.close };
}

/** @param {StackContext} context */
async function startFoyer({ options, urls, ports, secret, processes, console }) {
  const { foyerEnv } = options;
  const overrides = await (typeof foyerEnv === "function" ? foyerEnv(urls, options.dir) : foyerEnv);
  return processes.start(
    await prepareFoyerProcess({
      dir: options.dir,
      urls,
      port: ports.foyer,
      cookieSecret: secret("foyer.cookie"),
      overrides: { ...console?.env, ...overrides },
    }),
  );
}
