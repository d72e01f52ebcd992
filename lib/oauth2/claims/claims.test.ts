import type { Identity } from "@ory/client-fetch";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { config, identity } from "@/tests/unit/oauth2";
import { toSessionClaims } from "./claims";
import { DEFAULT_ID_TOKEN_CLAIMS, RESERVED_CLAIMS } from "./claims-config";

const { claims } = config();
const idToken = (person: Identity, scopes: string[], mapping = claims): Record<string, unknown> =>
  toSessionClaims(person, scopes, mapping).id_token;

const full = identity({
  traits: {
    email: "Alice@Example.org",
    phone: "+49 30 123456",
    name: { first: "Alice", middle: "P.", last: "Liddell" },
    nickname: "Al",
    username: "alice",
    profile: "https://alice.example/",
    picture: "https://alice.example/me.png",
    website: "https://alice.example/blog",
    gender: "female",
    birthdate: "1990-05-04",
    zoneinfo: "Europe/Berlin",
    locale: "de-DE",
    address: { street_address: "Main St 1", locality: "Berlin", country: "", secret: "no" },
  },
  verifiable_addresses: [
    { value: "other@example.org", verified: false, via: "email", status: "pending" },
    { value: "alice@example.org", verified: true, via: "email", status: "completed" },
    { value: "+4930123456", verified: true, via: "sms", status: "completed" },
  ],
});

describe("the standard scopes (OIDC Core §5.4)", () => {
  it("each claim has a source", () => {
    expect(idToken(full, ["openid", "profile", "email", "phone", "address"])).toEqual({
      name: "Alice P. Liddell",
      given_name: "Alice",
      middle_name: "P.",
      family_name: "Liddell",
      nickname: "Al",
      preferred_username: "alice",
      profile: "https://alice.example/",
      picture: "https://alice.example/me.png",
      website: "https://alice.example/blog",
      gender: "female",
      birthdate: "1990-05-04",
      zoneinfo: "Europe/Berlin",
      locale: "de-DE",
      updated_at: 1769941230,
      email: "Alice@Example.org",
      email_verified: true,
      phone_number: "+49 30 123456",
      phone_number_verified: true,
      address: { street_address: "Main St 1", locality: "Berlin" },
    });
  });

  it("a claim without a value is left out, never null or empty (§5.3.2)", () => {
    const bare = identity({
      traits: { email: "", name: null, address: {} },
      updated_at: undefined,
      verifiable_addresses: [],
    });
    expect(idToken(bare, ["profile", "email", "phone", "address"])).toEqual({});
  });

  it("a trait of the wrong shape is left out", () => {
    const odd = identity({
      traits: { picture: "javascript:alert(1)", birthdate: "yesterday", nickname: 7, email: ["a@b.c"] },
      updated_at: undefined,
    });
    expect(idToken(odd, ["profile", "email"])).toEqual({});
  });

  it("a text address is its formatted form", () => {
    expect(idToken(identity({ traits: { address: "Main St 1\nBerlin" } }), ["address"])).toEqual({
      address: { formatted: "Main St 1\nBerlin" },
    });
  });

  it("the access token gets nothing by default", () => {
    expect(toSessionClaims(full, ["openid", "profile", "email"], claims).access_token).toEqual({});
  });
});

describe("O3: email_verified is about that very address", () => {
  it.each<[string, { value: string; verified: boolean; via: "email" | "sms" }[], boolean]>([
    ["verified", [{ value: "alice@example.org", verified: true, via: "email" }], true],
    ["unverified", [{ value: "alice@example.org", verified: false, via: "email" }], false],
    ["another address is verified", [{ value: "old@example.org", verified: true, via: "email" }], false],
    [
      "the same text is verified as something else",
      [{ value: "alice@example.org", verified: true, via: "sms" }],
      false,
    ],
    ["nothing is known", [], false],
  ])("%s", (_, addresses, verified) => {
    const person = identity({
      verifiable_addresses: addresses.map((address) => ({ ...address, status: "x" })),
    });
    expect(idToken(person, ["email"])).toEqual({ email: "alice@example.org", email_verified: verified });
  });
});

describe("a configured mapping", () => {
  const mapping = config({
    claims: {
      sources: {
        department: "/traits/department",
        roles: ["/metadata_public/roles"],
        tenant: "/metadata_public/tenant",
      },
      id_token: { staff: ["department", "email"] },
      access_token: { staff: ["roles", "tenant"] },
    },
  }).claims;

  it("adds claims of both tokens by scope", () => {
    const person = identity({
      traits: { department: "R&D", email: "a@b.c" },
      metadata_public: { roles: ["admin"], tenant: null },
    });
    expect(toSessionClaims(person, ["staff"], mapping)).toEqual({
      id_token: { department: "R&D", email: "a@b.c" },
      access_token: { roles: ["admin"] },
    });
  });

  it("D1: leaves out a claim that is nested deeper than can be read whole", () => {
    const roles = JSON.parse(`${"[".repeat(300)}"admin"${"]".repeat(300)}`);
    const person = identity({ metadata_public: { roles, tenant: "one" } });
    expect(toSessionClaims(person, ["staff"], mapping).access_token).toEqual({ tenant: "one" });
  });

  it.each<[string, object]>([
    ["O3: a source outside the allowed parts", { sources: { x: "/metadata_admin/secret" } }],
    ["O3: credentials", { sources: { x: "/credentials/password" } }],
    ["V2: a prototype", { sources: { x: "/traits/__proto__/polluted" } }],
    ["an unknown computed value", { sources: { x: "computed:everything" } }],
    ["a claim without source", { id_token: { profile: ["shoe_size"] } }],
    ["an unknown setting", { userinfo: {} }],
    ...["sub", "iss", "aud", "exp", "iat", "nonce", "acr", "amr", "auth_time", "sid", "client_id", "scp"].map(
      (name): [string, object] => [`the reserved claim ${name}`, { sources: { [name]: "/traits/x" } }],
    ),
  ])("with %s is refused", (_, given) => {
    expect(() => config({ claims: { sources: {}, id_token: {}, access_token: {}, ...given } })).toThrow();
  });
});

describe("whatever the identity and the scopes", () => {
  const scopes = fc.subarray([
    "openid",
    "profile",
    "email",
    "phone",
    "address",
    "offline_access",
    "__proto__",
    "constructor",
    "x",
  ]);

  it("O1: a claim never appears without its scope, and no reserved one ever", () => {
    fc.assert(
      fc.property(scopes, fc.jsonValue(), fc.jsonValue(), (granted, traits, metadata) => {
        const person = identity({ traits, metadata_public: Object(metadata) });
        const released = new Set(
          granted.flatMap((scope) =>
            Object.hasOwn(DEFAULT_ID_TOKEN_CLAIMS, scope) ? DEFAULT_ID_TOKEN_CLAIMS[scope] : [],
          ),
        );
        for (const [name, value] of Object.entries(idToken(person, granted))) {
          expect(released).toContain(name);
          expect(RESERVED_CLAIMS).not.toContain(name);
          expect(value === null || value === "" || value === undefined).toBe(false);
        }
      }),
    );
  });

  it("V2: a trait cannot reach a prototype", () => {
    const person = identity({
      traits: JSON.parse('{"__proto__":{"email":"evil@example.org","name":"Evil"}}'),
      verifiable_addresses: [],
    });
    expect(idToken(person, ["email", "profile"])).toEqual({ updated_at: 1769941230 });
    expect(Object.prototype).not.toHaveProperty("email");
  });
});
