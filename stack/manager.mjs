// @ts-check
// Starts a real Kratos and Hydra with everything around them, and ends exactly what it started.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureBinaries } from "./build/binaries.mjs";
import { prepareConsole } from "./console/console.mjs";
import { fillDemo } from "./demo-data/fill.mjs";
import { fillServers } from "./fill-servers.mjs";
import { toDefaultClients } from "./hydra/clients.mjs";
import { giveSigningKeys } from "./hydra/signing-keys.mjs";
import { Inbox } from "./mail/inbox.mjs";
import { resolveOption, resolveOptions } from "./options.mjs";
import { createClient, createIdentity } from "./ory-admin.mjs";
import { claimFreePorts, claimPorts, toPorts } from "./ports.mjs";
import { openProcessGroup } from "./processes.mjs";
import { openParts, startAll } from "./running-parts.mjs";
import { openSecrets } from "./secrets.mjs";
import { joinSharedPostgres } from "./shared-postgres.mjs";
import { removeStackFile, requireNoStackIn, writeStackFile } from "./stack-file.mjs";
import { toUrls } from "./urls.mjs";

/** @typedef {import("./options.mjs").PartName} PartName */
/** @typedef {import("./options.mjs").StackOptions} StackOptions */
/** @typedef {import("./mail/inbox.mjs").Message} Message */
/** @typedef {Awaited<ReturnType<typeof startStack>>} Stack */

const DEFAULT_MESSAGE_DEADLINE_MS = 10_000;

/**
 * @param {StackOptions} [options]
 * @throws when a stack runs already in the folder or on the ports, a port is taken, or a server does not get ready;
 *   what had been started is ended first
 */
export async function startStack(options = {}) {
  const resolved = resolveOptions(options);
  await requireNoStackIn(resolved.dir);
  const binaries = await ensureBinaries(resolved.parts.filter(isOryServer), resolved.log);
  const claimed = await claim(resolved);
  await mkdir(join(resolved.dir, "logs"), { recursive: true, mode: 0o700 });
  const urls = toUrls(claimed.ports, resolved);
  const secret = await openSecrets(resolved.dir);
  const clients = [...toDefaultClients(urls, secret), ...(resolveOption(resolved.clients, urls) ?? [])];
  /** @type {import("./parts.mjs").StackContext} */
  const context = {
    options: resolved,
    urls,
    ports: claimed.ports,
    secret,
    binaries,
    inbox: new Inbox(),
    clients,
    processes: openProcessGroup({ temporaryDir: resolved.temporary ? resolved.dir : undefined }),
    upstreamControl: {},
  };
  const parts = openParts(context);
  /** @type {Awaited<ReturnType<typeof joinSharedPostgres>> | undefined} */
  let shared;
  const stop = once(async () => {
    await parts.stopAll();
    await shared?.remove();
    await removeStackFile(resolved.dir);
    if (resolved.temporary) await rm(resolved.dir, { recursive: true, force: true });
    await context.processes.close();
    await claimed.release();
  });

  try {
    if (resolved.database === "postgres") await parts.start("postgres");
    if (resolved.database === "shared") {
      shared = await joinSharedPostgres();
      context.postgres = shared.postgres;
    }
    await startAll(
      resolved.parts.filter((name) => name !== "foyer"),
      parts.start,
    );
    if (shared && resolved.parts.includes("hydra"))
      await giveSigningKeys(urls.hydraAdmin, shared.signingKeys);
    // Last: what Foyer asks of Kratos once, at its start, is then answered before anybody counts calls.
    if (resolved.console) context.console = await prepareConsole(context, resolved.console);
    if (resolved.parts.includes("foyer")) await parts.start("foyer");
    const demoAccounts = await fillServers(context);
    if (resolved.demoData) {
      resolved.log("filling in people, apps and mail, where they are not there yet");
      await fillDemo(context);
    }
    await writeStackFile(context, parts.pids(), demoAccounts);
    return toStack({ context, parts, demoAccounts, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {PartName} name @returns {name is import("./build/binaries.mjs").ServerName} */
function isOryServer(name) {
  return name === "kratos" || name === "hydra";
}

/** @param {import("./options.mjs").ResolvedOptions} options */
function claim({ dir, portBase }) {
  /** @param {number} base */
  const toClaim = (base) => ({ dir, pid: process.pid, foyer: `http://localhost:${toPorts(base).foyer}` });
  return portBase === undefined ? claimFreePorts(toClaim) : claimPorts(portBase, toClaim(portBase));
}

/**
 * @param {{ context: import("./parts.mjs").StackContext, parts: ReturnType<typeof openParts>,
 *   demoAccounts: import("./options.mjs").DemoAccount[], stop: () => Promise<void> }} input
 */
function toStack({ context, parts, demoAccounts, stop }) {
  const { urls, ports, clients, inbox, options, upstreamControl } = context;
  return {
    urls,
    ports,
    dir: options.dir,
    demoAccounts,
    /** The operator console's address and its operator, where it is on. */
    console: context.console,
    clients,
    stop,
    pids: parts.pids,
    /** Asks the stack's PostgreSQL. @param {"kratos" | "hydra"} database @param {string} sql */
    query: (database, sql) => context.postgres?.query(database, sql) ?? Promise.resolve(""),
    startPart: parts.start,
    stopPart: parts.stop,
    /** @param {PartName} name */
    async restart(name) {
      await parts.stop(name);
      await parts.start(name);
      await writeStackFile(context, parts.pids(), demoAccounts);
    },

    /** @param {import("./ory-admin.mjs").NewIdentity} identity */
    createIdentity: (identity) => createIdentity(urls.kratosAdmin, identity),
    /** Also makes the client known to the relying party (`/login?client=…`). @param {Record<string, unknown>} client */
    async createClient(client) {
      const created = await createClient(urls.hydraAdmin, client);
      clients.push(created);
      return created;
    },

    /** Oldest first. @param {string} [recipient] */
    messages: (recipient) => inbox.list({ to: recipient }),
    clearMessages: () => inbox.clear(),
    /**
     * @param {string} recipient
     * @param {{ after?: string, timeoutMs?: number }} [options] `after`: id of the last message that is known already
     * @returns {Promise<Message>}
     */
    async waitForMessage(recipient, { after, timeoutMs = DEFAULT_MESSAGE_DEADLINE_MS } = {}) {
      const message = await inbox.wait({ to: recipient, after }, timeoutMs);
      if (!message) throw new Error(`No message for ${recipient} came in ${timeoutMs / 1000} s.`);
      return message;
    },
    /** The next sign-in at the upstream provider ends with this error. @param {import("./upstream-idp/server.mjs").ProviderError} error */
    failNextUpstreamSignIn: (error) => upstreamControl.failNext?.(error),
  };
}

/** @param {() => Promise<void>} action */
function once(action) {
  /** @type {Promise<void> | undefined} */
  let done;
  return () => {
    done ??= action();
    return done;
  };
}
