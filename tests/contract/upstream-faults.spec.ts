/** What an upstream's failures become: status, words, number of attempts, memory, and never "signed out". */

import { gzipSync } from "node:zlib";
import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";
import { CONSENT_REQUEST, LOGIN_REQUEST, toConsentRequest } from "../support/stub-hydra";
import { ALICE } from "../support/stub-kratos";
import { type Answer, json, redirect } from "../support/stub-upstream";

const SESSION = { cookie: `ory_kratos_session=${ALICE}` };
const FLOW = "/self-service/login/browser";

const raw =
  (text: string): Answer =>
  (_request, response) =>
    void response.socket?.end(text);

const html: Answer = (_request, response) => {
  response.writeHead(200, { "content-type": "text/html" }).end("<html>canary: a proxy's page</html>");
};

/** A proxy's, or a firewall's, in front of Kratos. */
const refusal =
  (status: number): Answer =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": "text/plain" }).end("canary: a proxy's refusal");

const reset: Answer = (_request, response) => void response.socket?.resetAndDestroy();

/** As many bytes as are taken, up to 50 MB. */
const huge: Answer = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.on("error", () => {});
  let sent = 0;
  const chunk = Buffer.alloc(64 * 1024, " ");
  const more = () => {
    while (sent < 50 * 1024 * 1024 && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return void response.once("drain", more);
    }
    response.end();
  };
  more();
};

/** Kind of failure → what Kratos does, the status of the page, and how often Kratos is asked. */
const FAULTS: Readonly<Record<string, [answer: Answer, status: number, attempts: number]>> = {
  "an error of its own": [json(500, { error: { code: 500, reason: "canary" } }), 503, 2],
  "a proxy's error": [(_request, response) => void response.writeHead(502).end("canary"), 503, 2],
  "a page in place of JSON": [html, 502, 1],
  "JSON that is no object": [json(200, "canary"), 502, 1],
  "JSON null": [json(200, null), 502, 1],
  "JSON that breaks off": [(_request, response) => void response.writeHead(200).end('{"id":"canary'), 502, 1],
  "an empty answer": [(_request, response) => void response.writeHead(200).end(), 502, 1],
  "fewer bytes than promised": [raw('HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"id":"canary"'), 502, 1],
  "a chunk that breaks off": [raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"), 502, 1],
  "garbage in place of HTTP": [raw("SSH-2.0-canary\r\n\r\n"), 502, 1],
  "a status that does not exist": [raw("HTTP/1.1 999 Canary\r\ncontent-length: 2\r\n\r\n{}"), 502, 1],
  "a connection that is reset": [reset, 503, 2],
  "50 MB": [huge, 502, 1],
  "a redirect to itself": [
    (_request, response) => void response.writeHead(302, { location: FLOW }).end(),
    502,
    1,
  ],
};

for (const [name, [answer, status, attempts]] of Object.entries(FAULTS)) {
  test(`Kratos answers with ${name}: ${status}, asked ${attempts === 1 ? "once" : "twice"}`, async ({
    contract: { kratos, get },
  }) => {
    kratos.when(FLOW, answer);
    const page = await get("/login");
    expect(page.status).toBe(status);
    expect(page.body).not.toContain("canary");
    expect(page.body).toContain(String(page.headers["x-request-id"]));
    expect(page.headers["retry-after"]).toBe(status === 503 ? "5" : undefined);
    expect(kratos.to(FLOW)).toHaveLength(attempts);
    kratos.reset();
    expect((await get("/login")).status, "recovers at once").toBe(200);
  });
}

/** What answers a form, or the beginning of one, without being Kratos. */
const FOREIGN: Readonly<Record<string, Answer>> = {
  nothing: (_request, response) => void response.writeHead(204).end(),
  "a picture that may run scripts": (_request, response) =>
    void response.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg>canary</svg>"),
  "a document of XML": (_request, response) =>
    void response.writeHead(200, { "content-type": "application/xhtml+xml" }).end("<p>canary</p>"),
  "a text without a type": (_request, response) => void response.writeHead(200).end("canary"),
  "packed JSON that nobody asked for": (_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(gzipSync('{"canary":1}'));
  },
};

test("D2: what something else than Kratos answers to a form is a 502 that shows nothing of it", async ({
  contract: { kratos, foyer, get },
}) => {
  for (const [name, answer] of Object.entries(FOREIGN)) {
    kratos.when(FLOW, answer);
    kratos.when("/self-service/login", answer);
    const begun = await get(FLOW, { headers: { accept: "text/html" } });
    const sent = await postForm(foyer.port, "/self-service/login?flow=f", { method: "password" });
    for (const { status, body } of [begun, sent]) {
      expect(status, name).toBe(502);
      expect(body, name).not.toContain("canary");
    }
  }
});

test("D2: a refusal of something in front of Kratos, in answer to a form, is a fault", async ({
  contract: { kratos, foyer },
}) => {
  for (const [status, shown] of [
    [400, 502],
    [401, 502],
    [403, 502],
    [404, 502],
    [410, 502],
    [429, 429],
    [503, 503],
  ] as const) {
    kratos.when("/self-service/login", refusal(status));
    const sent = await postForm(foyer.port, "/self-service/login?flow=f", { method: "password" });
    expect(sent.status, String(status)).toBe(shown);
    expect(sent.body, String(status)).not.toContain("canary");
  }
});

test("a passing failure is not seen: a read is asked once more", async ({ contract: { kratos, get } }) => {
  let failures = 1;
  kratos.when("/self-service/login/flows", (request, response) =>
    (failures-- > 0 ? json(500, {}) : json(404, { error: { code: 404 } }))(request, response),
  );
  expect((await get("/login?flow=f")).status).toBe(200);
  expect(kratos.to("/self-service/login/flows")).toHaveLength(2);
});

test("429 is passed on with its wait and not tried again", async ({ contract: { kratos, hydra, get } }) => {
  kratos.when(FLOW, json(429, { error: { code: 429 } }, { "retry-after": "37" }));
  const page = await get("/login");
  expect([page.status, page.headers["retry-after"]]).toEqual([429, "37"]);
  expect(page.body).toContain("37");
  expect(kratos.to(FLOW)).toHaveLength(1);
  hydra.when(LOGIN_REQUEST, json(429, {}, { "retry-after": "8" }));
  const challenge = await get("/login?login_challenge=c");
  expect([challenge.status, challenge.headers["retry-after"]]).toEqual([429, "8"]);
});

test("50 MB answers cost no memory: they are cut off at one", async ({
  contract: { kratos, get, foyer },
}) => {
  kratos.when(FLOW, huge);
  const pages = await Promise.all(Array.from({ length: 40 }, () => get("/login")));
  expect(pages.every(({ status }) => status === 502)).toBe(true);
  // 40 × 50 MB would be 2 GB: more than a server may hold, and it still answers.
  kratos.reset();
  expect((await get("/login")).status).toBe(200);
  expect(await foyer.log()).not.toContain("heap out of memory");
});

test("a fault is never taken for signed out: whoami's failures are 503 and 502", async ({
  contract: { kratos, get },
}) => {
  for (const [answer, status] of [
    [json(500, {}), 503],
    [reset, 503],
    [html, 502],
    [json(200, {}), 502],
    [json(200, { active: true }), 502],
    [refusal(401), 502],
    [refusal(403), 502],
    [json(401, { message: "Unauthorized" }), 502],
  ] as const) {
    kratos.when("/sessions/whoami", answer);
    for (const target of ["/account", "/sessions", "/account/apps"]) {
      const page = await get(target, { headers: SESSION });
      expect([page.status, page.headers.location], target).toEqual([status, undefined]);
    }
  }
});

test("a Kratos that cannot work is not believed that somebody is signed out; one that can is", async ({
  contract: { kratos, get, foyer },
}) => {
  // Its word for a stranger, and for everybody while its database is away (v1.3.1).
  const nobody = json(401, { error: { code: 401, status: "Unauthorized" } });
  kratos.when("/sessions/whoami", nobody);
  kratos.when("/sessions", nobody);
  kratos.when("/self-service/settings", redirect(`${foyer.url}/login`));
  const targets = ["/account", "/sessions", "/account/apps"];
  const ask = async () => {
    const pages = await Promise.all(targets.map((target) => get(target, { headers: SESSION })));
    const posted = await postForm(
      foyer.port,
      "/self-service/settings?flow=f",
      { method: "password" },
      SESSION,
    );
    return [...pages, posted].map(({ status }) => status);
  };
  for (const answer of [json(503, { errors: {} }), reset]) {
    kratos.when("/health/ready", answer);
    expect(await ask()).toEqual([503, 503, 503, 503]);
  }
  for (const answer of [json(200, { status: "ok" }), json(404, {}), refusal(403)]) {
    kratos.when("/health/ready", answer);
    expect(await ask()).toEqual([303, 303, 303, 401]);
  }
});

test("an app is not said to be unknown by a Hydra that knows none, because it cannot work", async ({
  contract: { hydra, get },
}) => {
  const read = async () => /<h1[^>]*>([^<]*)/.exec((await get("/error?error=invalid_client")).body)?.[1];
  hydra.when("/health/ready", json(503, {}));
  expect(await read()).toBe("Something broke on our side");
  hydra.when("/health/ready", json(200, { status: "ok" }));
  expect(await read()).toBe("We do not know this app");
});

test("Hydra's states of a challenge become pages that say what to do", async ({
  contract: { hydra, get },
}) => {
  for (const [upstream, status] of [
    [400, 400],
    [401, 410],
    [404, 404],
    [410, 410],
    [500, 503],
    [503, 503],
  ] as const) {
    // fosite's name for an expired request; another 401 is no word of Hydra's (dead-ends.spec.ts).
    hydra.when(LOGIN_REQUEST, json(upstream, { error: "request_unauthorized" }));
    hydra.when(CONSENT_REQUEST, json(upstream, { error: "request_unauthorized" }));
    for (const target of ["/login?login_challenge=c", "/consent?consent_challenge=c"]) {
      expect((await get(target)).status, `${target} ${upstream}`).toBe(status);
    }
  }
});

test("an accept is written once, whatever Hydra answers, and can be tried again", async ({ contract }) => {
  const { hydra, get, foyer } = contract;
  const challenge = "accept-fails";
  hydra.when(CONSENT_REQUEST, json(200, toConsentRequest("https://hydra.example", challenge, ALICE)));
  const page = await get(`/consent?consent_challenge=${challenge}`, { headers: SESSION });
  const [, token = ""] = page.body.match(/name="csrf_token" value="([^"]+)"/) ?? [];
  const fields = {
    consent_challenge: challenge,
    csrf_token: token,
    consent_action: "accept",
    grant_scope: "openid",
  };
  const accept = `${CONSENT_REQUEST}/accept`;
  const send = () => postForm(foyer.port, "/consent", fields, SESSION);

  for (const [answer, status] of [
    [json(500, {}), 503],
    [reset, 503],
    [html, 502],
  ] as const) {
    const before = hydra.to(accept).length;
    hydra.when(accept, answer);
    expect((await send()).status).toBe(status);
    expect(hydra.to(accept)).toHaveLength(before + 1);
  }
  hydra.when(accept, json(200, { redirect_to: "https://hydra.example/oauth2/auth?consent_verifier=v" }));
  const before = hydra.to(accept).length;
  const all = await Promise.all([send(), send(), send()]);
  expect(new Set(all.map(({ status, body }) => `${status} ${body}`)).size, "O7: the same way on").toBe(1);
  expect(all[0]?.body).toContain("consent_verifier=v");
  expect(hydra.to(accept), "O7: one accept").toHaveLength(before + 1);
  const [sent] = hydra.to(accept).slice(-1);
  expect(JSON.parse(sent?.body ?? "")).toMatchObject({ grant_scope: ["openid"] });
});

test("the relay's own failures are pages for people and JSON for scripts", async ({
  contract: { kratos, get },
}) => {
  const target = "/self-service/login?flow=f";
  for (const [answer, status] of [
    [json(500, { error: { reason: "canary" } }), 503],
    [reset, 503],
    [raw("garbage\r\n\r\n"), 502],
    [json(429, {}, { "retry-after": "9" }), 429],
  ] as const) {
    kratos.when("/self-service/login", answer);
    const page = await get(target, { method: "POST", headers: { accept: "text/html" } });
    expect(page.status).toBe(status);
    expect(page.headers["content-type"]).toContain("text/html");
    expect(page.body).not.toContain("canary");
  }
  kratos.when("/self-service/login", reset);
  const byScript = { method: "POST", headers: { accept: "application/json" } };
  const script = await get(target, byScript);
  expect(script.status).toBe(503);
  expect(JSON.parse(script.body)).toMatchObject({ error: { id: "upstream-unavailable", code: 503 } });
  kratos.when("/self-service/login", json(422, { error: { id: "browser_location_change_required" } }));
  const own = await get(target, byScript);
  expect([own.status, JSON.parse(own.body).error.id]).toEqual([422, "browser_location_change_required"]);
});

test("F11: who lacks the second factor is shown nothing of the account, and led to it", async ({
  contract,
}) => {
  const { get, foyer } = contract;
  const cookie = "ory_kratos_session=4a1f0000-0000-4000-8000-000000000003";
  for (const path of ["/account", "/sessions", "/account/apps", "/welcome"]) {
    const { status, headers, body } = await get(path, { headers: { cookie } });
    const target = new URL(String(headers.location), foyer.url);
    expect([status, body, target.pathname, target.searchParams.get("aal")]).toEqual([
      303,
      "",
      "/login",
      "aal2",
    ]);
    expect(target.searchParams.get("return_to")).toContain(foyer.url);
  }
});
