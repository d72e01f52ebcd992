import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loginRequest, method, NOW, session } from "@/tests/unit/oauth2";
import * as pendingRequests from "./pending-request";

const {
  PENDING_REQUEST_SECONDS,
  findOlderRequestsOfClient,
  findOtherRequestsOfClient,
  mergePendingRequest,
  parsePendingRequest,
  toPendingRequest,
  toPendingRequestCookieName,
  makeRoom,
} = pendingRequests;

const first = toPendingRequest(loginRequest(), session(), NOW);
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe("a pending request", () => {
  it("remembers the first factors at first sight, and the client", () => {
    expect(first).toEqual({
      challenge: "challenge-1",
      clientId: "shop",
      clientName: "Shop",
      sessionId: "kratos-session-1",
      seenMethods: [{ method: "password", completed_at: "2026-03-01T09:00:00.123Z" }],
      firstSeen: NOW.getTime(),
    });
  });

  it("O20: survives sealing", () => {
    expect(parsePendingRequest(JSON.parse(JSON.stringify(first)), "challenge-1", later(60))).toEqual(first);
  });

  it("O6: does not count for another challenge", () => {
    expect(parsePendingRequest(first, "challenge-2", NOW)).toBeNull();
  });

  it("ends with the challenge", () => {
    expect(parsePendingRequest(first, "challenge-1", later(PENDING_REQUEST_SECONDS))).not.toBeNull();
    expect(parsePendingRequest(first, "challenge-1", later(PENDING_REQUEST_SECONDS + 1))).toBeNull();
  });

  it("is null for anything else", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parsePendingRequest(value, "challenge-1", NOW)).toBeNull();
      }),
    );
  });

  it("has others: the same client's other requests in this browser, newest first", () => {
    const others = [
      { ...first, challenge: "older", firstSeen: 1 },
      { ...first, challenge: "newer", firstSeen: 2 },
      { ...first, challenge: "of another client", clientId: "other" },
      first,
    ];
    expect(findOtherRequestsOfClient(loginRequest(), others).map(({ challenge }) => challenge)).toEqual([
      "newer",
      "older",
    ]);
  });

  it("ends with the newest of its app that is refused: those begun later and other apps' go on", () => {
    const at = (challenge: string, seconds: number, clientId = "shop") => ({
      ...first,
      challenge,
      clientId,
      firstSeen: later(seconds).getTime(),
    });
    const refused = at("refused", 60);
    const all = [refused, at("older", 30), at("newer", 90), at("of another client", 30, "other")];
    expect(findOlderRequestsOfClient(refused, all).map(({ challenge }) => challenge)).toEqual(["older"]);
  });

  it("O12: keeps what was seen first when the challenge is seen again", () => {
    const refreshed = session({ authentication_methods: [method("password", "2026-03-01T12:00:00Z")] });
    const second = toPendingRequest(loginRequest(), refreshed, later(60));
    expect(mergePendingRequest(first, second)).toEqual(first);
  });

  it("O12: what was hidden at first sight counts as seen once it shows", () => {
    const blind = { ...toPendingRequest(loginRequest(), null, NOW), isFirstFactorUnseen: true };
    const seen = toPendingRequest(loginRequest(), session(), later(60));
    expect(mergePendingRequest(blind, { ...blind, firstSeen: seen.firstSeen })).toEqual(blind);
    expect(mergePendingRequest(blind, seen)).toEqual({ ...seen, firstSeen: blind.firstSeen });
  });
});

describe("pending request cookies", () => {
  it("have one name a challenge", () => {
    expect(toPendingRequestCookieName("__Host-foyer-", "0123456789abcdef0123")).toBe(
      "__Host-foyer-login-0123456789abcdef",
    );
  });

  it("are dropped when unreadable or expired, then oldest first; older ones are shortened", () => {
    const challenge = "c".repeat(1070);
    const at = (name: string, seconds: number, size = 2000) => ({
      name,
      size,
      value: { ...first, challenge, firstSeen: later(seconds).getTime() },
    });
    const live = ["i", "a", "h", "b", "g", "c", "f", "d", "e"];
    const cookies = [
      at("old", -PENDING_REQUEST_SECONDS - 1),
      ...live.map((name) => at(name, name.charCodeAt(0) - 96)),
      { name: "bad", size: 100, value: null },
    ];
    const { dropped, shortened } = makeRoom(cookies, later(10), 2000);
    expect(dropped).toEqual(["old", "a", "b", "bad"]);
    expect(shortened.map(({ name }) => name)).toEqual(["h", "g", "f", "e", "d", "c"]);
    const few = makeRoom([at("a", 1), at("b", 2), at("c", 3)], later(5), 2000);
    expect(few).toEqual({ dropped: [], shortened: [] });
    expect(makeRoom([at("a", 1, 9000), at("b", 2)], later(5), 2000).dropped).toEqual(["a"]);
  });
});
