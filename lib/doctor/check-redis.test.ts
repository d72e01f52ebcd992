import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { expect, it } from "vitest";
import { checkRedis } from "./check-redis";

/** Answers every command of Redis' protocol with the same line. */
async function withServer(line: string, use: (url: string) => Promise<void>): Promise<void> {
  const server: Server = createServer((socket) => {
    socket.on("data", (data) => {
      for (const _command of data.toString().match(/^\*\d+\r$/gm) ?? []) socket.write(`${line}\r\n`);
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await use(`redis://foyer:a-secret@127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
}

it("a Redis that answers, or none, is nothing to speak of", async () => {
  expect(await checkRedis({ redisUrl: undefined })).toEqual([]);
  await withServer("+PONG", async (redisUrl) => expect(await checkRedis({ redisUrl })).toEqual([]));
});

it.each([
  ["WRONGPASS", "-WRONGPASS invalid username-password pair or user is disabled."],
  ["NOAUTH", "-NOAUTH Authentication required."],
])("a Redis that refuses is named with its reason, %s, and without the password", async (reason, line) => {
  await withServer(line, async (redisUrl) => {
    const [finding, ...more] = await checkRedis({ redisUrl });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: "warning", setting: "FOYER_REDIS_URL" });
    expect(finding?.found).toContain(`(${reason})`);
    expect(JSON.stringify(finding)).not.toContain("a-secret");
  });
});

it("a Redis that is not there is named with the system's reason", async () => {
  const [finding] = await checkRedis({ redisUrl: "redis://:a-secret@127.0.0.1:1" });
  expect(finding?.found).toContain("127.0.0.1:1 (ECONNREFUSED)");
});
