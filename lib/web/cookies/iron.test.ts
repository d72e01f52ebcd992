import { sealData, unsealData } from "iron-session";
import { afterEach, describe, expect, it, vi } from "vitest";
import { NEWEST_SECRET, OLDER_SECRET } from "@/tests/unit/environment";
import { openIron, sealIron } from "./iron";

const TTL_MS = 60_000;
const VALUES = [
  { a: 1 },
  { text: "ü 漢字 \u0000 ~2*" },
  { deep: { list: [1, "2", null, true] } },
  { long: "x".repeat(4000) },
];

afterEach(() => void vi.useRealTimers());

describe("iron's format", () => {
  it.each(VALUES)("S7: iron-session opens what is sealed here, and the other way round", async (value) => {
    const ours = sealIron(value, NEWEST_SECRET, TTL_MS);
    expect(await unsealData(ours, { password: NEWEST_SECRET })).toEqual(value);
    const theirs = await sealData(value, { password: NEWEST_SECRET, ttl: TTL_MS / 1000 });
    expect(openIron(theirs, NEWEST_SECRET)).toEqual(value);
  });

  it("S7: does not open under another secret", () => {
    expect(openIron(sealIron({ a: 1 }, OLDER_SECRET, TTL_MS), NEWEST_SECRET)).toBeUndefined();
  });

  it("S7: does not open when any one of its characters is another", () => {
    const sealed = sealIron({ a: 1 }, NEWEST_SECRET, TTL_MS);
    for (let at = 0; at < sealed.length; at += 1)
      for (const other of ["0", "A", "*"]) {
        if (sealed[at] === other) continue;
        const damaged = sealed.slice(0, at) + other + sealed.slice(at + 1);
        expect(openIron(damaged, NEWEST_SECRET), `${at}`).toBeUndefined();
      }
  });

  it("S7: lives no longer by a later time written into it, or by none", () => {
    vi.useFakeTimers({ now: 1_000_000_000 });
    const sealed = sealIron({ a: 1 }, NEWEST_SECRET, TTL_MS);
    const [expiry] = sealed.match(/\d{10}(?=\*)/) ?? [""];
    vi.setSystemTime(1_000_000_000 + 3 * TTL_MS);
    expect(openIron(sealed, NEWEST_SECRET)).toBeUndefined();
    expect(openIron(sealed.replace(expiry, "9999999999"), NEWEST_SECRET)).toBeUndefined();
    expect(openIron(sealed.replace(expiry, ""), NEWEST_SECRET)).toBeUndefined();
  });

  it("S7: does not open a seal that never ends, though the secret made it", async () => {
    const endless = await sealData({ a: 1 }, { password: NEWEST_SECRET, ttl: 0 });
    expect(openIron(endless, NEWEST_SECRET)).toBeUndefined();
  });

  it("S7: each seal has salts and an initialisation vector of its own", () => {
    const [one = [], two = []] = [1, 2].map(() => sealIron({ a: 1 }, NEWEST_SECRET, TTL_MS).split("*"));
    for (const part of [2, 3, 4, 6, 7]) expect(one[part]).not.toBe(two[part]);
    expect(one[2]).not.toBe(one[6]);
  });
});
