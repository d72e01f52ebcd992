/** Bounds what one connection holds: one request under way at a time, and a body and an answer for so long (threats P16, P18). */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { BoundedRequest } from "./bounded-request";

/** How long a body may take to come, in milliseconds; a large one longer, for as long as it does come. */
const ARRIVING_LIMIT_MS = 30_000;

/** 256 kbit/s: at that the largest file that is taken, 8 MB, is there within five minutes (lib/console/forms/read-form.server.ts). */
const SLOWEST_BYTES_PER_MS = 32;

/** Longest that a client takes to read an answer, in milliseconds; the largest file is there long before on a bad line. */
const READING_LIMIT_MS = 60_000;

/**
 * More than this and a connection is cut off: browsers and proxies wait for an answer before they ask again, and whoever does
 * not could have Foyer keep a hundred bytes for each that they send.
 */
const WAITING_LIMIT = 32;

/**
 * Cuts off a client whose body does not come. One that comes has longer by what it would have taken on the slowest line that
 * is waited for, until it is answered: what is sent to nobody earns no time.
 */
export function boundArriving(request: BoundedRequest, response: ServerResponse): void {
  const { headers, socket } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return;
  let waitedMs = 0;
  let timer: NodeJS.Timeout;
  const wait = () => {
    if (request.complete) return;
    const earnedMs = response.writableEnded ? 0 : request.arrivedBytes / SLOWEST_BYTES_PER_MS;
    const leftMs = Math.ceil(ARRIVING_LIMIT_MS + earnedMs - waitedMs);
    if (leftMs <= 0) return void socket.destroy();
    waitedMs += leftMs;
    timer = setTimeout(wait, leftMs).unref();
  };
  wait();
  request.once("close", () => clearTimeout(timer));
}

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
