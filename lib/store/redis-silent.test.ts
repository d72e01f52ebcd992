/** A Redis that takes connections and never answers: nobody waits for it long. */

import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

let server: Server;

beforeAll(async () => {
  server = createServer((socket) => void socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  setEnvironment({ FOYER_REDIS_URL: `redis://user:canary-password@127.0.0.1:${port}` });
});
afterAll(() => server.close());

it("P16: a Redis that never answers is gone on without, and its password is in no log line", async () => {
  const [{ getRedis }, { getLogger }] = await Promise.all([import("./redis"), import("@/lib/observe/log")]);
  const logged: unknown[] = [];
  for (const level of ["info", "error"] as const)
    vi.spyOn(getLogger(), level).mockImplementation((line: unknown) => void logged.push(line));
  const redis = await getRedis();
  await expect(redis?.get("key")).rejects.toThrow();
  expect(JSON.stringify(logged)).not.toContain("canary");
  redis?.disconnect();
}, 15_000);
