/** Names of an object's own machinery, wherever a client, a person or an operator may write them (threat V2). */

import { describe, expect, it } from "vitest";
import { readPointer } from "@/lib/json-pointer";
import { decideAcr } from "@/lib/oauth2/login/acr";
import { toAmr } from "@/lib/oauth2/login/authentication";
import { config, identity, session, wireTime } from "@/tests/unit/oauth2";
import { toClaim, toSessionClaims, toValues } from "./claims";
import { claimsConfigSchema } from "./claims-config";

const NAMES = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];

describe("names of an object's own machinery", () => {
  it.each(NAMES)("V2: a pointer to /%s finds nothing but one's own", (name) => {
    for (const document of [{}, [], "text", 1, identity()])
      expect(readPointer(document, `/${name}`)).toBeUndefined();
    expect(readPointer(JSON.parse(`{"${name}":1}`), `/${name}`)).toBe(1);
  });

  it.each(["", "length", "01", "1e0", "-1", " 0", "0x0", "9999999"])(
    "V2: /%s is no place in a list (RFC 6901 §4)",
    (index) => {
      expect(readPointer(["a", "b"], `/${index}`)).toBeUndefined();
      expect(readPointer(["a", "b"], "/1")).toBe("b");
    },
  );

  it.each(NAMES)("V2: %s as claim, scope, acr value or method is unknown like any other word", (name) => {
    const { claims, amr, ...rest } = config();
    expect(toClaim(identity(), name, claims)).toBeUndefined();
    expect(toSessionClaims(identity(), [name], claims)).toEqual({ id_token: {}, access_token: {} });
    expect(decideAcr([name], session(), "unknown", { ...rest, unknownAcr: "reject" })).toEqual({
      kind: "unknown",
    });
    const used = { method: name as "password", completed_at: wireTime("2026-03-01T09:00:00Z") };
    expect(toAmr(session({ authentication_methods: [used] }), amr)).toEqual([]);
  });

  it.each(["constructor", "prototype"])("V2: a mapping that names %s is refused", (name) => {
    for (const mapping of [
      { sources: { [name]: "/traits/x" } },
      { sources: { x: `/traits/${name}/x` } },
      { id_token: { [name]: ["email"] } },
      { access_token: { email: [name] } },
    ])
      expect(claimsConfigSchema.safeParse(mapping).success, JSON.stringify(mapping)).toBe(false);
  });
});

describe("a mapping that was made without its checks", () => {
  const { claims } = config();

  it("O3: releases no claim that Hydra or the protocol sets", () => {
    const forged = {
      ...claims,
      sources: { ...claims.sources, sub: ["/traits/email"], acr: ["/traits/email"] },
      id_token: { openid: ["sub", "acr"] },
      access_token: { openid: ["sub"] },
    };
    expect(toSessionClaims(identity(), ["openid"], forged)).toEqual({ id_token: {}, access_token: {} });
  });

  it("O3: reads nothing of an identity beside traits, public metadata and ids", () => {
    const person = {
      ...identity(),
      metadata_admin: { secret: "x" },
      credentials: { password: { identifiers: ["x"] } },
    };
    for (const source of ["/metadata_admin/secret", "/credentials/password", "/state", ""])
      expect(toValues(person, { x: [source] }, claims), source).toEqual({});
    expect(toValues(person, { x: ["/traits/email"] }, claims)).toEqual({ x: "alice@example.org" });
  });
});
