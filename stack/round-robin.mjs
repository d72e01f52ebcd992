// @ts-check
// A load balancer without sticky sessions: each request goes to the next instance that takes it.

import { createServer, request as forward } from "node:http";
import { KEEP_ALIVE_MS } from "./http.mjs";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */

/**
 * A refused connection was never a request, so the next instance gets it; one that broke off is a 502, as with any
 * balancer: it may have been carried out.
 * @param {number} port on which the public address leads here
 * @param {readonly string[]} instances URLs, in turn
 * @returns {Promise<{ handed: Map<string, number>, use: (instances: readonly string[]) => void, close: () => Promise<void> }>}
 *   `handed`: answers by instance; `use`: others from the next request on, beginning with the first
 */
export async function startRoundRobin(port, instances) {
  let inTurn = instances;
  /** @type {Map<string, number>} */
  const handed = new Map();
  let turn = 0;

  /** @param {Request} request @param {Response} response @param {Buffer} body @param {readonly string[]} left in this order */
  const attempt = (request, response, body, [instance = "", ...left]) => {
    const to = new URL(request.url ?? "/", instance);
    const outgoing = forward(to, { method: request.method, headers: request.headers }, (answer) => {
      handed.set(instance, (handed.get(instance) ?? 0) + 1);
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    outgoing.on("error", (error) => {
      const wasRefused = "code" in error && error.code === "ECONNREFUSED";
      if (wasRefused && left.length > 0) return attempt(request, response, body, left);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end("Bad gateway");
    });
    outgoing.end(body);
  };

  const server = createServer(async (request, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const first = turn++ % inTurn.length;
    attempt(request, response, Buffer.concat(chunks), [...inTurn.slice(first), ...inTurn.slice(0, first)]);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise((/** @type {(value: void) => void} */ resolve) => {
    server.listen(port, "127.0.0.1", () => resolve());
  });
  return {
    handed,
    use(others) {
      inTurn = others;
      turn = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
