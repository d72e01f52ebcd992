import { describe, expect, it } from "vitest";
import type { KratosNode } from "@/lib/self-service/kratos-flow";
import { identity, session, twoFactorSession } from "@/tests/unit/oauth2";
import { toSecurityState } from "./security-state";

function node(group: string, name: string): KratosNode {
  return { type: "input", group, attributes: { name, type: "submit" }, messages: [], meta: {} };
}

function trait(name: string, type: string, value?: string): KratosNode {
  const attributes = { name: `traits.${name}`, type, ...(value && { value }) };
  return { ...node("profile", name), attributes };
}

const recovery_addresses = [{ value: "alice@example.org", via: "email" }];
const secured = (changes = {}) => session({ identity: identity({ recovery_addresses, ...changes }) });
const OFF = [
  trait("email", "email"),
  node("totp", "totp_code"),
  node("passkey", "passkey_register_trigger"),
  node("lookup_secret", "lookup_secret_regenerate"),
];

describe("how well an account is protected", () => {
  it("a security key counts as a second step only where it was used as one", () => {
    const settings = [...OFF, node("webauthn", "webauthn_remove")];
    const signedInBy = (method: "webauthn" | "password", aal: "aal1" | "aal2") => ({
      ...secured(),
      authentication_methods: [{ method, aal }],
    });
    expect(toSecurityState(signedInBy("webauthn", "aal2"), { settings }).secondFactor).toBe("on");
    expect(toSecurityState(signedInBy("webauthn", "aal1"), { settings }).secondFactor).toBe("unknown");
    expect(toSecurityState(signedInBy("password", "aal1"), { settings }).secondFactor).toBe("unknown");
  });

  it("a code by message is a second step where this session was opened with one", () => {
    const signedInBy = (aal: "aal1" | "aal2") => ({
      ...secured(),
      authentication_methods: [
        { method: "password" as const, aal: "aal1" as const },
        { method: "code" as const, aal },
      ],
    });
    const known = toSecurityState(signedInBy("aal2"), { settings: OFF });
    expect(known).toMatchObject({ secondFactor: "on", next: "save-backup-codes" });
    expect(toSecurityState(signedInBy("aal1"), { settings: OFF }).secondFactor).toBe("off");
  });

  it("is read from the settings flow", () => {
    expect(toSecurityState(secured(), { settings: OFF })).toEqual({
      secondFactor: "off",
      passkey: "off",
      backupCodes: "off",
      recovery: "verified",
      recoveryAddresses: ["alice@example.org"],
      next: "add-second-factor",
    });
    expect(toSecurityState(secured(), { settings: [node("totp", "totp_unlink")] })).toMatchObject({
      secondFactor: "on",
      passkey: "unavailable",
    });
  });

  it("is unknown without it, but for what this session used", () => {
    expect(toSecurityState(secured())).toMatchObject({ secondFactor: "unknown", next: "nothing" });
    expect(toSecurityState(twoFactorSession())).toMatchObject({ secondFactor: "on" });
  });

  it("says nothing of recovery where that is switched off", () => {
    for (const someSession of [secured(), session()]) {
      expect(toSecurityState(someSession, { canRecover: false }).recovery).toBe("unavailable");
    }
  });

  it("asks for no address where the settings have no place for one", () => {
    const toRecovery = (...traits: KratosNode[]) =>
      toSecurityState(session(), { settings: [...OFF.slice(1), ...traits] });
    const names = [trait("username", "text", "ada"), trait("news", "checkbox")];
    expect(toRecovery(...names)).toMatchObject({ recovery: "unavailable", next: "add-second-factor" });
    for (const place of [trait("email", "email"), trait("emails", "text")])
      expect(toRecovery(...names, place)).toMatchObject({ recovery: "none", next: "add-recovery" });
  });

  it("names the address that leads back in, not another that is unverified", () => {
    const address = (value: string, verified: boolean, via = "email") => ({
      value,
      verified,
      via,
      status: "sent",
    });
    const withAddresses = (...verifiable_addresses: ReturnType<typeof address>[]) =>
      toSecurityState(secured({ verifiable_addresses }));
    expect(
      withAddresses(address("work@example.org", false), address("alice@example.org", true)),
    ).toMatchObject({
      recovery: "verified",
      recoveryAddresses: ["alice@example.org"],
      unverifiedAddress: "work@example.org",
    });
    expect(
      withAddresses(address("work@example.org", false), address("alice@example.org", false)),
    ).toMatchObject({
      recovery: "unverified",
      unverifiedAddress: "alice@example.org",
    });
  });

  it("leads with no phone number to a page that asks for an e-mail address", () => {
    const phone = { value: "+43664123456", verified: false, via: "sms", status: "sent" };
    expect(toSecurityState(secured({ verifiable_addresses: [phone] }))).toMatchObject({ next: "nothing" });
  });

  it("does not take another group's node for a credential", () => {
    expect(toSecurityState(secured(), { settings: [node("profile", "totp_unlink")] }).secondFactor).toBe(
      "unavailable",
    );
  });
});

describe("the one next step", () => {
  const unverified = [{ value: "alice@example.org", verified: false, via: "email", status: "sent" }];
  it.each<[string, ReturnType<typeof session>, KratosNode[]]>([
    ["verify-address", secured({ verifiable_addresses: unverified }), OFF],
    ["add-recovery", session(), OFF],
    ["add-second-factor", secured(), OFF],
    [
      "save-backup-codes",
      secured(),
      [node("totp", "totp_unlink"), node("lookup_secret", "lookup_secret_regenerate")],
    ],
    [
      "add-passkey",
      secured(),
      [
        node("totp", "totp_unlink"),
        node("lookup_secret", "lookup_secret_reveal"),
        node("passkey", "passkey_register_trigger"),
      ],
    ],
    ["nothing", secured(), [node("totp", "totp_unlink"), node("lookup_secret", "lookup_secret_reveal")]],
  ])("is %s", (next, someSession, settings) => {
    expect(toSecurityState(someSession, { settings }).next).toBe(next);
  });

  it("is never one that the operator does not offer", () => {
    const someSession = secured({ verifiable_addresses: unverified, recovery_addresses: [] });
    expect(toSecurityState(someSession, { settings: OFF, canVerify: false }).next).toBe("add-recovery");
    expect(toSecurityState(someSession, { settings: OFF, canVerify: false, canRecover: false }).next).toBe(
      "add-second-factor",
    );
  });
});
