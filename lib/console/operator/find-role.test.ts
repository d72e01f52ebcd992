import { describe, expect, it } from "vitest";
import { findName, findRole, readRoleValues } from "./find-role";

const ISSUER = "https://id.example";
const config = {
  operators: [
    { issuer: ISSUER, subject: "ada", role: "admin" },
    { issuer: `${ISSUER}/`, subject: "sam", role: "support" },
  ] as const,
  roleClaim: { claim: "groups", roles: { "ops-read": "viewer", "ops-all": "admin" } } as const,
};

it("L4: is called by the configuration as it says, whatever they call themselves", () => {
  const operators = [{ issuer: ISSUER, subject: "ada", role: "admin", name: "Ada Admin" }] as const;
  expect(findName({ issuer: `${ISSUER}/`, subject: "ada" }, { operators })).toBe("Ada Admin");
  expect(findName({ issuer: ISSUER, subject: "sam" }, { operators })).toBeUndefined();
  expect(findName({ issuer: ISSUER, subject: "sam" }, config)).toBeUndefined();
});

describe("an operator's role", () => {
  it.each([
    [ISSUER, "ada", [], "admin"],
    [`${ISSUER}/`, "ada", [], "admin"],
    [ISSUER, "sam", [], "support"],
    [ISSUER, "zoe", ["ops-read"], "viewer"],
    [ISSUER, "sam", ["ops-all"], "admin"],
    [ISSUER, "ada", ["ops-read"], "admin"],
  ])("is found by issuer and subject, or by a claim: %s %s %j: %s", (issuer, subject, values, role) => {
    expect(findRole({ issuer, subject }, values, config)).toBe(role);
  });

  it.each([
    ["another issuer", "https://evil.example", "ada", []],
    ["another subject", ISSUER, "ADA", []],
    ["no subject", ISSUER, "", []],
    ["an unknown group", ISSUER, "zoe", ["ops", "admin", "__proto__", "constructor"]],
  ])("C2: %s makes no operator", (_, issuer, subject, values) => {
    expect(findRole({ issuer, subject }, values, config)).toBeUndefined();
  });

  it("C2: an e-mail, a name or a group under another claim never counts", () => {
    const claims = {
      sub: "zoe",
      email: "ada",
      name: "ada",
      roles: ["ops-all"],
      metadata_admin: { groups: "ops-all" },
    };
    expect(readRoleValues(claims, config)).toEqual([]);
  });

  it.each([
    [{ groups: "ops-all" }, ["ops-all"]],
    [{ groups: ["ops-read", 7, null, "x"] }, ["ops-read", "x"]],
    [{ groups: { "ops-all": true } }, []],
    [{}, []],
  ])("reads the claim %j as %j", (claims, values) => {
    expect(readRoleValues(claims, config)).toEqual(values);
  });

  it("reads no claim where none is configured", () => {
    expect(readRoleValues({ undefined: "ops-all", groups: "ops-all" }, {})).toEqual([]);
  });
});
