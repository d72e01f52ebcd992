import { describe, expect, it } from "vitest";
import { parseConfig } from "@/lib/config/config";
import { NEWEST_SECRET } from "@/tests/unit/environment";

const BASE = {
  FOYER_PUBLIC_URL: "https://id.example",
  KRATOS_PUBLIC_URL: "http://kratos:4433",
  KRATOS_ADMIN_URL: "http://kratos:4434",
  HYDRA_ADMIN_URL: "http://hydra:4445",
  HYDRA_PUBLIC_URL: "https://oauth.example/",
  COOKIE_SECRET: NEWEST_SECRET,
};
const CONSOLE = {
  ...BASE,
  CONSOLE_URL: "https://id.example/console",
  CONSOLE_OIDC_CLIENT_SECRET: "s3cret",
  CONSOLE_OPERATORS: "ada=admin, sam=support",
};

const read = (changes: Record<string, string | undefined> = {}) =>
  parseConfig({ ...CONSOLE, ...changes }).console;
const problem = (changes: Record<string, string | undefined>) => {
  try {
    read(changes);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

describe("the console's configuration", () => {
  it("is absent unless CONSOLE_URL is set, whatever else is", () => {
    expect(parseConfig({ ...CONSOLE, CONSOLE_URL: undefined }).console).toBeUndefined();
    expect(
      parseConfig({ ...CONSOLE, CONSOLE_URL: "", CONSOLE_OPERATORS: "nonsense" }).console,
    ).toBeUndefined();
  });

  it("takes Hydra as the provider, asks it for a second factor, names operators by it", () => {
    expect(read()).toMatchObject({
      url: { origin: "https://id.example", basePath: "", href: "https://id.example/console" },
      hasOwnOrigin: false,
      signIn: {
        kind: "oidc",
        issuer: "https://oauth.example/",
        clientId: "foyer-console",
        acrValues: ["aal2"],
      },
      operators: [
        { issuer: "https://oauth.example/", subject: "ada", role: "admin" },
        { issuer: "https://oauth.example/", subject: "sam", role: "support" },
      ],
      identityIssuer: "https://oauth.example/",
      stepUpMs: 600_000,
      idleMs: 1_800_000,
    });
  });

  it("takes Kratos where there is no Hydra, or where it is told to", () => {
    const without = {
      HYDRA_ADMIN_URL: undefined,
      HYDRA_PUBLIC_URL: undefined,
      CONSOLE_OIDC_CLIENT_SECRET: undefined,
    };
    for (const changes of [without, { CONSOLE_OIDC_ISSUER: "kratos" }])
      expect(read(changes)?.signIn).toEqual({ kind: "kratos", issuer: "https://id.example" });
  });

  it("takes an origin of its own, with its own base path", () => {
    expect(read({ CONSOLE_URL: "https://ops.internal:8443/tools/console/" })).toMatchObject({
      hasOwnOrigin: true,
      url: {
        origin: "https://ops.internal:8443",
        basePath: "/tools",
        href: "https://ops.internal:8443/tools/console",
      },
    });
  });

  it("takes operators as JSON, of several issuers", () => {
    const json = JSON.stringify([
      { subject: "ada", role: "admin", name: "Ada" },
      { issuer: "https://other.example", subject: "x,y=z", role: "viewer" },
    ]);
    expect(read({ CONSOLE_OPERATORS: json })?.operators).toEqual([
      { issuer: "https://oauth.example/", subject: "ada", role: "admin", name: "Ada" },
      { issuer: "https://other.example", subject: "x,y=z", role: "viewer" },
    ]);
  });

  it("maps a corporate provider's claim to roles", () => {
    const corporate = read({
      CONSOLE_OIDC_ISSUER: "https://corp.example",
      CONSOLE_OIDC_ACR_VALUES: "mfa phr",
      CONSOLE_OPERATORS: "",
      CONSOLE_ROLE_CLAIM: "groups",
      CONSOLE_ROLES: "ops=admin,help=support",
    });
    expect(corporate).toMatchObject({
      roleClaim: { claim: "groups", roles: { ops: "admin", help: "support" } },
      signIn: { acrValues: ["mfa", "phr"] },
    });
    expect(corporate?.identityIssuer).toBeUndefined();
  });

  it.each([
    [{ CONSOLE_URL: "http://ops.example/console" }, "CONSOLE_URL: must be https"],
    [{ CONSOLE_URL: "https://id.example/" }, "CONSOLE_URL: must be an address that ends with /console"],
    [
      { CONSOLE_URL: "https://id.example/console?x" },
      "CONSOLE_URL: must be an address that ends with /console",
    ],
    [{ CONSOLE_URL: "https://u:p@ops.example/console" }, "CONSOLE_URL: must be an address that ends with"],
    [{ CONSOLE_URL: "https://id.example/auth/console" }, "CONSOLE_URL: on Foyer's own origin it must be"],
    [{ CONSOLE_URL: "ftp://ops.example/console" }, "CONSOLE_URL: must be an http(s) URL"],
    [{ KRATOS_ADMIN_URL: undefined }, "KRATOS_ADMIN_URL: is missing"],
    [{ CONSOLE_OIDC_CLIENT_SECRET: undefined }, "CONSOLE_OIDC_CLIENT_SECRET: is missing"],
    [{ CONSOLE_OIDC_ISSUER: "http://corp.example" }, "CONSOLE_OIDC_ISSUER: must be an https address"],
    [{ CONSOLE_OIDC_ISSUER: "https://corp.example" }, "CONSOLE_OIDC_ACR_VALUES: is missing"],
    [{ CONSOLE_OIDC_ACR_VALUES: " , " }, "CONSOLE_OIDC_ACR_VALUES: names no value"],
    [{ CONSOLE_OPERATORS: "ada=admin, ada=viewer" }, "CONSOLE_OPERATORS: names ada twice"],
    [{ CONSOLE_OPERATORS: "" }, "CONSOLE_OPERATORS: names no admin"],
    [{ CONSOLE_OPERATORS: "sam=support" }, "CONSOLE_OPERATORS: names no admin"],
    [{ CONSOLE_OPERATORS: "ada=owner" }, "CONSOLE_OPERATORS: must be subject=role"],
    [{ CONSOLE_OPERATORS: "[{" }, "CONSOLE_OPERATORS: is no JSON"],
    [{ CONSOLE_OPERATORS: '[{"subject":"a","role":"root"}]' }, "CONSOLE_OPERATORS: "],
    [
      { CONSOLE_OIDC_ISSUER: "kratos", CONSOLE_URL: "https://ops.example/console" },
      "CONSOLE_OIDC_ISSUER: is missing",
    ],
  ])("S2: %j does not start: %s", (changes, expected) => {
    expect(problem(changes)).toContain(expected);
  });

  it("C20: no role comes from a claim that operators of a lower role can edit", () => {
    const mapped = { CONSOLE_ROLE_CLAIM: "groups", CONSOLE_ROLES: "ops=admin" };
    for (const changes of [mapped, { ...mapped, CONSOLE_OIDC_ISSUER: "kratos" }])
      expect(problem(changes)).toContain("CONSOLE_ROLE_CLAIM: is for another provider");
  });

  it("S2: the console is never an admin API's own address", () => {
    const local = {
      FOYER_PUBLIC_URL: "http://localhost:3000",
      KRATOS_ADMIN_URL: "http://localhost:4434",
      CONSOLE_URL: "http://localhost:4434/console",
    };
    expect(problem(local)).toContain("CONSOLE_URL: is an admin API's address");
  });
});
