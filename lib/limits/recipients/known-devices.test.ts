/** The tries that a browser has of its own, in which somebody has signed in. */

import { beforeEach, describe, expect, it } from "vitest";
import {
  begin,
  countUntilRefused,
  GUESSES,
  guess,
  newAddress,
  newFlow,
  send,
  signIn,
  startLimits,
} from "@/tests/unit/relayed-forms";

beforeEach(() => startLimits());

describe("a browser in which somebody has signed in", () => {
  /** Uses up everything that strangers have at an account. */
  async function attack(identifier: string): Promise<void> {
    for (let network = 1; network <= 40; network += 1) {
      await guess(identifier, { network }).catch(() => {});
      await send("login", { identifier, method: "code" }, { network }).catch(() => {});
    }
  }

  it("D5: goes on at its account while strangers are refused, by tries of its own", async () => {
    const identifier = newAddress();
    const { known } = await signIn(identifier);
    await attack(identifier);
    await expect(guess(identifier, { network: 99 })).rejects.toMatchObject({ status: 429 });
    expect((await countUntilRefused(() => guess(identifier, { cookie: known }))).taken).toBe(GUESSES);
    await send("login", { identifier, method: "code" }, { cookie: known });
  });

  it("D5: is known again by the same name, so that signing in makes no new tries", async () => {
    const identifier = newAddress();
    const first = await signIn(identifier);
    await countUntilRefused(() => guess(identifier, { cookie: first.known }));
    const elsewhere = await signIn(identifier, {}, { network: 2 });
    expect((await countUntilRefused(() => guess(identifier, { cookie: elsewhere.known }))).taken).toBe(
      GUESSES,
    );
    await expect(guess(identifier, { cookie: first.known })).rejects.toMatchObject({ status: 429 });
  });

  const refusesAsStranger = async (identifier: string, known: string) => {
    await attack(identifier);
    await expect(guess(identifier, { cookie: known || undefined, network: 98 })).rejects.toMatchObject({
      status: 429,
    });
  };

  it.each(["address", "password_identifier"])(
    "D5: is not known at an account that only stood in the form, as %s",
    async (field) => {
      const victim = newAddress();
      const { known } = await signIn(newAddress(), { [field]: victim });
      await refusesAsStranger(victim, known);
    },
  );

  it("D5: is not known at another account that reaches the same mailbox", async () => {
    const victim = newAddress();
    const { known } = await signIn(victim.replace("@", "+mine@"));
    await refusesAsStranger(victim, known);
  });

  it.each([
    ["identifier", "address"],
    ["address", "identifier"],
  ])("D4, D5: is not known at another account of the mailbox, as %s beside %s", async (own, theirs) => {
    const victim = newAddress();
    const mine = victim.replace("@", "+mine@");
    const { known } = await signIn(mine);
    await attack(victim);
    for (const code of ["1", ""]) {
      const fields = { method: "code", [own]: mine, [theirs]: victim, code };
      const asked = send("login", fields, { cookie: known, network: 98 });
      await expect(asked).rejects.toMatchObject({ status: 429 });
    }
  });

  it("D5: is not known by a code that was a second factor, whoever stood in the form", async () => {
    const victim = newAddress();
    const flow = newFlow();
    const { session } = await signIn(newAddress());
    const settle = await send(
      "login",
      { method: "code", code: "1", identifier: victim },
      { flow, cookie: session },
    );
    expect(await settle(begin().answer)).toEqual([]);
  });

  /** Kratos takes no notice of the method, and of who stands beside it, where another's answer proves a second factor. */
  it.each<[string, Record<string, string>]>([
    ["a security key", { method: "password", webauthn_login: "{}" }],
    ["a code that was sent", { method: "password", address: newAddress(), code: "1" }],
    ["an app's code", { method: "password", totp_code: "1" }],
    ["a backup code", { method: "password", lookup_secret: "1" }],
  ])("D5: is not known at whom the form names beside %s", async (_, proof) => {
    const settle = await send("login", { identifier: newAddress(), ...proof });
    expect(await settle(begin().answer)).toEqual([]);
  });

  it("D5: is known after recovery, unless the flow was about several addresses", async () => {
    const recover = async (addresses: string[]) => {
      const flow = newFlow();
      for (const email of addresses) await send("recovery", { email, method: "code" }, { flow });
      const settle = await send("recovery", { code: "1", method: "code" }, { flow });
      return settle(begin().answer);
    };
    expect(await recover([newAddress()])).toHaveLength(1);
    expect(await recover([newAddress(), newAddress()])).toEqual([]);
  });

  it.each(["identifier", "traits.email", "recovery_address"])(
    "D5: is not known after a recovery as whom the code's form alone names, in %s",
    async (field) => {
      const settle = await send("recovery", { code: "1", method: "code", [field]: newAddress() });
      expect(await settle(begin().answer)).toEqual([]);
    },
  );

  it("D5: is known after a recovery whose code stands beside the address that it was sent to", async () => {
    const [flow, recovery_address] = [newFlow(), newAddress()];
    const asked = await send("recovery", { recovery_address, method: "code" }, { flow });
    await asked({ status: 303, location: `/recovery?flow=${flow}`, setCookies: [] });
    const settle = await send("recovery", { code: "1", recovery_address, method: "code" }, { flow });
    expect(await settle(begin().answer)).toHaveLength(1);
  });

  it("L1: its cookie tells neither the address nor the name that it is known by", async () => {
    const identifier = newAddress();
    const settle = await send("login", { method: "password", password: "right", identifier });
    const [line = ""] = await settle(begin().answer);
    expect(line).toMatch(/^__Host-foyer-known=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/);
    expect(line).not.toContain("person");
  });
});
