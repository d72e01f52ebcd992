/** Bounds what one connection holds: one request under way at a time, and an answer for so long (threat P18). */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Longest that a client takes to read an answer, in milliseconds; the largest file is there long before on a bad line. */
const READING_LIMIT_MS = 60_000;

/** Requests that wait for the answers before theirs, at most: browsers pipeline none, and each holds memory. */
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
  const lastOf = new WeakMap<Socket, Promise<void>>();
  const waiting = new WeakMap<Socket, number>();
  return (socket, response, run) => {
    if (socket.destroyed) return;
    const before = lastOf.get(socket);
    const count = waiting.get(socket) ?? 0;
    if (count > WAITING_LIMIT) {
      socket.destroy();
      return;
    }
    waiting.set(socket, count + 1);
    response.once("close", () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
    const answered = new Promise<void>((resolve) => response.once("close", resolve));
    lastOf.set(socket, answered);
    if (!before) return run();
    // One whose connection has ended is never run: nobody would read its answer.
    void before.then(() => (socket.destroyed ? undefined : run()));
  };
}
