/** A list that reads a part says where the rest is, and goes on where a page of it is too large for an answer. */

import { expect, fill, findActForm, test } from "../../support/console/contract";
import { IDENTITY_ID } from "../../support/console/stub-sessions";
import { findUnhandled } from "../../support/foyer-log";
import { json } from "../../support/stub-upstream";

const PERSON = {
  id: IDENTITY_ID,
  state: "active",
  schema_id: "default",
  traits: { email: "a@foyer.example" },
};
const PAGE = `/console/identities/${IDENTITY_ID}`;
const SESSIONS = `/admin/identities/${IDENTITY_ID}/sessions`;
const CONSENTS = "/admin/oauth2/auth/sessions/consent";

/** As large as an answer may be, and larger. */
const LARGE = "x".repeat(1024 * 1024);

test.beforeEach(({ contract }) => {
  contract.kratosAdmin.when(`/admin/identities/${IDENTITY_ID}`, json(200, PERSON));
  contract.kratosAdmin.when(SESSIONS, json(200, []));
  contract.hydra.when(CONSENTS, json(200, []));
});

test("C24: a person's page leads to the sessions that it does not show", async ({ contract, desk }) => {
  // Kratos v1.3.1: pages are counted from 1, the tokens that it names from 0.
  const head = {
    link: `<http://kratos.invalid${SESSIONS}?page_size=50&page_token=eyJvZmZzZXQiOiI1MCIsInYiOjJ9>; rel="next"`,
    "x-total-count": "51",
  };
  const newest = Array.from({ length: 50 }, () => ({ id: IDENTITY_ID, active: true }));
  const oldest = { id: IDENTITY_ID, active: false, authenticated_at: "2025-01-02T03:04:05Z" };
  contract.kratosAdmin.when(SESSIONS, (request, response) =>
    json(200, request.query.get("page") === "2" ? [oldest] : newest, head)(request, response),
  );
  const browser = await desk.signIn("ada");
  const { body } = await browser.get(PAGE);
  const href = /<a href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
  const older = await browser.get(String(href));
  expect(older.status).toBe(200);
  expect(older.body).toContain("2025-01-02");
  expect(older.body).toContain("Back to the start");
  expect(older.body).not.toContain('rel="next"');
  expect((await browser.get(`${PAGE}?page=made-up`)).status).toBe(400);
});

test("C16: a made-up page token beside somebody gone is refused, and leaves nothing unhandled", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  contract.kratosAdmin.when(`/admin/identities/${IDENTITY_ID}`, json(404, { error: { code: 404 } }));
  expect((await browser.get(`${PAGE}?page=made-up`)).status).toBe(400);
  expect(contract.kratosAdmin.requests).toEqual([]);
  expect(findUnhandled(await contract.foyer.log())).toEqual([]);
});

test("C24: a person's page says that older grants are not looked at, where there may be any", async ({
  contract,
  desk,
}) => {
  const consent = { consent_request: { client: { client_id: "a" } }, grant_scope: ["openid"] };
  const browser = await desk.signIn("ada");
  const more = "there may be more that were let in longer ago";
  contract.hydra.when(CONSENTS, json(200, Array(255).fill(consent)));
  expect((await browser.get(PAGE)).body).not.toContain(more);
  contract.hydra.when(CONSENTS, json(200, Array(256).fill(consent)));
  expect((await browser.get(PAGE)).body).toContain(more);
});

for (const [name, path, asked, row] of [
  ["apps", "/console/clients", "/admin/clients", { client_id: "shop", client_name: "Shop" }],
  [
    "issuers",
    "/console/issuers",
    "/admin/trust/grants/jwt-bearer/issuers",
    { id: IDENTITY_ID, issuer: "Shop", subject: "s", public_key: { kid: "k", set: "Shop" } },
  ],
] as const)
  test(`D1: the list of ${name} goes on where a page of it is larger than an answer may be`, async ({
    contract,
    desk,
  }) => {
    const sizes: number[] = [];
    contract.hydra.when(asked, (request, response) => {
      const size = Number(request.query.get("page_size"));
      sizes.push(size);
      const rows = Array.from({ length: size }, (_, index) => ({
        ...row,
        owner: size > 25 && index === 0 ? LARGE : "",
      }));
      json(200, rows, { link: `<http://h.invalid${asked}?page_token=next>; rel="next"` })(request, response);
    });
    const browser = await desk.signIn("ada");
    const { status, body } = await browser.get(path);
    expect(status).toBe(200);
    expect(sizes).toEqual([50, 25]);
    expect(body).toContain("Shop");
    expect(body).toContain('rel="next"');
  });

test("C24: the overview looks through apps page by page, and says where it ended", async ({
  contract,
  desk,
}) => {
  const RISKY = { grant_types: ["password"] };
  let pages = 0;
  const listPages = (whole: number, risky: readonly number[]) => {
    pages = 0;
    contract.hydra.when("/admin/clients", (request, response) => {
      const page = Number(request.query.get("page_token") || 0);
      pages += 1;
      const apps = Array.from({ length: 50 }, (_, index) => ({
        client_id: `app-${page}-${index}`,
        ...(index === 7 && risky.includes(page) && RISKY),
      }));
      const next = `<http://h.invalid/admin/clients?page_token=${page + 1}>; rel="next"`;
      json(200, apps, page + 1 < whole ? { link: next } : {})(request, response);
    });
  };
  const browser = await desk.signIn("ada");
  const look = async () => {
    const { body } = await browser.get("/console");
    return body.slice(body.indexOf("Apps whose settings"), body.indexOf(">Configuration<"));
  };
  listPages(3, [2]);
  expect(await look()).toMatch(/app-2-7.*>All apps</s);
  expect(pages).toBe(3);
  listPages(3, []);
  expect(await look()).toMatch(/>None\.</);
  listPages(50, []);
  expect(await look()).toMatch(
    /None of the first 300 apps\..*>All apps; the first 300 were looked through</s,
  );
  expect(pages).toBe(6);
  listPages(50, [0, 1, 2, 3, 4, 5]);
  expect(await look()).toContain("All apps, 1 more of which are not safe; the first 300 were looked through");
  contract.hydra.when("/admin/clients", (request, response) => {
    if (request.query.has("page_token")) return json(503, {})(request, response);
    const next = `<http://h.invalid/admin/clients?page_token=1>; rel="next"`;
    const apps = Array.from({ length: 50 }, (_, index) => ({ client_id: `app-${index}`, ...RISKY }));
    return json(200, apps, { link: next })(request, response);
  });
  expect(await look()).toContain("All apps, 45 more of which are not safe; the first 50 were looked through");
});

test("C24: a search that finds more than it shows leads to all of them", async ({ contract, desk }) => {
  const next = `<http://k.invalid/admin/identities?page_token=more>; rel="next"`;
  const found = Array.from({ length: 50 }, (_, index) => ({
    ...PERSON,
    id: IDENTITY_ID.slice(0, -2) + (10 + index),
  }));
  contract.kratosAdmin.when("/admin/identities", (request, response) =>
    request.query.has("preview_credentials_identifier_similar")
      ? json(200, found, { link: next })(request, response)
      : json(200, [])(request, response),
  );
  const browser = await desk.signIn("ada");
  const { body } = await browser.get("/console/search?q=shop%26co");
  expect(body).toContain("/console/identities?identifier=shop%26co&amp;match=similar");
});

test("what is found by its id and its name, or as it was typed and as it is kept, is found once", async ({
  contract,
  desk,
}) => {
  const app = { client_id: "shop", client_name: "shop" };
  const lost = json(404, { error: "Unable to locate the resource" });
  contract.hydra.when("/admin/clients/shop", json(200, app));
  contract.hydra.when("/admin/clients", json(200, [app]));
  contract.kratosAdmin.when("/admin/identities", (request, response) =>
    request.query.get("preview_credentials_identifier_similar") === "0012345"
      ? json(200, [PERSON])(request, response)
      : json(200, [])(request, response),
  );
  // As Kratos v1.3, which knows no ids at other systems.
  for (const id of ["shop", "0012345"])
    contract.kratosAdmin.when(
      `/admin/identities/by/external/${id}`,
      (_, response) => void response.writeHead(404).end(),
    );
  const browser = await desk.signIn("ada");
  const named = await browser.get("/console/search?q=shop");
  expect(named.headers.location).toMatch(/\/console\/clients\/shop$/);
  contract.hydra.when("/admin/clients", json(200, []));
  contract.hydra.when("/admin/clients/0012345", lost);
  const begun = await browser.get("/console/search?q=0012345");
  expect(begun.headers.location).toMatch(new RegExp(`/console/identities/${IDENTITY_ID}$`));
});

test("C24: what was done is said once, by no link, and by no form that is refused after it", async ({
  contract,
  desk,
}) => {
  const path = `/console/identities/${IDENTITY_ID}`;
  contract.kratosAdmin.when(`/admin/identities/${IDENTITY_ID}`, json(200, { ...PERSON, state: "inactive" }));
  const browser = await desk.signIn("ada");
  const unblock = fill(findActForm(await browser.get(path), "identity.unblock"));
  const location = String((await browser.post(path, unblock)).headers.location);
  const kept = [...browser.cookies];
  const page = await browser.get(location);
  const done = /role="status"/;
  expect([location, page.body]).toEqual([`${path}?done=identity.unblock`, expect.stringMatching(done)]);
  expect((await browser.get(location)).body).not.toMatch(done);
  for (const [name, value] of kept) browser.cookies.set(name, value);
  const refused = await browser.post(path, fill(findActForm(page, "identity.delete"), { confirm: "no" }));
  expect(refused.status).toBe(422);
  expect(refused.body).not.toMatch(done);
  for (const link of [
    `${path}?done=identity.edit`,
    `${path}?done=constructor`,
    "/console/identities?done=identity.unblock",
  ])
    expect((await browser.get(link)).body).not.toMatch(done);
});

test("C24: a form refused for something else still notices what somebody changed meanwhile", async ({
  contract,
  desk,
}) => {
  const client = { client_id: "some-app", client_name: "Shop", token_endpoint_auth_method: "none" };
  const address = "/admin/clients/some-app";
  contract.hydra.when(address, json(200, client));
  const browser = await desk.signIn("ada");
  const form = findActForm(await browser.get("/console/clients/some-app"), "client.replace");
  contract.hydra.when(address, json(200, { ...client, owner: "Theirs" }));
  const json_ = JSON.stringify({ ...client, client_name: "Mine" });
  const unconfirmed = await browser.post(
    "/console/clients/some-app",
    fill(form, { json: json_, confirm: "no" }),
  );
  expect(unconfirmed.status).toBe(422);
  const again = fill(findActForm(unconfirmed, "client.replace"), { confirm: "replace" });
  const conflict = await browser.post("/console/clients/some-app", again);
  expect(conflict.status).toBe(409);
  const kept = findActForm(conflict, "client.replace").fields.find(([name]) => name === "json")?.[1];
  expect(JSON.parse(String(kept))).toMatchObject({ client_name: "Mine", owner: "Theirs" });
});
