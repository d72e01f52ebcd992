/** Bounds what one connection holds: one request under way at a time, and an answer for so long (threat P18). */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Longest that a client takes to read an answer, in milliseconds; the largest file is there long before on a bad line. */
const READING_LIMIT_MS = 60_000;

/**
 * More than this and a connection is cut off: browsers and proxies wait for an answer before they ask again, and whoever does
 * not could have Foyer keep a hundred bytes for each that they send.
 */
const WAITING_LIMIT = 32;

/** Cuts off a client that asks and does not read: it would keep the answer in memory, and its connection, for ever. */
export function boundReading(
  { socket }: IncomingMessage,
  response: ServerResponse,
  limitMs = READING_LIMIT_MS,
): void {
  response.once("prefinish", () => {
    const timer = setTimeout(() => socket.destroy(), limitMs).unref();
    response.once("close", () => clearTimeout(timer));
  });
}

/**
 * Runs a connection's requests one after another, in the order in which they were sent. Answers must be in that order
 * anyway (RFC 9112 §9.3.2); run at once, a packet full of requests would be hundreds of calls to Kratos.
 * A connection on which too many wait is cut off.
 */
export function createTurns(): (socket: Socket, response: ServerResponse, run: () => void) => void {
  const queues = new WeakMap<Socket, { last?: Promise<void>; unanswered: number }>();
  return (socket, response, run) => {
    // What else came in the packet for which it was cut off.
    if (socket.destroyed) return;
    const queue = queues.get(socket) ?? { unanswered: 0 };
    queues.set(socket, queue);
    if (queue.unanswered > WAITING_LIMIT) return void socket.destroy();
    const before = queue.last;
    queue.unanswered += 1;
    queue.last = new Promise((resolve) =>
      response.once("close", () => {
        queue.unanswered -= 1;
        resolve();
      }),
    );
    if (!before) return run();
    // One whose connection has ended is never run: nobody would read its answer.
    void before.then(() => (socket.destroyed ? undefined : run()));
  };
}
