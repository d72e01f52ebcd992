import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it.each([
  ["127.0.0.2", "127.0.0.2", 0],
  ["0.0.0.0", "0.0.0.0", 0],
  ["127.0.0.2", "0.0.0.0", 1],
])("a server at %s with HOST=%s: the health check ends with %s", async (listensAt, host, code) => {
  const server = createServer(({ url }, response) => {
    response.writeHead(url === "/health/alive" ? 200 : 404).end();
  });
  server.listen(0, listensAt);
  await once(server, "listening");
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  vi.stubEnv("HOST", host);
  vi.stubEnv("PORT", String((server.address() as AddressInfo).port));
  vi.resetModules();
  await import("./healthcheck");
  expect(exit.mock.calls).toEqual([[code]]);
  server.closeAllConnections();
  server.close();
});
