/** What strangers can make a browser, a log or this process keep is bounded, sealed, and forgotten in time. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { NEWEST_SECRET, OLDER_SECRET, setEnvironment } from "@/tests/unit/environment";
import { toCookieName } from "./cookies";

vi.mock("@/lib/store/redis", () => ({ getRedis: async () => undefined }));

beforeEach(() => setEnvironment());

const withCookies = (lines: string[]) =>
  new Request("http://inner.invalid/consent", {
    headers: { cookie: lines.map((line) => line.split(";", 1)[0]).join("; ") },
  });

describe("cookies", () => {
  it("P13: every cookie of ours is host-only, for https, and hidden from scripts", async () => {
    const { formatOwnCookie, OWN_COOKIE_PREFIX } = await import("./cookies");
    expect(OWN_COOKIE_PREFIX).toMatch(/^__Host-/);
    expect(formatOwnCookie("__Host-foyer-x", "v", 60)).toBe(
      "__Host-foyer-x=v; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax",
    );
  });

  it("O17: the code that was typed for a device is sealed, and gone after ten minutes", async () => {
    const { readTypedCode, writeTypedCode } = await import("@/lib/oauth2/device/user-code.server");
    const line = await writeTypedCode("ABCDEFGH");
    expect(line).toContain("Max-Age=600;");
    expect(line).not.toContain("ABCDEFGH");
    expect(await readTypedCode(withCookies([line]))).toBe("ABCDEFGH");
    expect(await readTypedCode(withCookies(["__Host-foyer-device=ABCDEFGH"]))).toBeUndefined();
    vi.useFakeTimers({ now: Date.now() + 12 * 60 * 1000, toFake: ["Date"] });
    try {
      expect(await readTypedCode(withCookies([line]))).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it("what was granted to an app is one entry, and all of it is forgotten at once", async () => {
    const { forgetGrantedScopes, readGrants, writeGrantedScopes } = await import(
      "@/lib/oauth2/consent/granted-scopes.server"
    );
    let lines: string[] = [];
    for (const scope of ["openid", "email", "openid"])
      lines = await writeGrantedScopes(withCookies(lines), "alice", "shop", [scope]);
    expect((await readGrants(withCookies(lines))).map(({ scopes }) => scopes)).toEqual([["openid", "email"]]);
    expect(await forgetGrantedScopes(withCookies(lines), "alice")).toEqual([
      "__Host-foyer-grants=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax",
    ]);
  });

  it("O6: a seal is good for what it was made for: another cookie's says nothing", async () => {
    const { readLoginSessions, writeLoginSessions } = await import(
      "@/lib/oauth2/logout/login-session.server"
    );
    const { readTypedCode, writeTypedCode } = await import("@/lib/oauth2/device/user-code.server");
    const { readGrants } = await import("@/lib/oauth2/consent/granted-scopes.server");
    const [[sid = ""], code] = await Promise.all([
      writeLoginSessions(withCookies([]), [{ sid: "s", subject: "alice" }]),
      writeTypedCode("ABCDEFGH"),
    ]);
    const swapped = (name: string, line: string) => withCookies([line.replace(/^[^=]+/, name)]);
    expect(await readLoginSessions(swapped(toCookieName(sid), code))).toEqual([]);
    expect(await readTypedCode(swapped("__Host-foyer-device", sid))).toBeUndefined();
    expect(await readGrants(swapped("__Host-foyer-grants", sid))).toEqual([]);
  });
});

it("F6: a form made under the older secret is taken after a rotation, a stranger's never", async () => {
  const madeUnder = async (secret: string) => {
    setEnvironment({ COOKIE_SECRET: secret });
    return (await import("@/lib/web/form-token")).createToken("sessions", "s");
  };
  const [older, foreign] = [await madeUnder(OLDER_SECRET), await madeUnder(`${OLDER_SECRET}-of-a-stranger`)];
  setEnvironment({ COOKIE_SECRET: `${NEWEST_SECRET},${OLDER_SECRET}` });
  const { hasToken } = await import("@/lib/web/form-token");
  expect([hasToken(older, "sessions", "s"), hasToken(foreign, "sessions", "s")]).toEqual([true, false]);
});

describe("accepts that are remembered (O7)", () => {
  async function remember(count: number) {
    const { acceptOnce } = await import("@/lib/store/single-flight");
    const { getProcessState } = await import("@/lib/process/state");
    const entries = getProcessState("accepts", () => new Map<string, unknown>());
    entries.clear();
    for (let index = 0; index < count; index += 1)
      await acceptOnce(`challenge-${index}`, "alice", async () => "https://oauth.example/next");
    return { entries, acceptOnce };
  }

  it("O7: memory is bounded: the oldest goes first, the newest is known", async () => {
    const { entries, acceptOnce } = await remember(6000);
    expect(entries.size).toBeLessThan(6000);
    const again = vi.fn(async () => "https://oauth.example/again");
    await acceptOnce("challenge-5999", "alice", again);
    expect(again).not.toHaveBeenCalled();
    await acceptOnce("challenge-0", "alice", again);
    expect(again).toHaveBeenCalledOnce();
  });

  it("O7: what is past its time is dropped, and no challenge stands in memory as it is", async () => {
    const { entries, acceptOnce } = await remember(20);
    expect([...entries.keys()].join()).not.toContain("challenge");
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 31 * 60 * 1000);
    try {
      await acceptOnce("newest", "alice", async () => "https://oauth.example/next");
      expect(entries.size).toBe(1);
    } finally {
      clock.mockRestore();
      entries.clear();
    }
  });
});
