/** What pages make of hostile flows, forms and error texts. */

import { expect, ISSUER, test } from "../support/contract";
import { postForm } from "../support/raw-http";
import { ALICE, FLOW_ID, HALFWAY, toFlow } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const SESSION = { cookie: `ory_kratos_session=${ALICE}` };

/** A flow whose login form has these nodes besides its own. */
function withNodes(foyerUrl: string, nodes: object[], action?: string): Record<string, unknown> {
  const flow = toFlow("login", foyerUrl);
  const ui = flow.ui as { action: string; nodes: object[] };
  return { ...flow, ui: { ...ui, action: action ?? ui.action, nodes: [...ui.nodes, ...nodes] } };
}

const SCRIPT_URLS = [
  "javascript:alert(1)",
  "JAVASCRIPT:alert(1)",
  "java\tscript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "//evil.example/x",
  "/\\evil.example",
  "https://user@evil.example/",
];

test("F1: a script node runs only from Kratos' own address with an integrity", async ({ contract }) => {
  const { foyer, kratos, get } = contract;
  const integrity = `sha512-${"A".repeat(86)}==`;
  const own = `${foyer.url}/.well-known/ory/webauthn.js`;
  const sources = [
    { src: "https://evil.example/.well-known/ory/webauthn.js", integrity },
    { src: `${own}?x=1`, integrity },
    { src: `${own}/../../evil.js`, integrity },
    { src: own },
    { src: own, integrity: "sha1-x" },
    ...SCRIPT_URLS.map((src) => ({ src, integrity })),
  ];
  const nodes = sources.map((attributes, index) => ({
    type: "script",
    group: "webauthn",
    attributes: { ...attributes, id: `evil${index}`, node_type: "script", type: "text/javascript" },
    messages: [],
    meta: {},
  }));
  kratos.when("/self-service/login/browser", json(200, withNodes(foyer.url, nodes)));
  const { status, body } = await get("/login");
  expect(status).toBe(200);
  expect(body).not.toMatch(/evil\d|evil\.example/);
});

test("F2: a button's script text is not run, kept or shown", async ({ contract: { foyer, kratos, get } }) => {
  const nodes = [
    { name: "a", type: "button", value: "", onclick: "alert(1)" },
    { name: "b", type: "button", value: "", onclick: "alert(1)", onclickTrigger: "constructor" },
    { name: "c", type: "button", value: "", onclickTrigger: "alert" },
    { name: "d", type: "hidden", value: "", onloadTrigger: "__proto__", onload: "alert(1)" },
  ].map((attributes) => ({
    type: "input",
    group: "passkey",
    attributes: { ...attributes, node_type: "input" },
    messages: [],
    meta: { label: { id: 1, text: "Key", type: "info" } },
  }));
  kratos.when("/self-service/login/browser", json(200, withNodes(foyer.url, nodes)));
  const { status, body } = await get("/login");
  expect(status).toBe(200);
  expect(body).not.toMatch(/alert\(|constructor|__proto__|onclick|\sonload=/);
});

test("F3: links and images of a flow lead to http(s) or nowhere", async ({
  contract: { foyer, kratos, get },
}) => {
  const nodes = SCRIPT_URLS.flatMap((url, index) => [
    {
      type: "a",
      group: "default",
      attributes: { id: `a${index}`, href: url, node_type: "a", title: { id: 1, text: "Go", type: "info" } },
      messages: [],
      meta: {},
    },
    {
      type: "img",
      group: "totp",
      attributes: { id: `i${index}`, src: url, width: 1, height: 1, node_type: "img" },
      messages: [],
      meta: {},
    },
  ]);
  kratos.when("/self-service/login/browser", json(200, withNodes(foyer.url, nodes)));
  const { status, body } = await get("/login");
  expect(status).toBe(200);
  expect(body).not.toMatch(/(href|src|action|content)="[^"]*(javascript|vbscript|data:text|evil)/i);
});

test("F3: a form whose action is not Kratos' own is not shown at all", async ({
  contract: { foyer, kratos, get },
}) => {
  for (const action of [
    ...SCRIPT_URLS,
    "https://evil.example/self-service/login?flow=f",
    `${foyer.url}.evil.example/self-service/login`,
    `${foyer.url}@evil.example/self-service/login`,
    `${foyer.url}/logout`,
    `${foyer.url}/self-service/../logout`,
    "",
  ]) {
    kratos.when("/self-service/login/browser", json(200, withNodes(foyer.url, [], action)));
    const { status, body } = await get("/login");
    expect(status, action).toBe(502);
    expect(body).not.toContain("evil");
    expect(body).not.toContain('name="password"');
  }
});

test("F5: somebody else's flow is replaced by a fresh one, and nothing of it is shown", async ({
  contract,
}) => {
  const { kratos, get } = contract;
  const foreign = "11111111-0000-4000-8000-000000000000";
  kratos.when(
    "/self-service/login/flows",
    json(403, {
      error: { id: "security_csrf_violation", code: 403, reason: "canary" },
      ui: { nodes: ["canary"] },
    }),
  );
  const { status, body } = await get(`/login?flow=${foreign}`);
  expect(status).toBe(200);
  expect(body).not.toMatch(/canary|11111111-0000/);
  expect(body).toContain(`flow=${FLOW_ID}`);
  expect(kratos.to("/self-service/login/browser")).toHaveLength(1);
});

test("F6: a form that another site posts is refused before Kratos or Hydra hear of it", async ({
  contract,
}) => {
  const { foyer, kratos, hydra } = contract;
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "null", "sec-fetch-site": "cross-site" },
    { origin: "null", "sec-fetch-site": "none" },
    { origin: foyer.url, "sec-fetch-site": "same-site" },
    { origin: `${foyer.url}.evil.example`, "sec-fetch-site": "none" },
    { origin: foyer.url.replace("http:", "https:"), "sec-fetch-site": "none" },
  ];
  for (const target of [
    "/self-service/login?flow=f",
    "/self-service/settings?flow=f",
    "/login",
    "/registration",
    "/recovery",
    "/consent",
    "/consent/switch-account",
    "/logout",
    "/sessions",
    "/account/apps",
  ]) {
    for (const headers of foreign) {
      const answer = await postForm(foyer.port, target, { a: "1" }, { ...SESSION, ...headers });
      expect(answer.status, `${target} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  expect([...kratos.requests, ...hydra.requests]).toEqual([]);
});

test("F6: a provider's own cross-site POST comes through to its callback", async ({ contract }) => {
  const headers = { origin: "https://appleid.apple.com", "sec-fetch-site": "cross-site" };
  const answer = await postForm(
    contract.foyer.port,
    "/self-service/methods/oidc/callback/apple",
    { code: "c", state: "s" },
    headers,
  );
  expect(answer.status).not.toBe(403);
  expect(contract.kratos.requests[0]?.body).toBe("code=c&state=s");
});

test("F8: an error page says its own words, whatever the address claims", async ({ contract: { get } }) => {
  const query = new URLSearchParams({
    error: "access_denied<script>alert(1)</script>",
    error_description: "Call +1-555-0100 now, your account is <b>locked</b>",
    error_hint: "<script>alert(1)</script>",
    error_debug: "canary-debug",
    error_uri: "https://evil.example/",
  });
  for (const target of [
    `/error?${query}`,
    `/error?error=invalid_request&error_description=Call+1-555-0100`,
  ]) {
    const { status, body } = await get(target);
    expect(status).toBe(400);
    expect(body).not.toMatch(/555-0100|locked|alert|canary|evil\.example/);
  }
});

test("F9: the debug part of an error is in no page", async ({ contract: { kratos, get } }) => {
  const details = {
    code: 500,
    status: "Internal Server Error",
    message: "canary-message at store.go:12",
    debug: "canary-debug goroutine 1 [running]",
    details: { trace: "canary-trace" },
  };
  kratos.when("/self-service/errors", json(200, { id: "stub:500", error: details }));
  const { status, body } = await get("/error?id=stub:500");
  expect(status).toBe(400);
  expect(body).not.toMatch(/canary-debug|canary-trace|goroutine/);

  kratos.when("/self-service/login/browser", json(500, { error: details }));
  const failed = await get("/login");
  expect(failed.status).toBe(503);
  expect(failed.body).not.toContain("canary");
});

test("V2: names of an object's own machinery in an answer are data like any other", async ({ contract }) => {
  const { foyer, kratos, get } = contract;
  const nodes = ["traits.__proto__.polluted", "traits.constructor.prototype.polluted", "__proto__"].map(
    (name) => ({
      type: "input",
      group: "password",
      attributes: { name, type: "text", value: "x", node_type: "input" },
      messages: [],
      meta: { label: { id: 1070002, text: name, type: "info", context: { title: name } } },
    }),
  );
  const flow = JSON.stringify(withNodes(foyer.url, nodes)).replace("{", '{"__proto__":{"polluted":"yes"},');
  kratos.when("/self-service/login/browser", (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(flow);
  });
  const { status, body } = await get("/login");
  expect(status).toBe(200);
  expect(body).toContain('name="traits.__proto__.polluted"');
  kratos.reset();
  expect((await get("/login")).body).not.toContain("polluted");
});

test("O9: a redirect of Hydra's that does not lead to Hydra is answered 502", async ({ contract }) => {
  const { hydra, get } = contract;
  const forged = [
    "https://evil.example/oauth2/auth",
    `${ISSUER}.evil.example/`,
    `${ISSUER}@evil.example/`,
    "//evil.example/",
    "javascript:alert(1)",
    `http://${new URL(ISSUER).host}/`,
    "",
    7,
    null,
    ["x"],
    {},
  ];
  for (const [index, redirectTo] of forged.entries()) {
    hydra.when("/admin/oauth2/auth/requests/login/accept", json(200, { redirect_to: redirectTo }));
    const { status, headers, body } = await get(`/login?login_challenge=forged-${index}`, {
      headers: SESSION,
    });
    expect(status, JSON.stringify(redirectTo)).toBe(502);
    expect(headers.location).toBeUndefined();
    expect(body).not.toContain("evil.example");
  }
});

test("A3: a write without a session is refused, and no write reaches Kratos or Hydra", async ({
  contract,
}) => {
  const { foyer, kratos, hydra } = contract;
  const fields = {
    csrf_token: "x.y",
    id: "s",
    client_id: "shop",
    consent_challenge: "c",
    login_challenge: "c",
    logout_challenge: "c",
    decision: "accept",
    consent_action: "accept",
  };
  const routes: readonly [path: string, statuses: number[]][] = [
    ["/sessions", [401]],
    ["/account/apps", [401]],
    // Without any session these lead to their page, which asks once more where there is something to ask.
    ["/logout", [303, 403]],
    ["/recovery", [303, 403]],
    ["/login", [403]],
    ["/registration", [403]],
    // Nothing to grant or to end: these only lead back to the app's own request.
    ["/consent", [200]],
    ["/consent/switch-account", [200]],
  ];
  for (const [path, statuses] of routes) {
    for (const cookie of ["", "ory_kratos_session=unknown"]) {
      const answer = await postForm(foyer.port, path, fields, cookie ? { cookie } : {});
      expect(statuses, path).toContain(answer.status);
    }
  }
  const writes = [...kratos.requests, ...hydra.requests].filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
});

test("A3: a write of somebody who owes a second step does nothing, and leads to that step", async ({
  contract,
}) => {
  const { foyer, kratos, hydra } = contract;
  for (const path of ["/sessions", "/account/apps"]) {
    const fields = { csrf_token: "x.y", decision: "end-others" };
    const { status, headers } = await postForm(foyer.port, path, fields, {
      cookie: `ory_kratos_session=${HALFWAY}`,
    });
    expect(status, path).toBe(303);
    const { pathname, searchParams } = new URL(String(headers.location), foyer.url);
    expect([pathname, searchParams.get("aal"), searchParams.get("return_to")]).toEqual([
      "/login",
      "aal2",
      foyer.url + path,
    ]);
  }
  expect([...kratos.requests, ...hydra.requests].filter(({ method }) => method !== "GET")).toEqual([]);
});

test("A3: what only a signed-in person sees leads everybody else to sign in", async ({
  contract: { get, foyer },
}) => {
  for (const path of ["/account", "/welcome", "/sessions", "/account/apps"]) {
    const { status, headers, body } = await get(path);
    expect([status, body], path).toEqual([303, ""]);
    expect(new URL(String(headers.location), foyer.url).pathname).toBe("/login");
  }
});
