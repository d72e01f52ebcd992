/** What pages make of hostile parameters. */

import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";
import { ALICE } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const SESSION = { cookie: `ory_kratos_session=${ALICE}` };

const HOSTILE_RETURNS = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https://evil.example",
  "https://evil.example\\@FOYER",
  "https://FOYER@evil.example/",
  "http://FOYER.evil.example/",
  "http://FOYER:80@evil.example/",
  "javascript:alert(1)",
  " https://evil.example",
  "https://evil.example#FOYER",
  "data:text/html,x",
];

test("F7: with a session a hostile return_to is never followed; Kratos knows the allowed ones", async ({
  contract: { foyer, kratos, get },
}) => {
  kratos.when("/self-service/login/browser", json(400, { error: { id: "session_already_available" } }));
  for (const hostile of HOSTILE_RETURNS) {
    const returnTo = hostile.replaceAll("FOYER", new URL(foyer.url).host);
    const { status, headers } = await get(`/login?return_to=${encodeURIComponent(returnTo)}`, {
      headers: SESSION,
    });
    if (status === 400) continue;
    expect(status, returnTo).toBe(303);
    const target = new URL(String(headers.location), foyer.url);
    expect(target.origin).toBe(foyer.url);
    // What nobody could be led to, whatever Kratos allows, is dropped before it is asked.
    expect(["/self-service/login/browser", "/welcome"], returnTo).toContain(target.pathname);
  }
});

test("D2: an unknown level and a return_to that leads nowhere do not reach Kratos", async ({
  contract: { kratos, get },
}) => {
  expect((await get("/login?aal=x")).status).toBe(400);
  expect(kratos.to("/self-service/login/browser")).toEqual([]);
  expect((await get(`/login?return_to=${encodeURIComponent("http://[")}`)).status).toBe(200);
  const asked = kratos.to("/self-service/login/browser");
  expect(asked.map(({ query }) => query.get("return_to"))).toEqual([null]);
});

test("F7: without a session return_to goes to Kratos alone, and into no link or redirect", async ({
  contract,
}) => {
  const { foyer, kratos, get } = contract;
  for (const hostile of HOSTILE_RETURNS) {
    kratos.reset();
    const returnTo = hostile.replaceAll("FOYER", new URL(foyer.url).host);
    const { status, body, headers } = await get(`/login?return_to=${encodeURIComponent(returnTo)}`);
    expect(status, returnTo).toBe(200);
    expect(headers.location).toBeUndefined();
    expect(body).not.toMatch(/(href|action|src)="(?!\/|http:\/\/localhost)[^"]*evil/);
    const sent = kratos.to("/self-service/login/browser")[0]?.query.get("return_to");
    if (sent) expect(sent, returnTo).toMatch(/^(\/(?!\/)|https?:\/\/[^/@]+(\/|$))[^\\\s]*$/);
  }
});

test("F7: control characters in return_to are refused", async ({ contract: { get } }) => {
  for (const bad of ["%09//evil.example", "/%0d%0aSet-Cookie:x=y", "/%00", "%0ajavascript:alert(1)"]) {
    const { status, headers, setCookies } = await get(`/login?return_to=${bad}`);
    expect([status, headers.location, setCookies], bad).toEqual([400, undefined, []]);
  }
});

test("F7: a page of ours is followed with its query, and recovery's form cannot lead elsewhere", async ({
  contract,
}) => {
  const { foyer, kratos, get } = contract;
  kratos.when("/self-service/login/browser", json(400, { error: { id: "session_already_available" } }));
  const own = `${foyer.url}/consent?consent_challenge=a%2Bb&x=1`;
  const { headers } = await get(`/login?return_to=${encodeURIComponent(own)}`, { headers: SESSION });
  expect(headers.location).toBe("/consent?consent_challenge=a%2Bb&x=1");
});

test("V1: a parameter given twice is refused, and nobody is asked", async ({
  contract: { kratos, hydra, get, foyer },
}) => {
  for (const target of [
    "/login?flow=a&flow=b",
    "/login?flow=a&flow=a",
    "/login?login_challenge=a&login_challenge=b",
    "/login?return_to=a&return_to=b",
    "/registration?flow=a&flow=b",
    "/recovery?flow=a&flow=b",
    "/verification?flow=a&flow=b",
    "/settings?flow=a&flow=b",
    "/consent?consent_challenge=a&consent_challenge=b",
    "/logout?logout_challenge=a&logout_challenge=b",
    "/error?id=a&id=b",
    "/self-service/settings?flow=a&flow=b",
    "/self-service/login/browser?aal=aal1&aal=aal2",
  ]) {
    expect((await get(target)).status, target).toBe(400);
  }
  const twice = await postForm(foyer.port, "/consent?x=1", {}, {});
  expect(twice.status).toBe(400);
  expect([...kratos.requests, ...hydra.requests]).toEqual([]);
});

test("V1: a missing challenge is missing, not the word undefined", async ({ contract: { hydra, get } }) => {
  for (const target of ["/consent", "/consent?consent_challenge=", "/consent?challenge=c"]) {
    expect((await get(target)).status, target).toBe(400);
  }
  expect(hydra.requests).toEqual([]);
});

test("V3: line breaks, NUL and lone surrogates become no header and no page", async ({
  contract: { get },
}) => {
  for (const bad of ["%0d%0aset-cookie:x=y", "%00", "a%0ab", "%7f", "%c2%85"]) {
    for (const target of [`/login?flow=${bad}`, `/consent?consent_challenge=${bad}`, `/error?id=${bad}`]) {
      const { status, headers, setCookies } = await get(target);
      expect([status, headers["x-injected"], setCookies], target).toEqual([400, undefined, []]);
    }
  }
  for (const locale of [
    "%0d%0ax-injected:1",
    "%00",
    "../../etc/passwd",
    "__proto__",
    "en%0d%0a",
    "%ed%a0%80",
  ]) {
    const { status, body, headers } = await get(`/login?ui_locales=${locale}`, {
      headers: { "accept-language": "__proto__, ../en, \u00ff;q=x" },
    });
    expect([status, headers["x-injected"]], locale).toEqual([200, undefined]);
    expect(body).toContain('<html lang="en"');
  }
});
