/** Against a real Redis: what one build lends is what another borrows, and nothing that somebody else put there. */

import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { getLogger } from "@/lib/observe/log";
import manifest from "@/lib/web/asset-manifest.json";
import { sealIron } from "@/lib/web/cookies/iron";
import { seal } from "@/lib/web/cookies/seal";
import { NEWEST_SECRET, OLDER_SECRET } from "@/tests/unit/environment";
import { redis, shareRedis } from "@/tests/unit/redis";
import { borrowText, lendFiles } from "./shared-assets";

const FILE = manifest.script.slice("/assets/".length);
const WEEK_SECONDS = 7 * 24 * 60 * 60;

shareRedis();

beforeAll(async () => {
  vi.stubEnv("FOYER_PUBLIC_URL", "https://accounts.test");
  vi.stubEnv("KRATOS_PUBLIC_URL", "http://kratos.test");
  vi.stubEnv("COOKIE_SECRET", NEWEST_SECRET);
});

describe("files lent among builds", () => {
  it("come back byte for byte, and are forgotten a week after the last instance lent them", async () => {
    await lendFiles(redis, [manifest.script]);
    expect(await borrowText(redis, FILE)).toBe(await readFile(`public${manifest.script}`, "utf8"));
    expect(await redis.ttl(`foyer:asset:${FILE}`)).toBeGreaterThan(WEEK_SECONDS - 60);
  });

  it("S5: a script that another wrote to Redis, or sealed under another name, is not served", async () => {
    const planted = [
      "alert(1)",
      JSON.stringify({ text: "alert(1)" }),
      await seal({ text: "alert(1)" }, "foyer:asset:foyer.0123456789.js", 60),
      await seal({ text: "alert(1)" }, FILE, 60),
      await seal({ redirectTo: "https://hydra.test" }, `foyer:asset:${FILE}`, 60),
    ];
    for (const value of planted) {
      await redis.set(`foyer:asset:${FILE}`, value);
      expect(await borrowText(redis, FILE)).toBeUndefined();
    }
    await lendFiles(redis, [manifest.script]);
    expect(await borrowText(redis, FILE), "what a build lends is served").toBeDefined();
  });

  it("a build whose files are elsewhere lends nothing, and a Redis that is away none", async () => {
    await lendFiles(redis, ["/assets/foyer.0123456789.css"]);
    expect(await redis.keys("*")).toEqual([]);
    const away = { get: () => Promise.reject(new Error("Connection is closed.")) };
    expect(await borrowText(away, FILE)).toBeUndefined();
  });

  it("an instance that finds another's secret there says so, and one with the same says nothing", async () => {
    const said = vi.spyOn(getLogger(), "error").mockImplementation(() => undefined);
    await lendFiles(redis, [manifest.script]);
    await lendFiles(redis, [manifest.script]);
    expect(said).not.toHaveBeenCalled();
    await redis.set(`foyer:asset:${FILE}`, await sealIron({ text: "" }, OLDER_SECRET, 60_000));
    await lendFiles(redis, [manifest.script]);
    expect(said.mock.calls).toEqual([
      [expect.objectContaining({ event: "misconfiguration", setting: "COOKIE_SECRET" })],
    ]);
    expect(await borrowText(redis, FILE), "its own is there for the others").toBeDefined();
    said.mockRestore();
  });
});
