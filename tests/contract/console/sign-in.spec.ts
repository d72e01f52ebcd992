/** Who gets into the console, and who does not (C1–C6, C17, C18). */

import { expect, fill, test } from "../../support/console/contract";
import { findWrites, SESSION_ID, stubSessions } from "../../support/console/stub-sessions";
import { toForms } from "../../support/html.mjs";

const COOKIE = "__Host-foyer-console";
const PAGES = ["", "/sessions", `/sessions/${SESSION_ID}`, "/me", "/trail", "/search?q=x", "/step-up"];

test.beforeEach(({ contract }) => stubSessions(contract));

test("C1: no trick with paths or headers opens a page without a session", async ({ contract }) => {
  const tricks = [
    { path: "/console/sessions", headers: { "x-middleware-subrequest": "middleware:middleware:middleware" } },
    { path: "/console/sessions", headers: { "x-middleware-rewrite": "/console", rsc: "1" } },
    { path: "/console/sessions", headers: { "next-router-state-tree": "x", "x-nextjs-data": "1" } },
    { path: "/console/sessions?_rsc=abc", headers: {} },
    { path: "/console/sessions.rsc", headers: {} },
    { path: "/console/sessions.txt", headers: {} },
    { path: "/console%2fsessions", headers: {} },
    { path: "/%63onsole/sessions", headers: {} },
    { path: "//console/sessions", headers: {} },
    { path: "/login/../console/sessions", headers: {} },
    { path: "/en/console/sessions", headers: {} },
    { path: "/_next/data/x/console/sessions.json", headers: {} },
    { path: "/console/sessions/", headers: {} },
    { path: "/CONSOLE/sessions", headers: {} },
  ];
  for (const { path, headers } of tricks) {
    const { status, body } = await contract.get(path, { headers });
    expect([401, 404, 308], path).toContain(status);
    expect(body, path).not.toContain("person@foyer.example");
  }
  expect(contract.kratosAdmin.requests).toEqual([]);
});

test("C18: nobody who is not signed in makes Foyer ask an admin API for anything", async ({
  contract,
  desk,
}) => {
  const stranger = desk.newBrowser();
  for (const page of PAGES) expect((await stranger.get(`/console${page}`)).status, page).toBe(401);
  for (const page of [...PAGES, "/nothing"])
    expect([401, 405], page).toContain(
      (await stranger.post(`/console${page}`, [["operation", "session.end"]])).status,
    );
  expect(contract.kratosAdmin.requests).toEqual([]);
  expect(contract.hydra.requests).toEqual([]);
});

test("a page that was asked for without a session is where the sign-in leads", async ({ desk }) => {
  const browser = desk.newBrowser();
  const refused = await browser.get("/console/sessions?active=true");
  expect(refused.body).toContain("return_to=%2Fconsole%2Fsessions%3Factive%3Dtrue");
  const path = "/console/sign-in/start?return_to=%2Fconsole%2Fsessions%3Factive%3Dtrue";
  const { headers } = await desk.passProvider(browser, "ada", { path });
  expect(headers.location).toBe("/console/sessions?active=true");
  expect((await browser.get("/console/sessions?active=true")).status).toBe(200);
});

test("C2: the same name and address under another subject is no operator", async ({ contract, desk }) => {
  const browser = desk.newBrowser();
  const claims = { email: "ada", name: "ada", groups: ["admin"], role: "admin" };
  const { status, body } = await desk.passProvider(browser, "ada2", { claims });
  expect(status).toBe(403);
  expect(body).toContain("ada2=viewer");
  expect(browser.cookies.has(COOKIE)).toBe(false);
  expect((await browser.get("/console")).status).toBe(401);
  expect(contract.kratosAdmin.requests).toEqual([]);
});

test("C3: the provider is asked for code, PKCE S256, state, nonce, assurance and age", async ({
  contract,
  desk,
}) => {
  const { headers } = await desk.newBrowser().get("/console/sign-in/start");
  const asked = Object.fromEntries(new URL(String(headers.location)).searchParams);
  expect(asked).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    acr_values: "aal2",
    max_age: "28800",
    redirect_uri: `${contract.foyer.url}/console/callback`,
    client_id: "foyer-console",
  });
  for (const name of ["state", "nonce", "code_challenge"]) expect(asked[name]?.length).toBeGreaterThan(40);
});

test("C3: an answer that is not to this browser's question signs nobody in", async ({ desk, provider }) => {
  const now = Math.floor(Date.now() / 1000);
  const cases = [
    { what: "another state", change: ({ code }: { code: string }) => ({ code, state: "x".repeat(43) }) },
    { what: "no state", change: ({ code }: { code: string }) => ({ code }) },
    { what: "no code", change: ({ state }: { state: string }) => ({ state }) },
    { what: "an unknown code", change: ({ state }: { state: string }) => ({ state, code: "x" }) },
    {
      what: "an error",
      change: ({ state }: { state: string }) => ({
        state,
        error: "access_denied",
        error_description: "<b>x</b>",
      }),
    },
    { what: "another nonce", claims: { nonce: "other" } },
    { what: "another issuer", claims: { iss: "https://evil.example" } },
    { what: "another audience", claims: { aud: "other-client" } },
    { what: "an expired token", claims: { exp: now - 600 } },
    { what: "another key", isForged: true },
    { what: "an old sign-in", claims: { auth_time: now - 30_000 } },
    { what: "a first factor alone", claims: { acr: "aal1" } },
    { what: "no assurance", claims: { acr: undefined } },
    { what: "no time", claims: { auth_time: undefined } },
  ];
  for (const { what, ...options } of cases) {
    const browser = desk.newBrowser();
    const { status, body } = await desk.passProvider(browser, "ada", options);
    expect([400, 403], what).toContain(status);
    expect(body, what).not.toContain("<b>x</b>");
    expect(browser.cookies.has(COOKIE), what).toBe(false);
  }
  expect(provider.tokenRequests()).toBeGreaterThan(0);
});

test("a provider that takes the console's secret no more is named as that, in the log too", async ({
  contract,
  desk,
  provider,
}) => {
  for (const how of ["code", "challenge"] as const) {
    provider.setSecretChanged(how);
    const { status, body } = await desk.passProvider(desk.newBrowser(), "ada");
    provider.setSecretChanged(false);
    expect(status, how).toBe(503);
    expect(body, how).toContain("The provider does not take this console");
    expect(body, how).toContain("CONSOLE_OIDC_CLIENT_SECRET");
  }
  const log = await contract.foyer.log();
  expect(log).toMatch(/"level":"error".*"cause":"invalid_client"/);
  expect(log).toMatch(/"level":"error".*"cause":"OAUTH_WWW_AUTHENTICATE_CHALLENGE"/);
});

test("C3: an answer works once, and in the browser that asked", async ({ desk }) => {
  const browser = desk.newBrowser();
  let kept = "";
  const before = new Map<string, string>();
  await desk.passProvider(browser, "ada", {
    change: (answer) => {
      kept = `/console/callback?${new URLSearchParams(answer)}`;
      for (const [name, value] of browser.cookies) before.set(name, value);
      return answer;
    },
  });
  expect((await browser.get(kept)).status).toBe(400);
  const replaying = desk.newBrowser();
  for (const [name, value] of before) replaying.cookies.set(name, value);
  expect((await replaying.get(kept)).status).toBe(400);
  expect((await desk.newBrowser().get(kept)).status).toBe(400);
});

test("C4: a session that was there before the sign-in is not the one after it", async ({ desk }) => {
  const browser = await desk.signIn("vic");
  const before = browser.cookies.get(COOKIE) ?? "";
  await desk.signIn("ada", { browser });
  expect(browser.cookies.get(COOKIE)).not.toBe(before);
  const old = desk.newBrowser();
  old.cookies.set(COOKIE, before);
  expect((await old.get("/console")).status).toBe(401);
});

test("C5: what signed out stays out, though its cookie is sent again", async ({ desk }) => {
  const browser = await desk.signIn("ada");
  const kept = browser.cookies.get(COOKIE) ?? "";
  const home = await browser.get("/console");
  const form = toForms(home.body).find(({ action }) => action.endsWith("/sign-out"));
  if (!form) throw new Error("There is no way to sign out.");
  expect((await browser.post("/console/sign-out", fill(form))).status).toBe(200);
  browser.cookies.set(COOKIE, kept);
  expect((await browser.get("/console")).status).toBe(401);
});

test("C6: a provider's token of any size makes a session", async ({ desk }) => {
  const browser = desk.newBrowser();
  const { status } = await desk.passProvider(browser, "ada", { claims: { padding: "x".repeat(6 * 1024) } });
  expect(status).toBe(303);
  expect((await browser.get("/console")).status).toBe(200);
});

test("a provider that is away is a fault, and nobody is signed out by it", async ({ desk, provider }) => {
  const browser = await desk.signIn("ada");
  for (const away of [true, 200, 403, 503]) {
    // From then on its addresses are known, and it is gone by the time that the browser comes back.
    await desk.signIn("sam");
    provider.setAway(away);
    const answer = await desk.passProvider(desk.newBrowser(), "sam");
    provider.setAway(false);
    expect([answer.status, answer.body.includes("The provider did not answer")], String(away)).toEqual([
      503,
      true,
    ]);
  }
  expect((await browser.get("/console")).status).toBe(200);
});

test("C17: a forged, stale or repeated logout token ends nothing, a true one its sessions", async ({
  desk,
  provider,
  contract,
}) => {
  const browser = await desk.signIn("ada");
  const now = Math.floor(Date.now() / 1000);
  const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
  const good = { iss: provider.issuer, aud: "foyer-console", iat: now, sid: "sid-ada", jti: "j-1", events };
  const send = async (token: string) => {
    const body = new URLSearchParams({ logout_token: token }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return (await contract.get("/console/backchannel-logout", { method: "POST", headers, body })).status;
  };
  const wrong = [
    provider.sign({ ...good, nonce: "n" }, { typ: "logout+jwt" }),
    provider.sign({ ...good, events: undefined }, { typ: "logout+jwt" }),
    provider.sign({ ...good, aud: "other" }, { typ: "logout+jwt" }),
    provider.sign({ ...good, iss: "https://evil.example" }, { typ: "logout+jwt" }),
    provider.sign({ ...good, sid: undefined }, { typ: "logout+jwt" }),
    provider.sign({ ...good, jti: undefined }, { typ: "logout+jwt" }),
    provider.sign({ ...good, iat: now - 3600 }, { typ: "logout+jwt" }),
    provider.sign(good, { typ: "at+jwt" }),
    provider.sign(good, { typ: "logout+jwt", isForged: true }),
  ];
  for (const token of await Promise.all(wrong)) expect(await send(token)).toBe(400);
  expect(await send("x.y.z")).toBe(400);
  expect(await send("")).toBe(400);
  expect((await browser.get("/console")).status).toBe(200);

  const token = await provider.sign(good, { typ: "logout+jwt" });
  expect(await send(token)).toBe(200);
  expect((await browser.get("/console")).status).toBe(401);
  await desk.signIn("ada", { browser });
  expect(await send(token)).toBe(400);
  expect((await browser.get("/console")).status).toBe(200);
  expect(findWrites(contract)).toEqual([]);
});
