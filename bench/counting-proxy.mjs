// @ts-check
/** Stands before an upstream and counts what is asked of it, by method and path. */

import { createServer, request } from "node:http";

/**
 * @param {string} target origin of the server behind
 * @returns {Promise<{ url: string, calls: string[], close: () => void }>}
 */
export async function startCountingProxy(target) {
  /** @type {string[]} */
  const calls = [];
  const server = createServer((incoming, outgoing) => {
    calls.push(`${incoming.method} ${(incoming.url ?? "").split("?")[0]}`);
    const forwarded = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    forwarded.on("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
