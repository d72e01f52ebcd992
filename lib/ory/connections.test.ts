/** However many people wait, an upstream sees a bounded number of connections. */

import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const REQUESTS = 200;

let server: Server;
let waiting: ServerResponse[] = [];
let open = 0;
let most = 0;

beforeEach(async () => {
  waiting = [];
  server = createServer((_request, response) => void waiting.push(response));
  server.on("connection", (socket) => {
    open += 1;
    most = Math.max(most, open);
    socket.on("close", () => {
      open -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  setEnvironment({ FOYER_UPSTREAM_TIMEOUT_MS: "30000" });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it("P16: two hundred people at once are sixty-four connections, and all are answered", async () => {
  const { send } = await import("./transport");
  const { port } = server.address() as AddressInfo;
  const message = { upstream: "kratos", operation: "x", method: "GET", headers: {} } as const;
  const answers = Promise.all(
    Array.from({ length: REQUESTS }, () => send({ ...message, url: `http://127.0.0.1:${port}/` })),
  );
  let answered = 0;
  while (answered < REQUESTS) {
    await vi.waitFor(() => expect(waiting.length).toBe(Math.min(64, REQUESTS - answered)));
    for (const response of waiting.splice(0)) {
      response.end("{}");
      answered += 1;
    }
  }
  expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set([200]));
  expect(most).toBe(64);
});
