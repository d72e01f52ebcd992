import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SESSION_DETAILS as details, setConsoleEnvironment, toRequest } from "@/tests/unit/console";
import type { Operator } from "../operator/operator";
import { isFresh, toRemainingMs } from "./session";

const HOUR_MS = 3_600_000;

async function open() {
  setConsoleEnvironment();
  return import("./sessions.server");
}
let sessions: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  sessions = await open();
});
async function begin(cookies: string[] = [], options = {}, changes = {}): Promise<string[]> {
  const store = await (await import("../store/get-store.server")).getStore();
  const since = await store.time();
  const request = toRequest("/console", { cookies });
  return (await sessions.beginSession(request, { ...details, ...changes }, { since, ...options })) ?? [];
}
const read = (cookies: string[], now?: number) =>
  sessions.readConsoleSession(toRequest("/console", { cookies }), now);

/** The key under which the sessions of one subject of `details`' issuer are listed. */
function toIndex(subject: string): string {
  const parts = JSON.stringify(["https://oauth.example", subject]);
  return `sessions-of:${createHash("sha256").update(parts).digest("base64url")}`;
}

describe("an operator's session", () => {
  it("C4: has a new id at every sign-in, and the one before it ends", async () => {
    const first = await begin();
    const second = await begin(first);
    expect(second).not.toEqual(first);
    expect(await read(first)).toBeUndefined();
    expect(await read(second)).toMatchObject({ subject: "ada" });
  });

  it("C4: a cookie that somebody planted is no session, and none after the sign-in", async () => {
    const planted = ["__Host-foyer-console=Fe26.2*1*planted; Path=/"];
    expect(await read(planted)).toBeUndefined();
    const begun = await begin(planted);
    expect(begun.join()).not.toContain("planted");
  });

  it("C5: what signed out stays out, whoever kept the cookie", async () => {
    const cookies = await begin();
    expect(await sessions.endConsoleSession(toRequest("/console", { cookies }))).toEqual([
      expect.stringContaining("Max-Age=0"),
    ]);
    expect(await read(cookies)).toBeUndefined();
  });

  it("C5: ends with all of its account's, though no provider tells of it; one's own goes on", async () => {
    vi.doMock("../ory/admin.server", () => ({ callAdmin: async () => undefined }));
    const { deleteIdentitySessions } = await import("../sessions/sessions.server");
    const [cookies, elsewhere] = [await begin(), await begin()];
    const own = { issuer: details.issuer, subject: "ada", session: (await read(cookies))?.handle };
    await deleteIdentitySessions(own as never as Operator, "ada");
    expect([await read(cookies), await read(elsewhere)]).toEqual([expect.anything(), undefined]);
    await deleteIdentitySessions({ ...own, subject: "sam" } as never as Operator, "ada");
    expect(await read(cookies)).toBeUndefined();
  });

  it("C5: ends with one of its account's at Kratos, where Hydra vouches; one's own goes on", async () => {
    vi.doMock("../ory/admin.server", () => ({ callAdmin: async () => undefined }));
    const { disableSession } = await import("../sessions/sessions.server");
    const [cookies, elsewhere] = [await begin(), await begin()];
    const session = { id: "1", identityId: "ada" };
    const own = { issuer: details.issuer, subject: "ada", session: (await read(cookies))?.handle };
    await disableSession(own as never as Operator, session);
    expect([await read(cookies), await read(elsewhere)]).toEqual([expect.anything(), undefined]);
    await disableSession({ ...own, subject: "sam" } as never as Operator, { ...session, identityId: "" });
    expect(await read(cookies)).toBeDefined();
    await disableSession({ ...own, subject: "sam" } as never as Operator, session);
    expect(await read(cookies)).toBeUndefined();
  });

  it("C5: ends with what its operator ends on their own page; the one of that browser goes on", async () => {
    const { endOwnConsoleSessions } = await import("./end-own-sessions.server");
    const [cookies, elsewhere, sam] = [await begin(), await begin(), await begin([], {}, { subject: "sam" })];
    const since = await (await (await import("../store/get-store.server")).getStore()).time();
    await endOwnConsoleSessions(toRequest("/sessions", { cookies }), "ada");
    expect([await read(cookies), await read(elsewhere)]).toEqual([expect.anything(), undefined]);
    expect(await begin([], { since }), "of a sign-in that was under way").toEqual([]);
    await endOwnConsoleSessions(toRequest("/sessions", { cookies }), "ada", { isAll: true });
    expect([await read(cookies), await read(sam)]).toEqual([undefined, expect.anything()]);
    await endOwnConsoleSessions(toRequest("/sessions"), "sam");
    expect(await read(sam), "ended from another browser").toBeUndefined();
  });

  it("C24: that ended with its account's is no act without effect, though Kratos has none", async () => {
    const { OryError } = await import("@/lib/ory/error");
    const none = new OryError({ upstream: "kratos", operation: "x", kind: "status", status: 404 });
    vi.doMock("../ory/admin.server", () => ({ callAdmin: () => Promise.reject(none) }));
    const { deleteIdentitySessions } = await import("../sessions/sessions.server");
    const cookies = await begin();
    const sam = { issuer: details.issuer, subject: "sam" } as never as Operator;
    await deleteIdentitySessions(sam, "ada");
    expect(await read(cookies)).toBeUndefined();
    await expect(deleteIdentitySessions(sam, "ada")).rejects.toBe(none);
  });

  it("C5: ends after eight hours though it is used, and after half an hour though it is not", async () => {
    const now = Date.now();
    const cookies = await begin([], { now });
    expect(await read(cookies, now + HOUR_MS / 2 - 1)).toBeDefined();
    for (let used = 0.5; used < 8; used += 0.45) await read(cookies, now + used * HOUR_MS);
    expect(await read(cookies, now + 8 * HOUR_MS)).toBeUndefined();
    const idle = await begin([], { now });
    expect(await read(idle, now + HOUR_MS / 2)).toBeUndefined();
    expect(await read(idle, now)).toBeUndefined();
  });

  it("C5: a page that reads itself anew keeps nobody signed in, and a form that it holds does", async () => {
    const now = Date.now();
    const ask = (cookies: string[], minutes: number, method = "GET") =>
      sessions.readConsoleSession(
        toRequest("/console/jobs/1?automatic=1", { cookies, method, ...(method === "POST" && { body: "" }) }),
        now + minutes * 60_000,
      );
    const idle = await begin([], { now });
    for (let minute = 1; minute < 30; minute += 1) expect(await ask(idle, minute)).toBeDefined();
    expect(await ask(idle, 30)).toBeUndefined();
    const used = await begin([], { now });
    expect(await ask(used, 20, "POST")).toBeDefined();
    expect(await ask(used, 30)).toBeDefined();
  });

  it.each([
    ["cross-site", "GET"],
    ["same-site", "GET"],
    ["same-site", "HEAD"],
  ])("C5: what a %s page asks for with %s keeps nobody signed in", async (site, method) => {
    const now = Date.now();
    const cookies = await begin([], { now });
    const ask = (of: string, minutes: number) => {
      const request = toRequest("/console", { cookies, method, headers: { "sec-fetch-site": of } });
      return sessions.readConsoleSession(request, now + minutes * 60_000);
    };
    for (let minute = 1; minute < 30; minute += 1) expect(await ask(site, minute)).toBeDefined();
    expect(await ask("same-origin", 29)).toBeDefined();
    expect(await ask(site, 58)).toBeDefined();
    expect(await ask(site, 59)).toBeUndefined();
  });

  it("C5: nothing brings back a session that ended while a request was under way", async () => {
    const now = Date.now();
    const cookies = await begin([], { now });
    const request = toRequest("/console", { cookies });
    const [, seen] = await Promise.all([
      sessions.endConsoleSession(request),
      read(cookies, now + HOUR_MS / 4),
    ]);
    expect(seen === undefined || seen.subject === "ada").toBe(true);
    expect(await read(cookies, now + HOUR_MS / 4)).toBeUndefined();
  });

  it("S7: another operator's session, moved to this one's key in the store, is none", async () => {
    const [own, others] = [await begin(), await begin([], {}, { subject: "root" })];
    const store = await (await import("../store/get-store.server")).getStore();
    const [[ownKey = ""] = [], [otherKey = ""] = []] = [
      await store.members(toIndex("ada")),
      await store.members(toIndex("root")),
    ];
    expect(await read(others)).toMatchObject({ subject: "root" });
    await store.put(ownKey, (await store.get(otherKey)) ?? "", HOUR_MS);
    expect(await read(own)).toBeUndefined();
    expect(await read(others)).toMatchObject({ subject: "root" });
  });

  it("C6: the cookie holds an id alone, so no token of any size breaks it", async () => {
    const idToken = "x".repeat(6 * 1024);
    const [cookie = ""] = await begin([], {}, { idToken });
    expect(cookie.length).toBeLessThan(600);
    expect(await read([cookie])).toMatchObject({ idToken });
    expect(cookie).toMatch(/^__Host-foyer-console=.*; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/);
  });

  it("keeps its handle through a step-up, under another id", async () => {
    const first = await begin();
    const { handle } = (await read(first)) ?? {};
    const second = await begin(first, { handle });
    expect((await read(second))?.handle).toBe(handle);
    expect(await read(first)).toBeUndefined();
  });

  it("lists an operator's own, and ends one of them by its handle", async () => {
    const [one, two] = [await begin(), await begin()];
    const listed = await sessions.listOperatorSessions(details);
    expect(listed).toHaveLength(2);
    const handle = (await read(one))?.handle ?? "";
    expect(await sessions.endOwnSession({ ...details, subject: "sam" }, handle)).toBe(false);
    expect(await sessions.endOwnSession(details, handle)).toBe(true);
    expect([await read(one), (await read(two))?.subject]).toEqual([undefined, "ada"]);
  });

  it("C24: is not said to be ended by an act where it had ended before", async () => {
    const handle = (await read(await begin()))?.handle ?? "";
    const { toEndOwnSessionAct } = await import("./acts.server");
    const operator = details as never as Operator;
    const end = async () => {
      const prepared = toEndOwnSessionAct(operator).prepare({ handle });
      return "run" in prepared ? prepared.run(operator) : prepared;
    };
    expect(await end()).toEqual({ next: "/me" });
    await expect(end()).rejects.toMatchObject({ name: "ActRefused", status: 409 });
  });

  it("C17: ends when its provider says so: one of its sessions, or all of a subject", async () => {
    const cookies = await begin();
    expect(await sessions.endProviderSessions("https://oauth.example", { providerSession: "sid-2" })).toBe(0);
    expect(await sessions.endProviderSessions("https://oauth.example", { providerSession: "sid-1" })).toBe(1);
    expect(await read(cookies)).toBeUndefined();
    await begin();
    expect(await sessions.endProviderSessions("https://oauth.example", { subject: "ada" })).toBe(1);
  });

  it("C17: a sign-in that began after its provider ended the one before it is a new one", async () => {
    await sessions.endProviderSessions("https://oauth.example", { providerSession: "sid-1" });
    await sessions.endProviderSessions("https://oauth.example", { subject: "ada" });
    expect(await read(await begin())).toMatchObject({ subject: "ada" });
  });
});

describe("a sign-in's age", () => {
  it("is young for ten minutes, and never when it lies in the future", () => {
    const at = 1_000_000_000;
    expect(isFresh(at, 600_000, at + 599_999)).toBe(true);
    expect(isFresh(at, 600_000, at + 600_000)).toBe(false);
    expect(isFresh(at, 600_000, at - 31_000)).toBe(false);
  });

  it("leaves a session what is left of the shorter of its two times", () => {
    const config = { sessionMs: 1000, idleMs: 300 };
    expect(toRemainingMs({ createdAt: 0, lastSeenAt: 0 }, config, 100)).toBe(200);
    expect(toRemainingMs({ createdAt: 0, lastSeenAt: 900 }, config, 950)).toBe(50);
  });
});
