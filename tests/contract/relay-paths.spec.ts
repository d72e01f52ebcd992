/** What the relay lets through to Kratos: an allowlist of methods and paths, however they are written. */

import { type Contract, expect, test } from "../support/contract";
import { postForm, sendBytes } from "../support/raw-http";

/** Kratos v1.3.1's own allowlist, as the relay must have it (architecture §3). */
const ALLOWED =
  /^\/self-service\/((login|registration|recovery|verification|settings)(\/browser)?|logout(\/browser)?|methods\/oidc\/callback(\/[\w.~-]+)?)$/;

const ADMIN_PATHS = [
  "/identities",
  "/identities/a11ce000-0000-4000-8000-000000000001",
  "/admin/identities",
  "/admin/identities/a11ce000-0000-4000-8000-000000000001/sessions",
  "/admin/sessions",
  "/admin/recovery/code",
  "/admin/recovery/link",
  "/admin/courier/messages",
  "/recovery/code",
  "/recovery/link",
  "/courier/messages",
  "/schemas/admin",
  "/self-service/admin/identities",
  "/self-service/login/../../admin/identities",
];

test("P1: no admin path answers anything but 404 or 405, and no admin host is named", async ({
  contract,
}) => {
  const adminHost = new URL(contract.kratosAdmin.url).host;
  for (const path of ADMIN_PATHS) {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await contract.get(path, { method });
      const expected = ["GET", "HEAD", "POST"].includes(method) ? 404 : 405;
      expect(answer.status, `${method} ${path}`).toBe(expected);
      expect(answer.body + JSON.stringify(answer.headers)).not.toContain(adminHost);
    }
  }
  expect([...contract.kratosAdmin.requests, ...contract.kratosAdmin.background]).toEqual([]);
  expect(contract.kratos.requests).toEqual([]);
});

test("P1: a 307 to the admin port on an allowed path is a 502, not followed nor passed on", async ({
  contract: { foyer, kratos, kratosAdmin },
}) => {
  for (const status of [301, 302, 303, 307, 308]) {
    kratos.when("/self-service/login", (_request, response) => {
      response.writeHead(status, { location: `${kratosAdmin.url}/admin/identities` }).end();
    });
    const answer = await postForm(foyer.port, "/self-service/login?flow=f", { a: "1" });
    expect(answer.status).toBe(502);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.body).not.toContain(new URL(kratosAdmin.url).host);
  }
  expect([...kratosAdmin.requests, ...kratosAdmin.background]).toEqual([]);
});

const CONFUSING_PATHS = [
  "/self-serviceX/login",
  "/self-service",
  "/self-service/",
  "/self-service/login/",
  "/self-service/login/browser/",
  "/self-service/loginX",
  "/self-service/login/browserX",
  "/self-service/login/flows",
  "/Self-Service/login",
  "/self-service/LOGIN",
  "/self-service/%6cogin",
  "/self%2dservice/login",
  "/self-service%2flogin",
  "/self-service/..%2fadmin%2fidentities",
  "/self-service/%2e%2e/admin/identities",
  "/self-service/.%2e/identities",
  "/self-service/login/..;/admin/identities",
  "/self-service/login;x=1",
  "/self-service\\login",
  "/self-service/%5c..%5cadmin",
  "//self-service/login",
  "/self-service//login",
  "/./self-service/login",
  "/self-service/./login",
  "/self-service/login%00",
  "/self-service/login%0a",
  "/self-service/login%20",
  "/self-service/login%3fflow=f",
  "/self-service/login%23",
  "/self-service/%ff",
  "/self-service/%zz",
  "/self-service/methods/oidc/callback/",
  "/self-service/methods/oidc/callback/a/b",
  "/self-service/methods/oidc/callback/..",
  "/self-service/methods/oidc/callback/%2e%2e",
  "/self-service/methods/oidc/callback/a%2fb",
  "/self-service/methods/oidc/callback/-x",
  `/self-service/methods/oidc/callback/${"a".repeat(200)}`,
];

test("P2: encoded, doubled, dotted and prefixed look-alikes of allowed paths reach nothing", async ({
  contract: { kratos, get },
}) => {
  for (const path of CONFUSING_PATHS) {
    for (const method of ["GET", "POST"]) {
      const answer = await get(path, { method, headers: { "sec-fetch-site": "same-origin" } });
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
  }
  expect(kratos.requests.map(({ url }) => url)).toEqual([]);
});

/** One address of each shape in which a GET reaches Kratos. */
const LINKS = [
  ...["login", "registration"].map(
    (kind) =>
      `/self-service/${kind}/browser?return_to=https%3A%2F%2Fx.example%2F%3Fa%3D1%26b%3D2&refresh=true&aal=aal2`,
  ),
  ...["recovery", "verification", "settings", "logout"].map(
    (kind) => `/self-service/${kind}/browser?return_to=`,
  ),
  "/self-service/settings?flow=f",
  "/self-service/logout?token=t&return_to=https%3A%2F%2Fx.example",
  "/self-service/methods/oidc/callback?state=s&code=c",
  "/self-service/methods/oidc/callback/acme?state=s&code=c&%F0%9F%94%91=1&iss=https%3A%2F%2Fidp.example&x=&x=2",
];

/** One address of each shape that Kratos writes into mails. */
const MAIL_LINKS = [
  "/self-service/recovery?flow=00000000-0000-4000-8000-00000000f10a&token=a%2Fb+c%20d",
  "/self-service/verification?token=t&flow=00000000-0000-4000-8000-00000000f10a",
  "/self-service/verification?flow=00000000-0000-4000-8000-00000000f10a&code=123456",
];

test("F18: a mail's link asks Kratos nothing, by GET or HEAD, until its button is pressed", async ({
  contract: { foyer, kratos, get },
}) => {
  for (const link of MAIL_LINKS) {
    for (const headers of [{}, { accept: "application/json" }, { "sec-fetch-site": "cross-site" }]) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await get(link, { method, headers });
        expect([answer.status, answer.setCookies], `${method} ${link}`).toEqual([200, []]);
      }
    }
  }
  expect(kratos.requests).toEqual([]);
  const sent = MAIL_LINKS.map((link) => new URL(link, "http://any.invalid"));
  for (const link of MAIL_LINKS) await postForm(foyer.port, link, {});
  expect(kratos.requests.map(({ method, path }) => [method, path])).toEqual(
    sent.map(({ pathname }) => ["GET", pathname]),
  );
  expect(kratos.requests.map(({ query }) => [...query])).toEqual(
    sent.map(({ searchParams }) => [...searchParams]),
  );
  for (const { body } of kratos.requests) expect(body).toBe("");
});

test("F18: another site cannot press the button of a mail's link", async ({
  contract: { foyer, kratos },
}) => {
  for (const link of MAIL_LINKS) {
    const answer = await postForm(
      foyer.port,
      link,
      {},
      { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    );
    expect(answer.status).toBe(403);
  }
  expect(kratos.requests).toEqual([]);
});

/** Cookies of a browser that Kratos led to a provider with `state=s` (threat F19). */
async function beginProviderSignIn({ foyer, kratos }: Contract): Promise<string> {
  const led = {
    location: "https://idp.example/auth?state=s",
    "set-cookie": "ory_kratos_continuity=c; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax",
  };
  kratos.when("/self-service/login", (_request, response) => void response.writeHead(303, led).end());
  const { setCookies } = await postForm(foyer.port, "/self-service/login?flow=f", { provider: "acme" });
  kratos.reset();
  return setCookies.map((line) => line.split(";", 1)[0]).join("; ");
}

test("P2: what is allowed arrives at the path it was sent to, with the same parameters", async ({
  contract,
}) => {
  const { kratos, get } = contract;
  const cookie = await beginProviderSignIn(contract);
  for (const link of LINKS) await get(link, { headers: { cookie } });
  const sent = LINKS.map((link) => new URL(link, "http://any.invalid"));
  expect(kratos.requests.map(({ path }) => path)).toEqual(sent.map(({ pathname }) => pathname));
  expect(kratos.requests.map(({ query }) => [...query])).toEqual(
    sent.map(({ searchParams }) => [...searchParams]),
  );
  for (const { path } of kratos.requests) expect(path).toMatch(ALLOWED);
});

test("P17: a GET of a sign-in or registration reaches Kratos by no method, query or header", async ({
  contract: { kratos, get },
}) => {
  const queries = [
    "",
    "?flow=f",
    "?flow=f&provider=acme",
    "?flow=f&provider=acme&method=oidc&traits.email=mallory%40evil.example",
    "?flow=f&provider=acme&id_token=t&method=oidc",
    "?flow=f&method=password&identifier=a&password=b&csrf_token=c",
    "?fl%6fw=f&pr%6fvider=acme",
    "?flow=f;provider=acme",
    "?method=POST&_method=POST&flow=f&provider=acme",
  ];
  for (const kind of ["login", "registration"]) {
    for (const query of queries) {
      for (const headers of [
        {},
        { "sec-fetch-site": "same-origin", "x-http-method-override": "POST" },
        { accept: "application/json" },
      ]) {
        for (const method of ["GET", "HEAD"]) {
          const answer = await get(`/self-service/${kind}${query}`, { method, headers });
          expect(answer.status, `${method} ${kind}${query}`).toBe(404);
          expect(answer.setCookies).toEqual([]);
        }
      }
    }
  }
  expect(kratos.requests).toEqual([]);
});

test("P17: what Kratos would take for a form is refused in the address of a GET and of a POST", async ({
  contract: { kratos, get },
}) => {
  const fields = [
    "method=link&email=victim%40foyer.example",
    "email=victim%40foyer.example",
    "link=acme",
    "unlink=acme",
    "provider=acme",
    "traits.email=mallory%40evil.example",
    "csrf_token=c",
    "transient_payload=%7B%7D",
    "upstream_parameters.login_hint=mallory%40evil.example",
    "totp_unlink=true",
  ];
  for (const field of fields) {
    for (const link of LINKS.filter((one) => !one.includes("/callback"))) {
      expect((await get(`${link}&${field}`)).status, `GET ${link}&${field}`).toBe(404);
    }
    for (const kind of ["login", "registration", "recovery", "verification", "settings"]) {
      const target = `/self-service/${kind}?flow=f&${field}`;
      const headers = { "sec-fetch-site": "same-origin" };
      expect((await get(target, { method: "POST", headers, body: "a=1" })).status, `POST ${target}`).toBe(
        404,
      );
    }
  }
  expect(kratos.requests).toEqual([]);
});

test("P2: a POST is passed on only where a form may be sent", async ({ contract: { kratos, get } }) => {
  const post = (path: string) =>
    get(path, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
      body: "a=1",
    });
  for (const path of [
    "/self-service/login/browser",
    "/self-service/logout",
    "/self-service/logout/browser",
    "/self-service/methods/oidc/callback",
    "/.well-known/ory/webauthn.js",
  ]) {
    expect([404, 405], path).toContain((await post(path)).status);
  }
  expect(kratos.requests).toEqual([]);
  await post("/self-service/methods/oidc/callback/acme");
  expect(kratos.requests).toHaveLength(1);
});

test("P7: native flows and token exchange, which have no CSRF protection, are not there", async ({
  contract: { kratos, get },
}) => {
  for (const path of [
    ...["login", "registration", "recovery", "verification", "settings", "logout"].map(
      (kind) => `/self-service/${kind}/api`,
    ),
    "/sessions/token-exchange",
    "/sessions/whoami",
    "/self-service/fed-cm/token",
    "/schemas/default",
    "/health/ready/kratos",
    "/version",
  ]) {
    expect((await get(path)).status, path).toBe(404);
    expect((await get(path, { method: "POST" })).status, path).toBe(404);
  }
  expect(kratos.requests).toEqual([]);
});

test("P8: a chunked DELETE with a second request in its body reaches Kratos as nothing at all", async ({
  contract: { foyer, kratos },
}) => {
  const host = `Host: localhost:${foyer.port}`;
  const hidden = `GET /self-service/login/browser HTTP/1.1\r\n${host}\r\n\r\n`;
  const answer = await sendBytes(
    foyer.port,
    `DELETE /self-service/login HTTP/1.1\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
  );
  expect(answer.match(/HTTP\/1\.1 \d{3}/g)).toEqual(["HTTP/1.1 405"]);
  expect(kratos.requests).toEqual([]);
});

for (const [name, framing] of [
  ["both lengths", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"],
  ["two lengths", "Content-Length: 5\r\nContent-Length: 0\r\n"],
  ["a disguised encoding", "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n"],
  ["a folded encoding", "Transfer-Encoding:\r\n chunked\r\n"],
] as const) {
  test(`P8: a POST framed with ${name} never becomes two requests`, async ({ contract }) => {
    const host = `Host: localhost:${contract.foyer.port}`;
    const hidden = `GET /self-service/login/browser HTTP/1.1\r\n${host}\r\nX-Hidden: yes\r\n\r\n`;
    const answer = await sendBytes(
      contract.foyer.port,
      `POST /self-service/login HTTP/1.1\r\n${host}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n${framing}\r\n0\r\n\r\n${hidden}`,
      { endAfterSending: true },
    );
    expect(answer.match(/HTTP\/1\.1 \d{3}/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(contract.kratos.to("/self-service/login/browser")).toEqual([]);
    expect(contract.kratos.requests.length).toBeLessThanOrEqual(1);
  });
}

test("P8: a chunked form reaches Kratos whole and with a length", async ({ contract }) => {
  const answer = await contract.get("/self-service/login?flow=f", {
    method: "POST",
    headers: {
      "transfer-encoding": "chunked",
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "method=password&identifier=a",
  });
  expect(answer.status).toBe(303);
  const [received] = contract.kratos.requests;
  expect(received?.body).toBe("method=password&identifier=a");
  expect(received?.headers["content-length"]).toBe("28");
  expect(received?.headers["transfer-encoding"]).toBeUndefined();
});
