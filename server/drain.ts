/** Ends a server without failing a request: readiness first, then no new connections, then what still runs, jobs' steps too. */

import type { Server } from "node:http";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { awaitWork, beginDraining, isDraining, runClosers } from "@/lib/process/shutdown";
import { type Connections, watchConnections } from "./connections";

/** Longest wait for running requests, in milliseconds, where none may take longer. */
const DRAIN_LIMIT_MS = 20_000;

/** What a request takes besides its longest wait for a server, in milliseconds. */
const MARGIN_MS = 2000;

/** Longest wait for traces and the like to be written out, in milliseconds. */
const CLOSE_LIMIT_MS = 2000;

/** How often connections that have become idle are closed, in milliseconds. */
const SWEEP_MS = 50;

/** How long a request has to be begun by then, and to be sent whole where no other runs, in milliseconds. */
const SENDING_LIMIT_MS = 500;

/** As many connections as Node lets wait for it (its `backlog`). */
const MOST_WAITING = 511;

/** How long nothing may come of a request's body then, in milliseconds: a client that has gone would hold the end up. */
const STALLED_LIMIT_MS = 5000;

interface Draining {
  /** From SIGTERM until no connection is taken any more, in milliseconds. */
  delayMs: number;
  /** Longest wait of a request for a server, in milliseconds. */
  longestMs?: number;
  /** Shorter in tests. */
  stalledMs?: number;
}

/**
 * SIGTERM (an orchestrator) waits `delayMs` first, so that load balancers see `/health/ready` fail and send nobody
 * any more; SIGINT (a person) does not. A second signal ends the process at once.
 */
export function drainOnSignal(
  server: Server,
  { delayMs, longestMs = 0, stalledMs = STALLED_LIMIT_MS }: Draining,
): void {
  const limitMs = Math.max(DRAIN_LIMIT_MS, longestMs + MARGIN_MS);
  // Clients that keep connections open learn to open new ones, elsewhere.
  server.prependListener("request", (_request, response) => {
    if (isDraining()) response.setHeader("connection", "close");
  });
  const connections = watchConnections(server);
  const end = (delayMs: number) => {
    // Where it is a container's first process, the system would keep the signal from it.
    if (isDraining()) process.exit(1);
    beginDraining();
    void drain(server, connections, { delayMs, limitMs, stalledMs });
  };
  process.on("SIGTERM", () => end(delayMs));
  process.on("SIGINT", () => end(0));
}

async function drain(
  server: Server,
  connections: Connections,
  { delayMs, limitMs, stalledMs }: { delayMs: number; limitMs: number; stalledMs: number },
): Promise<void> {
  await delay(delayMs);
  await takeWaiting(connections);
  setTimeout(() => process.exit(1), limitMs).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  // A request that was running before the signal promised to keep its connection: it idles once it is answered.
  const closedAt = performance.now();
  const sweep = setInterval(async () => {
    // After what came of them was read: a connection that is closed before is reset, and a request is lost with it.
    await nextTurn();
    server.closeIdleConnections();
    connections.closeUnused(SENDING_LIMIT_MS);
    connections.closeStalled(stalledMs);
    // Node looks no more at how long a client takes to send its request.
    if (connections.areIdle() && performance.now() - closedAt >= SENDING_LIMIT_MS) connections.closeAll();
  }, SWEEP_MS);
  await closed;
  clearInterval(sweep);
  await awaitWork();
  await Promise.race([runClosers(), delay(CLOSE_LIMIT_MS)]);
  process.exit(0);
}

/** Node takes one connection a turn: those that wait when it takes no more would be reset. */
async function takeWaiting(connections: Connections): Promise<void> {
  for (let turn = 0; turn < MOST_WAITING; turn += 1) {
    const taken = connections.countTaken();
    await nextTurn();
    if (connections.countTaken() === taken) return;
  }
}
