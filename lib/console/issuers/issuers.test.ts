import { describe, expect, it } from "vitest";
import { parsePublicJwk } from "./public-jwk";
import { isExpired, toIssuer } from "./view";

const PUBLIC = { kty: "EC", crv: "P-256", x: "x", y: "y", kid: "k1", alg: "ES256" };

describe("a key that an operator pastes", () => {
  it.each(["d", "p", "q", "dp", "dq", "qi", "k", "oth"])(
    "C9: is refused with its private part %s",
    (name) => {
      expect(parsePublicJwk(JSON.stringify({ ...PUBLIC, [name]: "x" }))).toMatchObject({
        problem: expect.stringContaining("private"),
      });
    },
  );

  it("is taken with all its public members", () => {
    const pasted = { ...PUBLIC, x5t: "thumb" };
    expect(parsePublicJwk(JSON.stringify(pasted))).toEqual({ jwk: { ...pasted, use: "sig" } });
  });

  it.each([
    "",
    "x",
    "[]",
    "null",
    "{}",
    '{"kty":"oct","kid":"a","alg":"HS256"}',
    '{"kty":"EC","alg":"ES256"}',
  ])("is no key: %j", (text) => expect(parsePublicJwk(text)).toHaveProperty("problem"));
});

it("a trust is over once its time has come", () => {
  const view = toIssuer({
    id: "i",
    issuer: "a",
    expires_at: "2026-01-01T00:00:00Z",
    public_key: { kid: "k" },
  });
  expect(view).toMatchObject({ kid: "k", scopes: [], subject: undefined });
  expect(isExpired(view, Date.parse("2026-01-01T00:00:00Z"))).toBe(true);
  expect(isExpired(view, Date.parse("2025-12-31T00:00:00Z"))).toBe(false);
});
