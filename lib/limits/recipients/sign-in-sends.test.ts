/** Messages that Kratos writes in answer to a sign-in that asked for none (D4); counted in memory. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FlowAnswer } from "@/lib/observe/flow-outcome";
import {
  begin,
  countUntilRefused,
  guess,
  newAddress,
  newFlow,
  RECIPIENT_SENDS,
  SENDS,
  send,
  shownAgain,
  startLimits,
} from "@/tests/unit/relayed-forms";

const { kratos } = vi.hoisted(() => ({ kratos: { state: "choose_method", asked: 0, refusal: 0 } }));
vi.mock("@/lib/ory/kratos-public", () => ({
  getFlow: async () => {
    kratos.asked += 1;
    if (kratos.refusal) {
      const { OryError } = await import("@/lib/ory/error");
      const { refusal: status } = kratos;
      throw new OryError({ upstream: "kratos", operation: "getFlow", kind: "status", status });
    }
    return { data: { state: kratos.state }, setCookies: [] };
  },
}));

beforeEach(() => {
  kratos.refusal = 0;
  return startLimits();
});

const STEP = { action: "show_verification_ui", flow: { id: "v", url: "/verification?flow=v" } };

describe("an address that waits to be verified, to which a right password writes", () => {
  const toScript = (status: number, json: object): FlowAnswer => ({
    status,
    location: undefined,
    setCookies: status < 400 ? begin().answer.setCookies : [],
    json,
  });

  it.each([
    ["a sign-in", toScript(200, { session: {}, continue_with: [{ action: "redirect_browser_to" }, STEP] })],
    ["its refusal", toScript(403, { error: { code: 403, details: { continue_with: [STEP] } } })],
  ])("D4: is sent as many by a script that is answered by %s as by a page", async (_, answer) => {
    const identifier = newAddress();
    let network = 0;
    const { taken, error } = await countUntilRefused(async () => {
      const form = { method: "password", password: "right", identifier };
      const settle = await send("login", form, { network: ++network });
      await settle(answer);
    });
    expect(taken).toBe(SENDS);
    expect(error).toMatchObject({ problem: "too-many-sends" });
  });

  it("D4: is sent as many by a security key as by a password", async () => {
    const identifier = newAddress();
    let network = 0;
    const { taken } = await countUntilRefused(async () => {
      const form = { method: "webauthn", webauthn_login: "{}", identifier };
      const settle = await send("login", form, { network: ++network });
      await settle({ status: 303, location: "/verification?flow=v", setCookies: [] });
    });
    expect(taken).toBe(SENDS);
  });

  const toHandle = (text: string) => Buffer.from(text).toString("base64url");
  const answerWith = (userHandle: string) => JSON.stringify({ id: "k", response: { userHandle } });
  const signInByPasskey = async (handle: string, more: Record<string, string> = {}) => {
    const form = { method: "passkey", passkey_login: answerWith(handle), ...more };
    const settle = await send("login", form, { network: ++networks });
    await settle({ ...begin().answer, location: "/verification?flow=v" });
  };
  let networks = 0;

  it("D4: is sent as many by a passkey, however its handle and the form are written", async () => {
    const handle = toHandle(newAddress().padEnd(31));
    const forms = [
      () => signInByPasskey(handle),
      () => signInByPasskey(`${handle}==`, { method: "" }),
      () => signInByPasskey(handle, { method: "webauthn" }),
      () => signInByPasskey(handle, { address: newAddress() }),
    ];
    for (const form of forms.slice(0, SENDS)) await form();
    for (const form of forms) await expect(form()).rejects.toMatchObject({ problem: "too-many-sends" });
    await signInByPasskey(toHandle("somebody else"));
  });

  it("D4: is counted for the passkey's account, whomever else its form writes to", async () => {
    const handle = toHandle(newAddress());
    const signIn = () => signInByPasskey(handle, { identifier: newAddress(), address: newAddress() });
    expect((await countUntilRefused(signIn)).taken).toBe(SENDS);
  });

  it("D5: by a security key counts for nobody whose code the form names", async () => {
    const address = newAddress();
    for (let turn = 0; turn < 2 * SENDS; turn += 1) {
      const form = { method: "code", webauthn_login: "{}", identifier: newAddress(), address };
      const settle = await send("login", form, { network: ++networks });
      await settle({ ...begin().answer, location: "/verification?flow=v" });
    }
    await guess(address);
  });

  it("D5: by a passkey counts for nobody who is only named beside it", async () => {
    const identifier = newAddress();
    for (let turn = 0; turn < 2 * SENDS; turn += 1)
      await signInByPasskey(toHandle(newAddress()), { identifier });
    await guess(identifier);
  });

  it.each<Record<string, string>>([
    { method: "password", password: "right" },
    { method: "", webauthn_login: "{}" },
    { method: "code", webauthn_login: "{}" },
  ])("D4: is not sent more by %j beside a code and who asked for one", async (form) => {
    const [identifier, flow] = [newAddress(), newFlow()];
    const put = async (fields: Record<string, string>, answer: FlowAnswer) =>
      (await send("login", { identifier, ...fields }, { flow, network: ++networks }))(answer);
    await put({ method: "code" }, shownAgain("login", flow));
    const signedIn = { ...begin().answer, location: "/verification?flow=v" };
    const { taken } = await countUntilRefused(() =>
      put({ ...form, address: identifier, code: "1" }, signedIn),
    );
    expect(taken).toBeLessThan(RECIPIENT_SENDS);
  });

  it("is none where nothing of the answer says so", async () => {
    const identifier = newAddress();
    for (let turn = 0; turn < 10; turn += 1) {
      const settle = await send("login", { method: "password", password: "right", identifier });
      await settle(toScript(200, { session: {}, continue_with: [{ action: "redirect_browser_to" }, null] }));
    }
  });
});

describe("a code that is sent as soon as somebody is named", () => {
  const FORMS = [
    { method: "identifier_first" },
    { method: "password", password: "x" },
    { method: "any" },
    {},
  ];
  const name = async (identifier: string, form: object, asked: { network?: number; flow?: string } = {}) => {
    const flow = asked.flow ?? newFlow();
    const settle = await send("login", { ...form, identifier }, { ...asked, flow });
    await settle(shownAgain("login", flow));
  };

  it.each(FORMS)("D4: is limited by network, then by all of them, by %j", async (form) => {
    await startLimits({ FOYER_RATE_LIMIT_GUESSES: "0", FOYER_RATE_LIMIT_RECIPIENT_GUESSES: "0" });
    kratos.state = "sent_email";
    const identifier = newAddress();
    const ask = (network: number) => () => name(identifier, form, { network });
    expect((await countUntilRefused(ask(1))).taken).toBe(SENDS);
    expect((await countUntilRefused(ask(2))).taken).toBe(SENDS);
    const { taken, error } = await countUntilRefused(ask(3));
    expect(taken).toBe(RECIPIENT_SENDS - 2 * SENDS);
    expect(error).toMatchObject({ problem: "too-many-sends" });
  });

  it("D4: counts as one that was asked for, and as no other in its flow", async () => {
    kratos.state = "sent_email";
    const [identifier, flow] = [newAddress(), newFlow()];
    await name(identifier, { method: "identifier_first" }, { flow });
    for (let turn = 0; turn < SENDS; turn += 1)
      await send("login", { method: "code", code: "1", identifier }, { flow });
    const { taken } = await countUntilRefused(() => send("login", { method: "code", identifier }));
    expect(taken).toBe(SENDS - 1);
  });

  it.each([403, 410])(
    "D4: may be sent in a flow that Kratos shows no more, or another browser (%i)",
    async (status) => {
      kratos.refusal = status;
      const identifier = newAddress();
      const { taken } = await countUntilRefused(() => name(identifier, { method: "identifier_first" }));
      expect(taken).toBe(SENDS);
      const other = newAddress();
      for (let turn = 0; turn < 2 * SENDS; turn += 1) {
        const settle = await send("login", { method: "identifier_first", identifier: other });
        await settle(shownAgain("login", newFlow()));
      }
      kratos.refusal = 404;
      for (let turn = 0; turn < 2 * SENDS; turn += 1) await name(other, { method: "identifier_first" });
    },
  );

  it("D4: is known of a script's answer without another read", async () => {
    const identifier = newAddress();
    kratos.asked = 0;
    const { taken } = await countUntilRefused(async () => {
      const settle = await send("login", { method: "identifier_first", identifier });
      await settle({ status: 400, location: undefined, setCookies: [], json: { state: "sent_email" } });
    });
    expect([taken, kratos.asked]).toEqual([SENDS, 0]);
  });

  it("D5: keeps nobody from their password to whom none is sent, however many others were", async () => {
    kratos.state = "choose_method";
    const identifier = newAddress();
    for (let network = 1; network < 20; network += 1)
      await send("recovery", { email: identifier, method: "code" }, { network }).catch(() => {});
    for (let turn = 0; turn < 20; turn += 1) await name(identifier, { method: "identifier_first" });
  });
});
