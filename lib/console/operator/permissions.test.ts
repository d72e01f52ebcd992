import { describe, expect, it } from "vitest";
import { OPERATIONS } from "../act/operations";
import { isAllowed, outranks, PERMISSIONS, type Permission, ROLES } from "./permissions";

/** Who may do what, in full: a new permission is written down here too. `v`, `s`, `a`: viewer, support, admin. */
const MATRIX: Readonly<Record<Permission, string>> = {
  "home.read": "vsa",
  "search.read": "vsa",
  "identities.read": "vsa",
  "identities.create": "a",
  "identities.edit": "a",
  "identities.delete": "a",
  "identities.block": "sa",
  "identities.export": "a",
  "identities.import": "a",
  "recovery.create": "sa",
  "verification.write": "sa",
  "credentials.delete": "a",
  "sessions.read": "vsa",
  "sessions.end": "sa",
  "sessions.extend": "sa",
  "messages.read": "vsa",
  "errors.read": "vsa",
  "clients.read": "vsa",
  "clients.write": "a",
  "clients.delete": "a",
  "clients.try": "a",
  "grants.read": "vsa",
  "grants.revoke": "sa",
  "keys.read": "vsa",
  "keys.write": "a",
  "issuers.read": "vsa",
  "issuers.write": "a",
  "tokens.inspect": "sa",
  "tokens.revoke": "sa",
  "schemas.read": "vsa",
  "registration.write": "a",
  "server.read": "vsa",
  "network.read": "a",
  "network.write": "a",
  "branding.read": "vsa",
  "trail.read": "vsa",
  "trail.export": "a",
};

describe("roles", () => {
  it.each(Object.entries(MATRIX))("C8: %s is for these roles and no other: %s", (permission, expected) => {
    const allowed = ROLES.filter((role) => isAllowed(role, permission as Permission));
    expect(allowed.map(([letter]) => letter).join("")).toBe(expected);
  });

  it("C8: every permission stands in the matrix of this test", () => {
    expect(Object.keys(PERMISSIONS).toSorted()).toEqual(Object.keys(MATRIX).toSorted());
  });

  it.each(["", "sessions", "SESSIONS.END", "__proto__", "constructor", "toString"])(
    "C8: %j is no permission, so nobody has it",
    (name) => {
      for (const role of ROLES) expect(isAllowed(role, name as Permission)).toBe(false);
    },
  );

  it("C8: a viewer may do no operation of the table, but sign themselves out", () => {
    const writes = Object.entries(OPERATIONS).filter(([name]) => !name.startsWith("console-session."));
    for (const [name, { permission }] of writes) expect(isAllowed("viewer", permission), name).toBe(false);
  });

  it("C21: what tries or exports needs a permission that reading does not", () => {
    for (const permission of ["clients.try", "trail.export", "identities.export"] as const)
      expect(isAllowed("viewer", permission)).toBe(false);
  });

  it("are ranked: admin above support above viewer", () => {
    expect([
      outranks("admin", "support"),
      outranks("support", "viewer"),
      outranks("support", "admin"),
    ]).toEqual([true, true, false]);
    expect(outranks("admin", "admin")).toBe(false);
  });
});
