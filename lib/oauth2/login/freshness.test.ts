/** What counts as fresh credentials, and what only looks like it (threats O12, O13). */

import type { Session } from "@ory/client-fetch";
import { describe, expect, it } from "vitest";
import { client, loginRequest, method, NOW, PASSWORD_AT_NINE, session, wireTime } from "@/tests/unit/oauth2";
import {
  hasFirstFactorAfter,
  toAal,
  toAuthenticationAge,
  toNewestFactors,
  toSeenMethods,
} from "./authentication";
import {
  mergePendingRequest,
  parseAnyPendingRequest,
  parsePendingRequest,
  toPendingRequest,
  toSeenSession,
} from "./pending-request";

const LATER = "2026-03-01T11:00:00Z";
const seen = toSeenMethods(session());

describe("fresh credentials", () => {
  it("O12: a second factor is none, whether Kratos says its level or only its name", () => {
    for (const second of [
      method("webauthn", LATER, "aal2"),
      method("code", LATER, "aal2"),
      { method: "totp" as const, completed_at: wireTime(LATER) },
      { method: "lookup_secret" as const, completed_at: wireTime(LATER) },
    ]) {
      const stepped = session({ authentication_methods: [PASSWORD_AT_NINE, second] });
      expect(hasFirstFactorAfter(toSeenSession(stepped), seen), String(second.method)).toBe(false);
    }
    const again = session({ authentication_methods: [PASSWORD_AT_NINE, method("oidc", LATER)] });
    expect(hasFirstFactorAfter(toSeenSession(again), seen)).toBe(true);
  });

  it("O12: a provider that vouches for both factors is both, and no other method is", () => {
    const of = (name: Parameters<typeof method>[0]) =>
      toNewestFactors(session({ authentication_methods: [method(name, LATER, "aal2")] }));
    const at = Date.parse(LATER);
    for (const name of ["oidc", "saml"] as const) expect(of(name)).toEqual({ first: at, second: at });
    for (const name of ["code", "webauthn", "totp"] as const) expect(of(name)).toEqual({ second: at });
  });

  it("O12: a sign-in of which Kratos says no time is older than any max_age", () => {
    const { authenticated_at, ...timeless } = session();
    expect(authenticated_at).toBeDefined();
    expect(toAuthenticationAge(timeless, NOW)).toBe(Number.POSITIVE_INFINITY);
    expect(toAuthenticationAge(session(), NOW)).toBe(3 * 60 * 60);
  });

  it.each(["aal0", "aal9", "", undefined])("O13: the assurance level %j proves one factor", (level) => {
    const of = (value: unknown) => ({ ...session(), authenticator_assurance_level: value }) as Session;
    expect(toAal(of(level))).toBe("aal1");
    expect([toAal(of("aal2")), toAal(of("aal3"))]).toEqual(["aal2", "aal2"]);
  });
});

describe("what is remembered of a challenge", () => {
  const first = toPendingRequest(loginRequest(), session(), NOW);

  it("O20: is over after half an hour, by whichever way it is read", () => {
    const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    for (const read of [
      (now: Date) => parseAnyPendingRequest(first, now),
      (now: Date) => parsePendingRequest(first, first.challenge, now),
    ]) {
      expect(read(at(29))).toEqual(first);
      expect(read(at(31))).toBeNull();
    }
  });

  it("O6: of one challenge says nothing of another", () => {
    const other = { ...first, challenge: "challenge-2", seenMethods: [] };
    expect(mergePendingRequest(first, other)).toEqual(other);
  });

  it("O20: stays small and readable, however long an app's id, however many the methods", () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      method("password", new Date(NOW.getTime() - index * 1000).toISOString()),
    );
    const request = loginRequest({}, { client: client({ client_id: "x".repeat(5000), client_name: "" }) });
    const made = toPendingRequest(request, session({ authentication_methods: many }), NOW);
    expect(parsePendingRequest(made, made.challenge, NOW)).toEqual(made);
    expect(JSON.stringify(made).length).toBeLessThan(1500);
    const newest = many[0]?.completed_at;
    expect(made.seenMethods.map(({ completed_at }) => completed_at)).toContain(newest);
  });
});
