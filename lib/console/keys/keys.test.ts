import { expect, it } from "vitest";
import { isSigning, toKeys } from "./view";

const SECRET = "never-to-be-seen";
const RSA = {
  kid: "new",
  kty: "RSA",
  alg: "RS256",
  use: "sig",
  n: Buffer.alloc(256, 1).toString("base64url"),
  e: "AQAB",
  d: SECRET,
  p: SECRET,
  q: SECRET,
  dp: SECRET,
  dq: SECRET,
  qi: SECRET,
  oth: [{ d: SECRET }],
};
const EC = { kid: "old", kty: "EC", alg: "ES256", use: "sig", crv: "P-256", x: "x", y: "y", d: SECRET };
const SHARED = { kid: "shared", kty: "oct", alg: "HS256", use: "enc", k: SECRET, x: SECRET, n: SECRET };

it("C9: keys are shown by what is public in them, whatever a server sends", () => {
  const keys = toKeys({ keys: [RSA, EC, SHARED, { ...EC, newer_private_member: SECRET }, null, "x"] });
  expect(JSON.stringify(keys)).not.toContain(SECRET);
  expect(keys[0]).toMatchObject({ kid: "new", alg: "RS256", bits: 2048, publicJwk: { e: "AQAB" } });
  expect(keys[1]?.publicJwk).toEqual({
    kid: "old",
    kty: "EC",
    use: "sig",
    alg: "ES256",
    crv: "P-256",
    x: "x",
    y: "y",
  });
  expect(keys[2]?.publicJwk).toEqual({ kid: "shared", kty: "oct", use: "enc", alg: "HS256" });
});

it("the first private key signs, as Hydra lists them, whatever it is for", () => {
  const { d: _, ...PUBLIC } = { ...EC, kid: "public" };
  const keys = toKeys({ keys: [PUBLIC, { ...RSA, use: "enc" }, EC] });
  expect(keys.map((key) => isSigning(keys, key))).toEqual([false, true, false]);
});

it("of keys whose private parts a hardware module keeps, the first for signatures signs", () => {
  const { d: _, ...held } = EC;
  const keys = toKeys({ keys: [{ ...held, kid: "enc", use: "enc" }, held] });
  expect(keys.map((key) => isSigning(keys, key))).toEqual([false, true]);
});

it("the first key for signatures signs, as Hydra lists them", () => {
  const keys = toKeys({ keys: [SHARED, RSA, EC] });
  expect(keys.map((key) => isSigning(keys, key))).toEqual([false, true, false]);
});
