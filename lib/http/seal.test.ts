import { beforeEach, describe, expect, it, vi } from "vitest";
import { getConfig } from "../config";
import { seal, unseal } from "./seal";

vi.mock("../config", () => ({ getConfig: vi.fn() }));

const [OLD, NEW, OTHER] = ["old", "new", "other"].map((name) => `${name}-0123456789abcdefghijklmnopqrstuv`);

function useSecrets(...cookieSecrets: (string | undefined)[]): void {
  vi.mocked(getConfig, { partial: true }).mockReturnValue({
    cookieSecrets: cookieSecrets.filter((secret) => secret !== undefined) as [string, ...string[]],
  });
}

beforeEach(() => useSecrets(NEW));

describe("a sealed value", () => {
  it("opens again, and shows nothing of itself until then", async () => {
    const sealed = await seal({ subject: "alice" }, 60);
    expect(sealed).toMatch(/^[\w.-]+$/);
    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("alice");
    expect(await unseal(sealed)).toEqual({ subject: "alice" });
  });

  it("is never the same twice", async () => {
    expect(await seal({ a: 1 }, 60)).not.toBe(await seal({ a: 1 }, 60));
  });

  it("opens under an older secret while that is configured, and not after", async () => {
    useSecrets(OLD);
    const sealed = await seal({ a: 1 }, 60);
    useSecrets(NEW, OLD);
    expect(await unseal(sealed)).toEqual({ a: 1 });
    useSecrets(NEW, OTHER);
    expect(await unseal(sealed)).toBeUndefined();
  });

  it("does not open after its time, whatever the browser kept", async () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const sealed = await seal({ a: 1 }, 60);
    vi.setSystemTime(1_000_000 + 59_999);
    expect(await unseal(sealed)).toEqual({ a: 1 });
    vi.setSystemTime(1_000_000 + 60_000);
    expect(await unseal(sealed)).toBeUndefined();
    vi.useRealTimers();
  });

  it("does not open when any of its characters was changed, or when it is none", async () => {
    const sealed = await seal({ a: 1 }, 60);
    for (let at = 0; at < sealed.length - 1; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
      expect(await unseal(changed), String(at)).toBeUndefined();
    }
    for (const none of ["", ".", "f1.", "f1.AAAA", "Fe26.2*1*x*y*z"])
      expect(await unseal(none)).toBeUndefined();
  });
});
