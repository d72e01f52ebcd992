import { describe, expect, it } from "vitest";
import { toIdentityDetails, toIdentityRow, withoutSecrets } from "./view";

const SECRET = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g";
const RAW = {
  id: "0195e8f2-0000-7000-8000-000000000001",
  schema_id: "default",
  state: "inactive",
  traits: { email: "ada@foyer.example", name: { first: "Ada" } },
  credentials: {
    password: {
      type: "password",
      identifiers: ["ada@foyer.example"],
      config: { hashed_password: SECRET },
      version: 0,
      created_at: "2026-01-02T03:04:05Z",
    },
    lookup_secret: { identifiers: [], config: { recovery_codes: [{ code: SECRET }] } },
  },
  verifiable_addresses: [{ value: "ada@foyer.example", via: "email", verified: true }],
  metadata_admin: { note: "kept" },
};

describe("an identity", () => {
  it("C11, C25: is shown without what its credentials hold, whatever a server sends", () => {
    for (const shown of [toIdentityDetails(RAW), withoutSecrets(RAW)])
      expect(JSON.stringify(shown)).not.toContain(SECRET);
    expect(withoutSecrets(RAW)).toMatchObject({ traits: RAW.traits, metadata_admin: { note: "kept" } });
  });

  it("has its person, state, credentials and addresses", () => {
    expect(toIdentityDetails(RAW)).toMatchObject({
      person: "ada@foyer.example",
      isActive: false,
      credentials: [{ type: "password", identifiers: ["ada@foyer.example"] }, { type: "lookup_secret" }],
      addresses: [{ value: "ada@foyer.example", isVerified: true }],
    });
  });

  it("C24: is not said to be active, nor blocked, where its id alone is known", () => {
    const states = [RAW, { ...RAW, state: "active" }, { id: RAW.id }].map(
      (raw) => toIdentityRow(raw).isActive,
    );
    expect(states).toEqual([false, true, undefined]);
  });

  it("was changed when the last of its credentials was written", () => {
    const made = "2026-01-02T03:04:05Z";
    const changed = "2026-01-03T00:00:00.5Z";
    const credentials = {
      password: { created_at: made, updated_at: changed },
      code: { created_at: made, updated_at: "2026-01-03T00:00:00Z" },
    };
    expect(toIdentityDetails({ ...RAW, updated_at: made, credentials }).updatedAt).toBe(changed);
    expect(toIdentityDetails({ ...RAW, updated_at: "2027-01-01T00:00:00Z", credentials }).updatedAt).toBe(
      "2027-01-01T00:00:00Z",
    );
    expect(toIdentityDetails({ ...RAW, updated_at: "no time", credentials: {} }).updatedAt).toBeUndefined();
  });

  it.each([null, [], "x", { credentials: [1], verifiable_addresses: {}, traits: null }])(
    "of any shape is drawn: %j",
    (raw) => {
      expect(toIdentityDetails(raw).credentials).toEqual([]);
    },
  );
});
