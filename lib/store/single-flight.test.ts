import { beforeAll, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";
import { isForgotten } from "@/tests/unit/memory";

let acceptOnce: typeof import("./single-flight").acceptOnce;

beforeAll(async () => {
  setEnvironment();
  ({ acceptOnce } = await import("./single-flight"));
});

/** One instance, no store to share: that is `once-redis.test.ts`. */
vi.mock("./redis", () => ({ getRedis: async () => undefined }));

describe("one accept per challenge (O7)", () => {
  it("parallel and later calls share one write and its redirect", async () => {
    const accept = vi.fn(async () => "https://oauth.example/next");
    const results = await Promise.all([1, 2, 3].map(() => acceptOnce("c-1", "alice", accept)));
    results.push(await acceptOnce("c-1", "alice", accept));
    expect(new Set(results)).toEqual(new Set(["https://oauth.example/next"]));
    expect(accept).toHaveBeenCalledTimes(1);
  });

  it("somebody else meeting a used challenge is refused", async () => {
    await acceptOnce("c-2", "alice", async () => "x");
    const byBob = async () => acceptOnce("c-2", "bob", async () => "y");
    await expect(byBob()).rejects.toMatchObject({ status: 410 });
  });

  it("a failed write is not remembered", async () => {
    await expect(acceptOnce("c-3", "alice", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(await acceptOnce("c-3", "alice", async () => "x")).toBe("x");
  });

  it("after half an hour Hydra is asked again: its challenge is void by then", async () => {
    vi.useFakeTimers();
    try {
      await acceptOnce("c-4", "alice", async () => "old");
      vi.advanceTimersByTime(30 * 60 * 1000 + 1);
      expect(await acceptOnce("c-4", "alice", async () => "new")).toBe("new");
    } finally {
      vi.useRealTimers();
    }
  });

  it("the request that it was done for is not kept with the answer", async () => {
    const accept = async () => "https://oauth.example/next";
    expect(await isForgotten(() => acceptOnce("c-5", "alice", accept))).toBe(true);
    expect(await acceptOnce("c-5", "alice", async () => "again")).toBe("https://oauth.example/next");
  });
});
