/** A Redis of a test file's own, the same one before and after a restart of its Foyer. */

import { startRedis } from "../../stack/redis.mjs";
import { test } from "./test";

/** Starts with the first Foyer that is given its address, and ends with the file. */
export function ownRedis() {
  let redis: Awaited<ReturnType<typeof startRedis>> | undefined;
  test.afterAll(() => redis?.stop());
  return {
    async foyerEnv() {
      redis ??= await startRedis();
      return { FOYER_REDIS_URL: redis.url };
    },
    async stop() {
      await redis?.stop();
    },
  };
}
