/** Where Kratos' answers may lead, and Kratos' own script. */

import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "../support/contract";
import { postForm } from "../support/raw-http";
import { FLOW_ID, WEBAUTHN_SCRIPT } from "../support/stub-kratos";
import { redirect } from "../support/stub-upstream";

const BEGUN = "__Host-foyer-begun";
const COOKIE = "ory_kratos_continuity=c; Path=/; HttpOnly; SameSite=Lax";

const REFUSED: Readonly<Record<string, string>> = {
  "protocol-relative": "//evil.example/",
  "protocol-relative with a backslash": "/\\evil.example/",
  backslashes: "\\\\evil.example/",
  "a script": "javascript:alert(1)",
  "a script in capitals": "JaVaScRiPt:alert(1)",
  "a document in the address": "data:text/html,<script>alert(1)</script>",
  "another scheme": "ftp://evil.example/",
  "an app's scheme": "myapp://callback?code=c",
  "no slashes": "https:evil.example",
  "one slash": "https:/evil.example",
  "three slashes": "https:///evil.example",
  "user information": "https://foyer.example@evil.example/",
  "a relative name": "login?flow=f",
  nothing: "",
};

for (const [name, location] of Object.entries(REFUSED)) {
  test(`P9: a redirect of Kratos' to ${name} is answered 502 and not passed on`, async ({
    contract: { foyer, kratos },
  }) => {
    for (const path of ["/self-service/login", "/self-service/verification"]) {
      kratos.when(path, redirect(location, { setCookies: [COOKIE] }));
    }
    for (const answer of [
      await postForm(foyer.port, "/self-service/verification?flow=f&code=1", {}),
      await postForm(foyer.port, "/self-service/login?flow=f", { a: "1" }),
    ]) {
      expect(answer.status).toBe(502);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.setCookies).toEqual([]);
      expect(answer.body).not.toMatch(/evil|alert|myapp/);
    }
  });
}

test("P9: Kratos' and Hydra's admin origins are refused, whatever the path", async ({ contract }) => {
  const { foyer, kratos, kratosAdmin, hydra } = contract;
  for (const admin of [kratosAdmin.url, `${kratosAdmin.url}/x?y#z`, hydra.url, hydra.url.toUpperCase()]) {
    kratos.when("/self-service/login", redirect(admin));
    expect((await postForm(foyer.port, "/self-service/login?flow=f", {})).status, admin).toBe(502);
  }
});

test("P9: a redirect off the origin after a form becomes a page that leads on, cookies kept", async ({
  contract: { foyer, kratos },
}) => {
  const provider = "https://idp.example/auth?client_id=a&state=%3Cscript%3E&x=\"'<b>";
  kratos.when("/self-service/login", redirect(provider, { setCookies: [COOKIE] }));
  const answer = await postForm(foyer.port, "/self-service/login?flow=f", { provider: "acme" });
  expect(answer.status).toBe(200);
  expect(answer.headers.location).toBeUndefined();
  expect(answer.setCookies[0]).toBe(COOKIE);
  expect(
    answer.setCookies.slice(1).map((line) => line.split("=", 1)[0]),
    "which sign-in began here (F19)",
  ).toEqual([BEGUN]);
  expect(answer.body).toContain('content="0;url=https://idp.example/auth?client_id=a&amp;state=%3Cscript%3E');
  expect(answer.body).not.toContain("<b>");
});

test("P9: the same redirect is a plain 303 for a link that another site opened", async ({
  contract: { kratos, get },
}) => {
  const target = "https://app.example/?a=1";
  kratos.when("/self-service/login/browser", redirect(target, { status: 302 }));
  const answer = await get("/self-service/login/browser?refresh=true", {
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect([answer.status, answer.headers.location]).toEqual([303, target]);
});

test("O18: no redirect of ours repeats a form: 303 whatever Kratos answered", async ({
  contract: { foyer, kratos },
}) => {
  for (const status of [301, 302, 303]) {
    kratos.when("/self-service/login", redirect(`${foyer.url}/welcome`, { status }));
    const answer = await postForm(foyer.port, "/self-service/login?flow=f", { a: "1" });
    expect([answer.status, answer.headers.location]).toEqual([303, `${foyer.url}/welcome`]);
  }
});

test("P10: webauthn.js is Kratos', byte for byte, by the integrity that pages name", async ({
  contract: { get },
}) => {
  const { status, bytes, headers } = await get("/.well-known/ory/webauthn.js");
  expect(status).toBe(200);
  const digest = (data: string | Buffer) => createHash("sha512").update(data).digest("base64");
  expect(digest(bytes)).toBe(digest(WEBAUTHN_SCRIPT));
  expect(headers["content-type"]).toContain("text/javascript");
  const packed = await get("/.well-known/ory/webauthn.js", { headers: { "accept-encoding": "gzip" } });
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(packed.bytes).equals(bytes)).toBe(true);
  expect(packed.bytes.length).toBeLessThan(bytes.length / 2);
});

test("P10: webauthn.js is asked for without cookies and hands out none", async ({
  contract: { kratos, get },
}) => {
  const path = "/.well-known/ory/webauthn.js";
  // What another test made Foyer read is its answer to any version for a moment.
  await expect
    .poll(async () => {
      const cookie = "ory_kratos_session=s; csrf_token_x=c";
      const answer = await get(`${path}?v=unknown-1`, { headers: { cookie } });
      expect(answer.setCookies).toEqual([]);
      return kratos.to(path).map(({ headers }) => headers.cookie ?? "none");
    })
    .toEqual(["none"]);
});

test("P10: only the address with the script's own digest may be kept for good", async ({
  contract: { get },
}) => {
  const integrity = `sha512-${createHash("sha512").update(WEBAUTHN_SCRIPT).digest("base64")}`;
  const { body } = await get(`/login?flow=${FLOW_ID}`);
  const [, src = "", pinned = ""] =
    body.match(/src="([^"]*webauthn\.js\?v=[^"]*)" integrity="([^"]*)"/) ?? [];
  expect(pinned).toBe(integrity);
  const { pathname, search } = new URL(src);
  const kept = await get(pathname + search);
  expect(kept.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  for (const other of ["", "?v=", "?v=AAAAAAAAAAAAAAAA", `${search}x`]) {
    expect((await get(pathname + other)).headers["cache-control"], other).toBe("no-cache");
  }
});

test("P10: a client that invents versions does not make Foyer ask Kratos each time", async ({
  contract: { kratos, get },
}) => {
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => get(`/.well-known/ory/webauthn.js?v=x${index}`)),
  );
  expect(kratos.to("/.well-known/ory/webauthn.js").length).toBeLessThanOrEqual(2);
});
