/** Which request headers reach Kratos and Hydra, and with what values. */

import { expect, test } from "../support/contract";
import { COOKIE_SECRET } from "../support/foyer";
import { postForm } from "../support/raw-http";
import { LOGIN_REQUEST } from "../support/stub-hydra";
import { ALICE } from "../support/stub-kratos";
import { json, redirect } from "../support/stub-upstream";

const EVIL = "evil.example";

/** Everything a client can say about where Foyer is, who it is, and what may be skipped. */
const SMUGGLED = {
  "x-forwarded-host": EVIL,
  "x-forwarded-proto": "gopher",
  "x-forwarded-port": "smuggled",
  "x-forwarded-prefix": "/evil",
  forwarded: `host=${EVIL};proto=gopher`,
  "x-original-url": "/admin/identities",
  "x-rewrite-url": "/admin/identities",
  "x-original-host": EVIL,
  authorization: "Bearer smuggled",
  "proxy-authorization": "Basic smuggled",
  "x-session-token": "smuggled",
  "x-ory-admin": "smuggled",
  "x-middleware-subrequest": "middleware:middleware:middleware",
  "x-nonce": "smuggled",
  "content-security-policy": "default-src *",
  "true-client-ip": "6.6.6.6",
  "cf-connecting-ip": "6.6.6.6",
  "x-real-ip": "6.6.6.6",
  "x-forwarded-for": "6.6.6.6",
  "x-foyer-peer": "6.6.6.6",
  "x-client-ip": "6.6.6.6",
  "fastly-client-ip": "6.6.6.6",
  via: "1.1 smuggled",
  te: "trailers",
};

/** What Kratos may learn; Foyer's own choice, each one. */
const KRATOS_ALLOWLIST = [
  "accept",
  "accept-language",
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "host",
  "true-client-ip",
  "user-agent",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-request-id",
  "traceparent",
];

const HYDRA_ALLOWLIST = [
  "accept",
  "connection",
  "content-length",
  "content-type",
  "host",
  "traceparent",
  "x-request-id",
];

test("P6: the relay sends Kratos the allowlisted headers and not one more", async ({ contract }) => {
  const { kratos, foyer, get } = contract;
  await get("/self-service/login?flow=f", {
    method: "POST",
    headers: { ...SMUGGLED, "content-type": "application/x-www-form-urlencoded", "user-agent": "tester/1" },
    body: "a=1",
  });
  const received = kratos.requests.find(({ method }) => method === "POST");
  const names = Object.keys(received?.headers ?? {});
  expect(names).toContain("x-forwarded-host");
  expect(names.filter((name) => !KRATOS_ALLOWLIST.includes(name))).toEqual([]);
  expect(received?.headers).toMatchObject({
    "user-agent": "tester/1",
    "x-forwarded-host": new URL(foyer.url).host,
    "x-forwarded-proto": "http",
    "content-type": "application/x-www-form-urlencoded",
  });
  expect(JSON.stringify(received?.headers)).not.toMatch(/smuggled|evil|gopher|6\.6\.6\.6/);
});

test("D4, D5: Kratos is told one type of a form, by which it was read, whatever list came", async ({
  contract: { foyer, kratos },
}) => {
  for (const more of [
    "; charset=utf-8, application/json",
    ";,application/json",
    ' ; a="b" ,application/json;q=1',
  ])
    await postForm(
      foyer.port,
      "/self-service/login?flow=f",
      { method: "password" },
      {
        "content-type": `application/x-www-form-urlencoded${more}`,
      },
    );
  const types = kratos.requests.map(({ headers }) => headers["content-type"]);
  expect(types).toEqual(Array.from({ length: 3 }, () => "application/x-www-form-urlencoded; charset=utf-8"));
});

test("P6: pages send Kratos and Hydra the allowlisted headers and not one more", async ({ contract }) => {
  const { kratos, hydra, get } = contract;
  const cookie = `ory_kratos_session=${ALICE}; csrf_token_stub=c; other=smuggled`;
  await get("/login?login_challenge=c", { headers: { ...SMUGGLED, cookie } });
  expect(kratos.to("/sessions/whoami")).toHaveLength(1);
  for (const { headers } of kratos.requests) {
    expect(Object.keys(headers).filter((name) => !KRATOS_ALLOWLIST.includes(name))).toEqual([]);
    expect(JSON.stringify(headers)).not.toMatch(/smuggled|evil|gopher|6\.6\.6\.6/);
  }
  expect(hydra.to(LOGIN_REQUEST)).toHaveLength(1);
  for (const { headers } of hydra.requests) {
    expect(Object.keys(headers).filter((name) => !HYDRA_ALLOWLIST.includes(name))).toEqual([]);
    expect(headers.cookie).toBeUndefined();
  }
});

test("P3: Host, X-Forwarded-Host and absolute-form targets never choose the upstream", async ({
  contract,
}) => {
  const { canary, kratos, get, foyer } = contract;
  const host = new URL(canary.url).host;
  for (const target of ["/login", "/self-service/login/browser", "/error?id=x", "/settings"]) {
    await get(target, { headers: { host, "x-forwarded-host": host, forwarded: `host=${host}` } });
  }
  for (const target of [`${canary.url}/`, `${canary.url}/self-service/login/browser`, `//${host}/login`]) {
    expect((await get(target)).status, target).toBe(404);
  }
  expect([...canary.requests, ...canary.background]).toEqual([]);
  for (const { headers } of kratos.requests) {
    expect(headers["x-forwarded-host"]).toBe(new URL(foyer.url).host);
  }
});

test("P4: a poisoned host is in no Location, cookie, page or request to Kratos", async ({ contract }) => {
  const { kratos, get } = contract;
  for (const target of [
    "/",
    "/account",
    "/login",
    "/recovery",
    "/self-service/recovery/browser",
    "/logout",
  ]) {
    const answer = await get(target, {
      headers: {
        host: EVIL,
        "x-forwarded-host": EVIL,
        "x-forwarded-proto": "https",
        forwarded: `host=${EVIL}`,
      },
    });
    expect(JSON.stringify(answer.headers) + answer.body, target).not.toContain(EVIL);
  }
  await get("/self-service/recovery?flow=f", {
    method: "POST",
    headers: { host: EVIL, "x-forwarded-host": EVIL, "content-type": "application/x-www-form-urlencoded" },
    body: "email=a",
  });
  expect(kratos.requests.length).toBeGreaterThan(0);
  expect(JSON.stringify(kratos.requests.map(({ headers }) => headers))).not.toContain(EVIL);
});

test("P5: without a trusted proxy the connection's own address counts, whatever headers say", async ({
  contract: { kratos, get },
}) => {
  await get("/self-service/login/browser", { headers: SMUGGLED });
  expect(kratos.requests[0]?.headers).toMatchObject({
    "true-client-ip": "127.0.0.1",
    "x-forwarded-for": "127.0.0.1",
  });
});

test("P11: Kratos' cookies arrive with each attribute as it was, in order, each in its own line", async ({
  contract: { kratos, get },
}) => {
  const setCookies = [
    "ory_kratos_session=MTc2|b/+=c==; Path=/; Domain=id.example; Expires=Wed, 21 Oct 2099 07:28:00 GMT; HttpOnly; Secure; SameSite=None; Partitioned",
    "csrf_token_x=; Path=/self; Max-Age=0",
    'ory_kratos_continuity="q u"; SameSite=Strict; Priority=High',
  ];
  kratos.when("/self-service/login", redirect("/login?flow=f", { setCookies }));
  const headers = { "x-forwarded-host": `www.${EVIL}` };
  const posted = await get("/self-service/login?flow=f", { method: "POST", headers });
  expect(posted.setCookies).toEqual(setCookies);

  kratos.when("/self-service/login/browser", json(200, {}, { "set-cookie": setCookies }));
  const asJson = await get("/self-service/login/browser", { headers: { accept: "application/json" } });
  expect(asJson.setCookies).toEqual(setCookies);
});

test("what Kratos wants forgotten by the browser is forgotten", async ({ contract }) => {
  const headers = { "clear-site-data": '"cache", "storage"' };
  const path = "/self-service/login?flow=f";
  contract.kratos.when("/self-service/login", json(200, {}, headers));
  const answer = await postForm(contract.foyer.port, path, {});
  const location = `${contract.foyer.url}/welcome`;
  contract.kratos.when("/self-service/login", json(303, {}, { ...headers, location }));
  const led = await postForm(contract.foyer.port, path, {});
  expect([answer, led].map(({ status }) => status)).toEqual([200, 303]);
  for (const { headers: passed } of [answer, led]) expect(passed).toMatchObject(headers);
});

test("P12: only Kratos' cookies travel to Kratos, and none to Hydra", async ({ contract }) => {
  const { kratos, hydra, get } = contract;
  const cookie = [
    "__Host-foyer-sid=own-seal",
    "__Host-foyer-grants=own-seal",
    "console=own-seal",
    "ory_kratos_session=s",
    "csrf_token_abc=c",
    "ory_hydra_session=own-seal",
    "theme=own-seal",
    "xory_kratos_session=own-seal",
  ].join("; ");
  for (const target of ["/self-service/login/browser", "/account", "/login?login_challenge=c"]) {
    await get(target, { headers: { cookie } });
  }
  expect(kratos.requests.length).toBeGreaterThan(2);
  for (const { headers } of kratos.requests)
    expect(headers.cookie).toBe("ory_kratos_session=s; csrf_token_abc=c");
  for (const { headers } of hydra.requests) expect(headers.cookie).toBeUndefined();
  const background = [...kratos.background, ...hydra.background];
  for (const { headers } of background) expect(headers.cookie).toBeUndefined();
  expect(JSON.stringify([...kratos.requests, ...hydra.requests, ...background])).not.toContain("own-seal");
});

test("L1: no cookie, challenge, code, token or secret of a request is in the log", async ({ contract }) => {
  const canaries = [
    "canary-cookie",
    "canary-challenge",
    "canary-flow",
    "canary-code",
    "canary-token",
    "canary-body",
  ];
  const cookie = "ory_kratos_session=canary-cookie; csrf_token_x=canary-cookie";
  contract.hydra.when(LOGIN_REQUEST, json(500, { error: "canary-body https://x/?code=canary-code" }));
  await contract.get("/login?login_challenge=canary-challenge", { headers: { cookie } });
  await contract.get("/login?flow=canary-flow", { headers: { cookie } });
  await contract.get("/logout?token=canary-token", { headers: { cookie } });
  await contract.get("/self-service/recovery?flow=canary-flow&token=canary-token", { headers: { cookie } });
  await contract.get("/self-service/login?flow=canary-flow", {
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: "password=canary-body&code=canary-code",
  });
  const log = await contract.foyer.log();
  expect(log).toContain('"status":503');
  for (const canary of [...canaries, COOKIE_SECRET]) expect(log).not.toContain(canary);
});
