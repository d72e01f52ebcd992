import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { expect, it } from "vitest";
import type { ConsoleConfig } from "@/lib/console/config";
import { COMMAND_TIMEOUT_MS } from "@/lib/store/redis";
import { makeCertificates } from "@/tests/support/certificates";
import { redis, shareRedis } from "@/tests/unit/redis";
import { checkRedis } from "./check-redis";

shareRedis();

const PROBING = { probe: true };
const USER = ["ACL", "SETUSER", "foyer", "reset", "on", ">a-secret"] as const;

/** What the doctor says of the real Redis of this file, asked as its user `foyer`. */
async function findAs(user: string, options = PROBING): Promise<string[]> {
  const redisUrl = `redis://${user}@127.0.0.1:${redis.options.port}`;
  const findings = await checkRedis({ redisUrl }, options);
  return findings.map(({ found }) => found);
}

/** Answers every command of Redis' protocol with the same line. @param lateMs how long a `PING` waits for it */
async function withServer(line: string, use: (url: string) => Promise<void>, lateMs = 0): Promise<void> {
  const server: Server = createServer((socket) => {
    socket.on("data", (data) => {
      const commands = data.toString().match(/^\*\d+\r$/gm) ?? [];
      const answer = () => socket.write(`${line}\r\n`.repeat(commands.length));
      if (/^ping\r$/im.test(data.toString())) setTimeout(answer, lateMs);
      else answer();
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await use(`redis://foyer:a-secret@127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
}

it("a Redis that answers, or none, is nothing to speak of", async () => {
  expect(await checkRedis({ redisUrl: undefined }, PROBING)).toEqual([]);
  await withServer("+PONG", async (redisUrl) => expect(await checkRedis({ redisUrl }, PROBING)).toEqual([]));
});

it.each([
  ["WRONGPASS", "-WRONGPASS invalid username-password pair or user is disabled."],
  ["NOAUTH", "-NOAUTH Authentication required."],
])("a Redis that refuses is named with its reason, %s, and without the password", async (reason, line) => {
  await withServer(line, async (redisUrl) => {
    const [finding, ...more] = await checkRedis({ redisUrl }, PROBING);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: "warning", setting: "FOYER_REDIS_URL" });
    expect(finding?.found).toContain(`(${reason})`);
    expect(JSON.stringify(finding)).not.toContain("a-secret");
  });
});

it("a Redis that answers later than Foyer waits is named", async () => {
  const look = async (redisUrl: string) => {
    const findings = await checkRedis({ redisUrl }, PROBING);
    expect(findings.map(({ found }) => found)).toEqual([
      expect.stringMatching(/ answers after \d+ ms, and Foyer waits 500: /),
    ]);
  };
  await withServer("+PONG", look, COMMAND_TIMEOUT_MS + 100);
});

it("a Redis that is not there is named with the system's reason", async () => {
  const [finding] = await checkRedis({ redisUrl: "redis://:a-secret@127.0.0.1:1" }, PROBING);
  expect(finding?.found).toContain("127.0.0.1:1 (ECONNREFUSED)");
});

it.each([
  ["rights on every key and command", ["~*", "+@all"], undefined],
  ["rights on Foyer's keys alone", ["~foyer:*", "~{foyer:limit}:*", "+@all", "-@dangerous"], undefined],
  ["no right to write", ["~*", "+@read", "+@connection"], "NOPERM"],
  ["no right to run scripts", ["~*", "+@all", "-eval"], "NOPERM"],
  ["rights on other keys", ["~foyer:*", "+@all"], "NOPERM"],
])("a Redis user with %s", async (_what, rights, reason) => {
  await redis.call(...USER, ...rights);
  const found = await findAs("foyer:a-secret");
  expect(found).toEqual(
    reason ? [expect.stringContaining(`does not take what Foyer writes (${reason})`)] : [],
  );
  expect(await findAs("foyer:a-secret", { probe: false }), "read-only it writes nothing").toEqual([]);
});

it("a Redis that is full, or a replica, is named; what was written to try ends by itself", async () => {
  expect(await findAs(":")).toEqual([]);
  const keys = await redis.keys("*");
  expect(keys.toSorted()).toEqual(["foyer:doctor", "{foyer:limit}:doctor"]);
  for (const key of keys) expect(await redis.pttl(key)).toBeLessThanOrEqual(1000);
  await redis.config("SET", "maxmemory", "1");
  expect(await findAs(":")).toEqual([expect.stringContaining("(OOM)")]);
  await redis.config("SET", "maxmemory", "0");
  await redis.replicaof("127.0.0.1", "1");
  expect(await findAs(":")).toEqual([expect.stringContaining("(READONLY)")]);
  await redis.replicaof("NO", "ONE");
});

it("a Redis that forgets keys when it is full is named where it has a limit", async () => {
  await redis.config("SET", "maxmemory-policy", "allkeys-lru");
  expect(await findAs(":"), "without a limit it is never full").toEqual([]);
  await redis.config("SET", "maxmemory", "100mb");
  for (const options of [PROBING, { probe: false }])
    expect(await findAs(":", options)).toEqual([expect.stringContaining("(maxmemory-policy allkeys-lru)")]);
  await redis.config("SET", "maxmemory-policy", "noeviction");
  expect(await findAs(":")).toEqual([]);
  await redis.config("SET", "maxmemory", "0");
});

it("with a console, a Redis that keeps snapshots is named, unless it writes each change down", async () => {
  const console = {} as ConsoleConfig;
  const find = () => checkRedis({ redisUrl: `redis://127.0.0.1:${redis.options.port}`, console }, PROBING);
  expect(await find()).toEqual([]);
  await redis.save();
  const [finding, ...more] = await find();
  expect([finding?.found, more]).toEqual([expect.stringContaining("keeps a copy of its data"), []]);
  expect(await findAs(":"), "nobody operates").toEqual([]);
  await redis.config("SET", "appendonly", "yes");
  expect(await find()).toEqual([]);
  await redis.config("SET", "appendonly", "no");
});

it("a certificate of an authority that Node does not know is named with where to name that", async () => {
  const { valid, remove } = await makeCertificates();
  const server = createTlsServer(valid).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const redisUrl = `rediss://:a-secret@localhost:${(server.address() as AddressInfo).port}`;
  const [finding] = await checkRedis({ redisUrl }, PROBING);
  expect(finding?.found).toContain("NODE_EXTRA_CA_CERTS");
  server.close();
  await remove();
});

it.each([
  ["who speaks no TLS", "redis", "(ECONNRESET; it may speak TLS alone)", "=rediss://"],
  [
    "who shows no certificate",
    "rediss",
    "(ECONNRESET; it may ask for a certificate of Foyer's)",
    "FOYER_REDIS_CERT_PATH",
  ],
])("a Redis that cuts off %s (stub) is told by what to write", async (_, scheme, found, change) => {
  const server = createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const redisUrl = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [finding] = await checkRedis({ redisUrl }, PROBING);
  expect(finding?.found).toContain(found);
  expect(finding?.change).toContain(change);
  server.close();
});
