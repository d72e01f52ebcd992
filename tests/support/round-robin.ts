/** A load balancer without sticky sessions: each request goes to the next instance that takes it. */

import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";

export interface RoundRobin {
  /** Requests each instance was handed, by its URL. */
  handed: Map<string, number>;
  close: () => Promise<void>;
}

/**
 * A refused connection was never a request, so the next instance gets it; one that broke off is a 502, as with any
 * balancer: it may have been carried out.
 * @param instances URLs, in turn
 */
export async function startRoundRobin(port: number, instances: readonly string[]): Promise<RoundRobin> {
  const handed = new Map<string, number>();
  let turn = 0;

  const attempt = (request: IncomingMessage, response: ServerResponse, body: Buffer, left: number): void => {
    const instance = instances[turn++ % instances.length] ?? "";
    const outgoing = forward(
      new URL(request.url ?? "/", instance),
      { method: request.method, headers: request.headers, agent: false },
      (answer) => {
        handed.set(instance, (handed.get(instance) ?? 0) + 1);
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
        answer.on("error", () => response.destroy());
      },
    );
    outgoing.on("error", (error) => {
      const wasRefused = "code" in error && error.code === "ECONNREFUSED";
      if (wasRefused && left > 1) return attempt(request, response, body, left - 1);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end("Bad gateway");
    });
    outgoing.end(body);
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    attempt(request, response, Buffer.concat(chunks), instances.length);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  return {
    handed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
