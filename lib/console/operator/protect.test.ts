import { describe, expect, it } from "vitest";
import { findProtection } from "./protect";

const issuer = "https://id.example";
const [ADA, BEA, SAM, VIC, NOBODY] = ["ada", "bea", "sam", "vic", "some-person"];
const entry = (subject: string, role: "admin" | "support" | "viewer") => ({ issuer, subject, role });
const config = {
  identityIssuer: issuer,
  operators: [entry(ADA, "admin"), entry(SAM, "support"), entry(VIC, "viewer")],
};
const twoAdmins = { ...config, operators: [...config.operators, entry(BEA, "admin")] };

describe("an operator's own account", () => {
  it("C20: is out of the reach of lower roles, who would be its owner otherwise", () => {
    for (const touch of ["gives-access", "takes-away"] as const) {
      expect(findProtection(entry(SAM, "support"), ADA, touch, config)).toBe("higher-role");
      expect(findProtection(entry(SAM, "support"), VIC, touch, config)).toBeUndefined();
      expect(findProtection(entry(SAM, "support"), NOBODY, touch, config)).toBeUndefined();
    }
  });

  it("C20: is known by its id, whatever the provider that names it is called", () => {
    const id = "0195e8f2-0000-7000-8000-000000000001";
    const other = "https://alias.example";
    for (const identityIssuer of [undefined, issuer]) {
      const named = { identityIssuer, operators: [{ issuer: other, subject: id, role: "admin" as const }] };
      expect(findProtection(entry(SAM, "support"), id, "gives-access", named)).toBe("higher-role");
      expect(findProtection({ ...entry(id, "admin"), issuer: other }, id, "takes-away", named)).toBe("self");
    }
  });

  it("C26: nobody takes away their own", () => {
    for (const admin of [ADA, BEA])
      expect(findProtection(entry(admin, "admin"), admin, "takes-away", twoAdmins)).toBe("self");
    expect(findProtection(entry(ADA, "admin"), ADA, "gives-access", twoAdmins)).toBeUndefined();
  });

  it("C26: the last admin's cannot be taken away, one of two can", () => {
    const other = { issuer: "https://corp.example", subject: "eve", role: "admin" } as const;
    expect(findProtection(other, ADA, "takes-away", config)).toBe("last-admin");
    expect(findProtection(entry(BEA, "admin"), ADA, "takes-away", twoAdmins)).toBeUndefined();
  });

  it("may be looked after in ways that harm nobody", () => {
    expect(findProtection(entry(SAM, "support"), ADA, "harmless", config)).toBeUndefined();
  });

  it("is elsewhere with a corporate provider, whose subjects are no identities here", () => {
    const corporate = { ...config, identityIssuer: undefined };
    expect(findProtection(entry(SAM, "support"), ADA, "takes-away", corporate)).toBeUndefined();
  });
});
