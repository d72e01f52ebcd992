import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { LoginSession } from "@/lib/oauth2/logout/login-sessions";
import { setEnvironment } from "@/tests/unit/environment";
import { loginRequest, NOW, session } from "@/tests/unit/oauth2";
import { toCookiePair } from "./cookies";

/** A request whose browser took these Set-Cookie lines. */
function requestWith(setCookies: string[]): Request {
  const kept = new Map<string, string>();
  for (const line of setCookies) {
    const [pair = ""] = line.split(";", 1);
    const at = pair.indexOf("=");
    if (/Max-Age=0/.test(line)) kept.delete(pair.slice(0, at));
    else kept.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join("; ");
  return new Request("http://inner.invalid/login", { headers: { cookie } });
}

/** Of Hydra v2.3. */
const CHALLENGE_LENGTH = 1070;

/** Half of the 16 kB of headers that many a proxy reads; separators besides. */
const OURS_BYTES = 8 * 1024 + 200;

beforeEach(() => setEnvironment());

describe("what survives while Kratos authenticates", () => {
  const pendingRequest = (challenge: string, firstSeen = Date.now()) => ({
    challenge,
    clientId: "shop",
    clientName: "Shop",
    seenMethods: [{ method: "password", completed_at: "2026-03-01T09:00:00Z" }],
    firstSeen,
  });

  it("is read back for its own challenge and no other (O6)", async () => {
    const { findSingleWaitingApp, readPendingRequest, writePendingRequest } = await import(
      "@/lib/oauth2/login/pending-request.server"
    );
    const request = requestWith(await writePendingRequest(requestWith([]), pendingRequest("c-1")));
    expect(await readPendingRequest(request, "c-1")).toMatchObject({ clientName: "Shop" });
    expect(await readPendingRequest(request, "c-2")).toBeNull();
    expect((await findSingleWaitingApp(request))?.path).toBe("/auth/login?login_challenge=c-1");
  });

  it("fits a cookie even when the challenge does not (V4)", async () => {
    const { findSingleWaitingApp, readPendingRequest, writePendingRequest } = await import(
      "@/lib/oauth2/login/pending-request.server"
    );
    const challenge = "c".repeat(8192);
    const lines = await writePendingRequest(requestWith([]), pendingRequest(challenge));
    for (const line of lines) expect(line.length).toBeLessThan(4096);
    const request = requestWith(lines);
    expect((await readPendingRequest(request, challenge))?.seenMethods).toHaveLength(1);
    expect(await readPendingRequest(request, `${challenge}x`)).toBeNull();
    expect(await findSingleWaitingApp(request)).toBeUndefined();
  });

  it("O24: of several apps that wait none is taken for a flow that names none", async () => {
    const { findSingleWaitingApp, listWaitingApps, writePendingRequest } = await import(
      "@/lib/oauth2/login/pending-request.server"
    );
    const first = await writePendingRequest(requestWith([]), pendingRequest("c-1", Date.now() - 1000));
    const both = requestWith([
      ...first,
      ...(await writePendingRequest(requestWith(first), pendingRequest("c-2"))),
    ]);
    expect(await findSingleWaitingApp(both)).toBeUndefined();
    expect((await listWaitingApps(both)).map(({ path }) => path)).toEqual([
      "/auth/login?login_challenge=c-2",
      "/auth/login?login_challenge=c-1",
    ]);
  });

  it("O24: is eight challenges, the newest of them whole, in eight kilobytes", async () => {
    const { listWaitingApps, readPendingRequest, writePendingRequest } = await import(
      "@/lib/oauth2/login/pending-request.server"
    );
    const toChallenge = (index: number) => `${index}`.padEnd(CHALLENGE_LENGTH, "c");
    let lines: string[] = [];
    for (let index = 0; index < 10; index++) {
      lines = [
        ...lines,
        ...(await writePendingRequest(
          requestWith(lines),
          pendingRequest(toChallenge(index), Date.now() + index),
        )),
      ];
    }
    const request = requestWith(lines);
    const found = await Promise.all(
      Array.from({ length: 10 }, (_, index) => readPendingRequest(request, toChallenge(index))),
    );
    expect(found.map(Boolean)).toEqual([false, false, ...Array(8).fill(true)]);
    expect(await listWaitingApps(request)).toHaveLength(2);
    expect(request.headers.get("cookie")?.length).toBeLessThan(OURS_BYTES);
  });

  it("S7: is nothing under the name of another challenge", async () => {
    const { readAllPendingRequests, writePendingRequest } = await import(
      "@/lib/oauth2/login/pending-request.server"
    );
    const [line = ""] = await writePendingRequest(requestWith([]), pendingRequest("c-1"));
    const [other = ""] = await writePendingRequest(requestWith([]), pendingRequest("c-2"));
    const moved = line.replace(/^[^=]+/, other.slice(0, other.indexOf("=")));
    expect(await readAllPendingRequests(requestWith([line]))).toHaveLength(1);
    expect(await readAllPendingRequests(requestWith([moved]))).toEqual([]);
  });

  it("is nothing when forged or damaged", async () => {
    const { readPendingRequest, writePendingRequest } = await import(
      "@/lib/oauth2/login/pending-request.server"
    );
    const [line = ""] = await writePendingRequest(requestWith([]), pendingRequest("c-1"));
    const forged = line.replace(/=[^;]+/, `=${JSON.stringify(pendingRequest("c-1"))}`);
    expect(await readPendingRequest(requestWith([forged]), "c-1")).toBeNull();
  });

  it("takes from Hydra's request what its cookie may hold", async () => {
    const { toPendingRequest } = await import("@/lib/oauth2/login/pending-request");
    const { readPendingRequest, writePendingRequest } = await import(
      "@/lib/oauth2/login/pending-request.server"
    );
    const made = { ...toPendingRequest(loginRequest(), session(), NOW), firstSeen: Date.now() };
    const request = requestWith(await writePendingRequest(requestWith([]), made));
    expect(await readPendingRequest(request, made.challenge)).toEqual(made);
  });
});

describe("what was granted in this browser", () => {
  it("adds up for one person and one app, and is forgotten when taken back", async () => {
    const { forgetGrantedScopes, readGrants, toGrantedScopes, writeGrantedScopes } = await import(
      "@/lib/oauth2/consent/granted-scopes.server"
    );
    const readGrantedScopes = async (request: Request, subject: string, client: string) =>
      toGrantedScopes(await readGrants(request), subject, client);
    let lines = await writeGrantedScopes(requestWith([]), "alice", "shop", ["openid"]);
    lines = [...lines, ...(await writeGrantedScopes(requestWith(lines), "alice", "shop", ["email"]))];
    expect(await readGrantedScopes(requestWith(lines), "alice", "shop")).toEqual(["openid", "email"]);
    expect(await readGrantedScopes(requestWith(lines), "bob", "shop")).toEqual([]);
    expect(await readGrantedScopes(requestWith(lines), "alice", "other")).toEqual([]);
    const forgotten = [...lines, ...(await forgetGrantedScopes(requestWith(lines), "alice", "shop"))];
    expect(await readGrantedScopes(requestWith(forgotten), "alice", "shop")).toEqual([]);
  });

  it("never outgrows a cookie", async () => {
    const { readGrants, toGrantedScopes, writeGrantedScopes } = await import(
      "@/lib/oauth2/consent/granted-scopes.server"
    );
    const scopes = Array.from({ length: 30 }, (_, index) => `https://api.example/scope-${index}`);
    let lines: string[] = [];
    for (let app = 0; app < 6; app++)
      lines = await writeGrantedScopes(requestWith(lines), "alice", `app-${app}`, scopes);
    for (const line of lines) expect(line.length).toBeLessThan(4200);
    const grants = await readGrants(requestWith(lines));
    expect(toGrantedScopes(grants, "alice", "app-5"), "the newest stays").toEqual(scopes);
  });
});

describe("Hydra's login sessions", () => {
  const session = (sid: string) => ({ sid, subject: "9f8e1f6e-6c3e-4a52-9d0b-1f0a2a1c0001" });

  it("are remembered until they are dropped", async () => {
    const { dropLoginSessions, readLoginSessions, writeLoginSessions } = await import(
      "@/lib/oauth2/logout/login-session.server"
    );
    const lines = await writeLoginSessions(requestWith([]), [session("s-1"), session("s-2")]);
    const logins = await readLoginSessions(requestWith(lines));
    expect(logins).toEqual([session("s-1"), session("s-2")]);
    for (const end of [
      dropLoginSessions(requestWith(lines)),
      await writeLoginSessions(requestWith(lines), []),
    ])
      expect(await readLoginSessions(requestWith([...lines, ...end]))).toEqual([]);
  });

  it("O22: of answers under way at once none undoes what another adds or drops", async () => {
    const { addConfirmed } = await import("@/lib/oauth2/logout/login-sessions");
    const { readLoginSessions, writeLoginSessions } = await import(
      "@/lib/oauth2/logout/login-session.server"
    );
    const before = await writeLoginSessions(requestWith([]), [session("s-1"), session("s-2")]);
    const remembering = { rememberLoginSeconds: 60, extendLogin: true };
    const answer = async (change: (logins: LoginSession[]) => LoginSession[]) => {
      const request = requestWith(before);
      return writeLoginSessions(request, change(await readLoginSessions(request)));
    };
    const answers = [
      await answer((logins) => addConfirmed(logins, session("s-3"), remembering, NOW)),
      await answer((logins) => addConfirmed(logins, session("s-4"), remembering, NOW)),
      await answer((logins) => logins.slice(1)),
    ];
    for (const answered of [answers, answers.toReversed()]) {
      const kept = await readLoginSessions(requestWith([...before, ...answered.flat()]));
      expect(new Set(kept.map(({ sid }) => sid))).toEqual(new Set(["s-2", "s-3", "s-4"]));
    }
  });

  it("are nothing when forged, or sealed for another cookie", async () => {
    const { readLoginSessions, writeLoginSessions } = await import(
      "@/lib/oauth2/logout/login-session.server"
    );
    const { seal } = await import("./seal");
    const [line = ""] = await writeLoginSessions(requestWith([]), [session("s-1")]);
    const forged = line.replace(/=[^;]+/, `=${JSON.stringify({ session: session("s-1"), at: 1 })}`);
    expect(await readLoginSessions(requestWith([forged]))).toEqual([]);
    const sealedFor = async (name: string) =>
      line.replace(/=[^;]+/, `=${await seal({ session: session("s-0"), at: 1 }, name, 60)}`);
    const [name = ""] = line.split("=");
    expect(await readLoginSessions(requestWith([await sealedFor(name)]))).toEqual([session("s-0")]);
    expect(await readLoginSessions(requestWith([await sealedFor(`${name}-2`)]))).toEqual([]);
  });

  it("tell whether the browser was closed since", async () => {
    const { isBrowserOpen, writeLoginSessions } = await import("@/lib/oauth2/logout/login-session.server");
    const lines = await writeLoginSessions(requestWith([]), [session("s-1")]);
    expect(isBrowserOpen(requestWith(lines))).toBe(true);
    const [kept = ""] = lines.filter((line) => /Max-Age/.test(line));
    expect(isBrowserOpen(requestWith([kept]))).toBe(false);
  });

  it("are small, as many as there may be", async () => {
    const { addAccepted, addConfirmed } = await import("@/lib/oauth2/logout/login-sessions");
    const { writeLoginSessions } = await import("@/lib/oauth2/logout/login-session.server");
    const remembering = { rememberLoginSeconds: 60, extendLogin: true };
    let sessions = addConfirmed([], session(randomUUID()), remembering, NOW);
    for (let each = 0; each < 20; each++) {
      sessions = addConfirmed(sessions, session(randomUUID()), remembering, NOW);
      sessions = addAccepted(sessions, { ...session(randomUUID()), skip: false });
    }
    const lines = await writeLoginSessions(requestWith([]), sessions);
    expect(lines.map(toCookiePair).join("; ").length).toBeLessThan(4500);
  });
});
