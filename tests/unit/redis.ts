/** A real Redis for the tests of one file, empty before each of them, and the clients of two instances that share it. */

import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { startRedis } from "../../stack/redis.mjs";

/** From the first test of the file on. */
export let redis: Redis;
export let other: Redis;

/** Call it once, outside of the tests. */
export function shareRedis(): void {
  let server: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    other = new Redis(server.url);
  });
  beforeEach(() => redis.flushall());
  afterAll(async () => {
    redis.disconnect();
    other.disconnect();
    await server.stop();
  });
}
