/** What forms on their way to Kratos are counted for, and what its answers change about that; counted in memory. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  begin,
  countUntilRefused,
  GUESSES,
  guess,
  newAddress,
  newFlow,
  RECIPIENT_GUESSES,
  RECIPIENT_SENDS,
  SECOND_FACTORS,
  SENDS,
  send,
  shownAgain,
  signIn,
  startLimits,
} from "@/tests/unit/relayed-forms";

beforeEach(() => startLimits());
afterEach(() => vi.useRealTimers());

describe("messages", () => {
  it("D4: are limited for one recipient over flows and ways to ask", async () => {
    const email = newAddress();
    const ways = [
      () => send("recovery", { email, method: "code" }),
      () => send("verification", { email, method: "link" }),
      () => send("login", { identifier: email, method: "code" }),
      () => send("login", { identifier: email, method: "code", code: "1", resend: "code" }),
      () => send("login", { address: ` ${email.toUpperCase()}` }),
      () => send("registration", { "traits.email": email.replace("@", "+tag@"), method: "code" }),
      () => send("settings", { "traits.email": email, method: "profile" }),
    ];
    for (const way of ways.slice(0, SENDS)) await way();
    for (const way of ways) {
      await expect(way()).rejects.toMatchObject({ status: 429, problem: "too-many-sends" });
    }
  });

  it("D4, D5: a form counts for its sender as often as it names somebody", async () => {
    await startLimits({ FOYER_RATE_LIMIT_ADDRESS_POSTS: "5" });
    const ask = (people: number) => {
      const traits = Array.from({ length: people }, (_, at) => [`traits.addresses.${at}`, newAddress()]);
      return send("registration", { method: "password", ...Object.fromEntries(traits) });
    };
    await ask(4);
    await ask(1);
    await expect(ask(1)).rejects.toMatchObject({ status: 429, problem: "too-many-requests" });
    await expect(ask(0)).rejects.toMatchObject({ status: 429 });
  });

  it("D4: a code for a flow that was not asked for one is counted as asking for it", async () => {
    const identifier = newAddress();
    const first = () => send("login", { identifier, method: "code", code: "123456" });
    expect((await countUntilRefused(first)).taken).toBe(SENDS);
  });

  it("D4: asking again in the same flow is asking again", async () => {
    const again = { method: "code", code: "1", resend: "code" };
    for (const more of [{ method: "code" }, again]) {
      const [identifier, flow] = [newAddress(), newFlow()];
      const ask = async () => {
        const settle = await send("login", { identifier, ...more }, { flow });
        await settle(shownAgain("login", flow));
      };
      expect((await countUntilRefused(ask)).taken).toBe(SENDS);
    }
  });

  it("D4: entering the code that was sent is not asking for another", async () => {
    const identifier = newAddress();
    const flow = newFlow();
    const settle = await send("login", { identifier, method: "code" }, { flow });
    await settle(shownAgain("login", flow));
    for (let turn = 0; turn < GUESSES; turn += 1) {
      await send("login", { identifier, method: "code", code: "1" }, { flow });
    }
    const error = { problem: "too-many-requests" };
    await expect(send("login", { identifier, method: "code", code: "1" }, { flow })).rejects.toMatchObject(
      error,
    );
    await send("login", { identifier, method: "code" });
  });

  it.each(["identifier", "traits.email"])(
    "D4: a code is none once its flow was asked anew for nobody, by %s",
    async (name) => {
      const [kind, email, flow] = [name === "identifier" ? "login" : "registration", newAddress(), newFlow()];
      const put = async (fields: Record<string, string>) =>
        (await send(kind, { method: "code", ...fields }, { flow }))(shownAgain(kind, flow));
      await put({ [name]: email });
      const ask = async () => {
        await put({ resend: "code" });
        await put({ [name]: email, code: "1" });
      };
      const { taken, error } = await countUntilRefused(ask);
      expect([taken, error]).toMatchObject([SENDS - 1, { problem: "too-many-sends" }]);
    },
  );

  it("D4: a code beside the address of a link is none", async () => {
    const [email, flow] = [newAddress(), newFlow()];
    const ask = async () =>
      (await send("verification", { method: "link", email, code: "1" }, { flow }))(
        shownAgain("verification", flow),
      );
    expect((await countUntilRefused(ask)).taken).toBe(SENDS);
  });

  it.each(["registration", "settings"])(
    "D4: a code beside what %s takes it for nothing is none",
    async (kind) => {
      const [email, flow] = [newAddress(), newFlow()];
      const asked = { "traits.email": email, method: "code" };
      await (await send("registration", asked, { flow }))(shownAgain("registration", flow));
      const more = { ...asked, method: kind === "settings" ? "profile" : "password", code: "1" };
      const { taken } = await countUntilRefused(() => send(kind, more, { flow }));
      expect(taken).toBe(SENDS - 1);
    },
  );

  it("D4: all networks together are limited; what one was refused does not count for them", async () => {
    const email = newAddress();
    const ask = (network: number) => () => send("recovery", { email, method: "code" }, { network });
    for (let turn = 0; turn < 20; turn += 1) await ask(1)().catch(() => {});
    expect((await countUntilRefused(ask(2))).taken).toBe(SENDS);
    expect((await countUntilRefused(ask(3))).taken).toBe(RECIPIENT_SENDS - 2 * SENDS);
    expect((await countUntilRefused(ask(4))).taken).toBe(0);
  });

  it("D4: a network that uses up three windows waits until the day is over", async () => {
    await startLimits({ FOYER_RATE_LIMIT_RECIPIENT_SENDS: "0" });
    vi.useFakeTimers();
    const email = newAddress();
    const ask = () => send("recovery", { email, method: "code" });
    for (let window = 0; window < 3; window += 1) {
      expect((await countUntilRefused(ask)).taken).toBe(SENDS);
      vi.advanceTimersByTime(15 * 60 * 1000);
    }
    const { taken, error } = await countUntilRefused(ask);
    expect(taken).toBe(0);
    expect(Number(Reflect.get(Reflect.get(Object(error), "headers"), "retry-after"))).toBeGreaterThan(
      23 * 60 * 60,
    );
    vi.advanceTimersByTime(24 * 60 * 60 * 1000);
    expect((await countUntilRefused(ask)).taken).toBe(SENDS);
  });

  it("a registration that is shown again has sent nothing, unless it was one by code", async () => {
    const email = newAddress();
    const register = async (method: string) => {
      const flow = newFlow();
      const settle = await send("registration", { method, "traits.email": email, password: "x" }, { flow });
      await settle(shownAgain("registration", flow));
    };
    for (let turn = 0; turn < 10; turn += 1) await register("password");
    expect((await countUntilRefused(() => register("code"))).taken).toBe(SENDS);
  });

  it("D4: a right password that makes Kratos write is counted as such", async () => {
    const identifier = newAddress();
    const unverified = async (network: number) => {
      const settle = await send("login", { method: "password", password: "right", identifier }, { network });
      await settle({ status: 303, location: "/verification?flow=v", setCookies: [] });
    };
    let network = 0;
    const { taken, error } = await countUntilRefused(() => unverified(++network));
    expect(taken).toBe(SENDS);
    expect(error).toMatchObject({ problem: "too-many-sends" });
  });
});

describe("guesses", () => {
  it("D5: at passwords are limited over flows for one account, however it is spelt", async () => {
    const identifier = newAddress();
    const spellings = [identifier, identifier.toUpperCase(), ` ${identifier}`, identifier.replace("e", "é")];
    let turn = 0;
    const { taken } = await countUntilRefused(() => guess(spellings[turn++ % spellings.length] ?? ""));
    expect(taken).toBe(GUESSES);
    await guess(newAddress());
  });

  it("D5: at codes are limited for whom the flow was sent to, over flows that do not say it", async () => {
    const email = newAddress();
    const attempt = async (network: number) => {
      const flow = newFlow();
      await send("recovery", { email, method: "code" }, { flow, network });
      for (let turn = 0; turn < 2; turn += 1)
        await send("recovery", { method: "code", code: "1" }, { flow, network });
    };
    await attempt(1);
    const { error } = await countUntilRefused(() => attempt(1));
    expect(error).toMatchObject({ problem: "too-many-requests" });
  });

  it("D5: from many networks are limited together", async () => {
    const identifier = newAddress();
    let network = 0;
    const { taken } = await countUntilRefused(() => guess(identifier, { network: ++network }));
    expect(taken).toBe(RECIPIENT_GUESSES);
  });

  it("D5: a second code in the form does not take a password out of the count", async () => {
    const identifier = newAddress();
    const { taken } = await countUntilRefused(() =>
      send("login", { method: "password", password: "x", identifier, totp_code: "1", code: "1" }),
    );
    expect(taken).toBe(1);
  });

  it("a right password is no guess", async () => {
    const identifier = newAddress();
    for (let turn = 0; turn < 20; turn += 1) await signIn(identifier);
    expect((await countUntilRefused(() => guess(identifier))).taken).toBe(GUESSES);
  });

  it("D5: at second factors are limited for the account, whatever session they come from", async () => {
    const identifier = newAddress();
    let network = 0;
    const attempt = async () => {
      const asked = { network: ++network };
      const { session } = await signIn(identifier, {}, asked);
      await send("login", { method: "totp", totp_code: "1" }, { ...asked, cookie: session });
    };
    expect((await countUntilRefused(attempt)).taken).toBe(SECOND_FACTORS);
  });

  it("D5: at second factors are of one session, however its cookie is written", async () => {
    const identifier = newAddress();
    const { session } = await signIn(identifier);
    const value = session.slice("ory_kratos_session=".length, -1);
    const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(
      value.at(-1) ?? "",
    );
    const otherLast = Buffer.of((last | 3) << 2)
      .toString("base64url")
      .slice(0, 1);
    const spellings = [
      value,
      `${value.slice(0, -1)}${otherLast}`,
      value.replaceAll("-", "+").replaceAll("_", "/"),
    ];
    expect(new Set(spellings).size).toBe(3);
    let turn = 0;
    const attempt = () => {
      const written = `${spellings[turn % 3]}=`;
      const cookie = `ory_kratos_session=${turn % 2 ? `"${written}"` : written}`;
      turn += 1;
      return send("login", { method: "totp", totp_code: "1" }, { network: 200 + turn, cookie });
    };
    expect((await countUntilRefused(attempt)).taken).toBe(SECOND_FACTORS);
  });

  it("D5: at a second factor that is a code are limited for the account, whoever asked for it", async () => {
    const identifier = newAddress();
    let network = 100;
    const attempt = async () => {
      const asked = { network: ++network };
      const { session } = await signIn(identifier, {}, asked);
      await send("login", { method: "code", code: "1" }, { ...asked, cookie: session });
    };
    expect((await countUntilRefused(attempt)).taken).toBe(SECOND_FACTORS);
  });

  it("D5: at second factors are for the account as long as the browser keeps the session", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const identifier = newAddress();
    const settle = await send("login", { method: "password", password: "right", identifier });
    const { answer, cookie } = begin();
    await settle({ ...answer, setCookies: [`${cookie}; Path=/; Max-Age=1209600; HttpOnly`] });
    vi.advanceTimersByTime(13 * 24 * 60 * 60 * 1000);
    let network = 30;
    const attempt = () => send("login", { method: "totp", totp_code: "1" }, { network: ++network, cookie });
    expect((await countUntilRefused(attempt)).taken).toBe(SECOND_FACTORS);
  });

  it("a right second factor is no guess, whoever the session is of", async () => {
    const asked = { network: 78, cookie: "ory_kratos_session=of-a-provider" };
    for (let turn = 0; turn < GUESSES * 20; turn += 1) {
      const settle = await send("login", { method: "code", code: "1" }, asked);
      await settle(begin().answer);
    }
  });

  it("D5: at second factors of an unknown session are limited by session, then by network", async () => {
    const attempt = (session: string) => () =>
      send("login", { method: "lookup_secret", lookup_secret: "1" }, { network: 77, cookie: session });
    expect((await countUntilRefused(attempt("ory_kratos_session=unknown"))).taken).toBe(GUESSES);
    let other = 0;
    const { taken } = await countUntilRefused(() => attempt(`ory_kratos_session=other-${++other}-one`)());
    expect(taken).toBe(GUESSES * 10 - GUESSES);
  });
});

it("what was typed into a refused form is kept sealed, and forgotten once it is right", async () => {
  const { readTypedIdentifier } = await import("./typed-identifier");
  const identifier = newAddress();
  const { error } = await countUntilRefused(() => guess(identifier));
  const [line = ""] = Reflect.get(Object(error), "setCookies");
  expect(line).toMatch(/^__Host-foyer-typed=.+; Max-Age=900; HttpOnly; Secure; SameSite=Lax$/);
  expect(line).not.toContain(identifier);
  const [cookie = ""] = line.split(";", 1);
  const request = new Request("https://id.example/login", { headers: { cookie } });
  expect(await readTypedIdentifier(request)).toBe(identifier);
  const settle = await guess(newAddress(), { cookie });
  expect((await settle(begin().answer)).join("\n")).toMatch(/__Host-foyer-typed=; Path=\/; Max-Age=0/);
});

it("an address that was typed into settings too often stands on no page afterwards", async () => {
  const [email, known] = [newAddress(), newAddress()];
  const change = () => send("settings", { method: "profile", "traits.email": email });
  const { error } = await countUntilRefused(change);
  expect(error).toMatchObject({ status: 429, setCookies: [] });
  const recover = await countUntilRefused(() => send("recovery", { method: "code", email: known }));
  expect(Reflect.get(Object(recover.error), "setCookies")).toHaveLength(1);
});

it("without limits nothing is counted, and no form is looked into", async () => {
  await startLimits({ FOYER_RATE_LIMIT: "false" });
  const email = newAddress();
  expect((await countUntilRefused(() => send("recovery", { email, method: "code" }))).taken).toBe(
    Number.POSITIVE_INFINITY,
  );
});
