import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { NEWEST_SECRET, OLDER_SECRET, setEnvironment } from "@/tests/unit/environment";

const TTL = 60;
const PLACE = "__Host-foyer-device";

/** What iron-session grants to clocks that differ. */
const GRACE = 60;

async function withSecrets(secrets: string) {
  setEnvironment({ COOKIE_SECRET: secrets });
  return import("./seal");
}

beforeEach(() => setEnvironment());

describe("sealed cookies", () => {
  it("made with an older secret still open; those of a secret that was removed do not", async () => {
    const sealed = await (await withSecrets(OLDER_SECRET)).seal({ a: 1 }, PLACE, TTL);
    expect(await (await withSecrets(`${NEWEST_SECRET},${OLDER_SECRET}`)).unseal(sealed, PLACE)).toEqual({
      a: 1,
    });
    expect(await (await withSecrets(NEWEST_SECRET)).unseal(sealed, PLACE)).toBeUndefined();
  });

  it("are made with the newest secret", async () => {
    const sealed = await (await withSecrets(`${NEWEST_SECRET},${OLDER_SECRET}`)).seal({ a: 1 }, PLACE, TTL);
    expect(await (await withSecrets(NEWEST_SECRET)).unseal(sealed, PLACE)).toEqual({ a: 1 });
    expect(await (await withSecrets(OLDER_SECRET)).unseal(sealed, PLACE)).toBeUndefined();
  });

  it("S7: open where they were sealed, for more places than are remembered", async () => {
    const { seal, unseal } = await withSecrets(NEWEST_SECRET);
    const places = Array.from({ length: 1100 }, (_, index) => `session:${index}`);
    const sealed = await Promise.all(places.map((place) => seal({ place }, place, TTL)));
    for (const [index, place] of places.entries()) {
      expect(await unseal(sealed[index] ?? "", place)).toEqual({ place });
      expect(await unseal(sealed[index] ?? "", places.at(index - 1) ?? "")).toBeUndefined();
    }
  });

  it("do not open when a character is changed, cut off or added, and garbage never throws", async () => {
    const { seal, unseal } = await withSecrets(NEWEST_SECRET);
    const sealed = await seal({ secret: "canary" }, PLACE, TTL);
    expect(sealed).not.toContain("canary");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.stringMatching(/^[A-Za-z0-9*~_-]{0,3}$/),
        async (at, insert) => {
          const damaged = sealed.slice(0, at) + insert + sealed.slice(at + 1);
          fc.pre(damaged !== sealed && !sealed.startsWith(damaged.replace(/~2$/, "")));
          expect(await unseal(damaged, PLACE)).not.toEqual({ secret: "forged" });
        },
      ),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (garbage) => {
        expect(await unseal(garbage, PLACE)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  }, 30_000);

  it("do not open after their time, whatever the browser kept", async () => {
    const { seal, unseal } = await withSecrets(NEWEST_SECRET);
    vi.useFakeTimers({ now: 1_000_000 });
    const sealed = await seal({ a: 1 }, PLACE, TTL);
    vi.setSystemTime(1_000_000 + TTL * 1000 - 1);
    expect(await unseal(sealed, PLACE)).toEqual({ a: 1 });
    vi.setSystemTime(1_000_000 + (TTL + GRACE) * 1000 + 1);
    expect(await unseal(sealed, PLACE)).toBeUndefined();
    vi.useRealTimers();
  });

  it("S7: open at the place that they were sealed for, and at no other", async () => {
    const { seal, unseal } = await withSecrets(`${NEWEST_SECRET},${OLDER_SECRET}`);
    const place = fc.oneof(fc.constantFrom("session:a", "session:b", "job:a", PLACE), fc.string());
    await fc.assert(
      fc.asyncProperty(place, place, async (own, other) => {
        const sealed = await seal({ own }, own, TTL);
        expect(await unseal(sealed, other)).toEqual(own === other ? { own } : undefined);
      }),
    );
  });

  it("are never the same twice", async () => {
    const { seal } = await withSecrets(NEWEST_SECRET);
    expect(await seal({ a: 1 }, PLACE, TTL)).not.toBe(await seal({ a: 1 }, PLACE, TTL));
  });
});
