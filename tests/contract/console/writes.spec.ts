/** What a console form may do, and what no form can (C7, C8, C15, C16, C22, C24, C28–C30). */

import { type Browser, expect, fill, findActForm, test } from "../../support/console/contract";
import { openExport } from "../../support/console/export-form";
import {
  findWrites,
  IDENTITY_ID,
  OTHER_SESSION_ID,
  SESSION_ID,
  stubSessions,
  toAdminSession,
} from "../../support/console/stub-sessions";
import { json } from "../../support/stub-upstream";

const PAGE = `/console/sessions/${SESSION_ID}`;
const OTHER_PAGE = `/console/sessions/${OTHER_SESSION_ID}`;

test.beforeEach(({ contract }) => stubSessions(contract));

const openForm = async (browser: Browser, operation = "session.end", path = PAGE) =>
  findActForm(await browser.get(path), operation);

test("a form that its page made does what it says, once, and the trail has it", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("sam");
  const answer = await browser.post(PAGE, fill(await openForm(browser), { reason: "lost phone" }));
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe(`${PAGE}?done=session.end`);
  expect(findWrites(contract).map(({ method, path }) => `${method} ${path}`)).toEqual([
    `DELETE /admin/sessions/${SESSION_ID}`,
  ]);
  expect((await browser.get(String(answer.headers.location))).body).toContain("The session was ended.");
  const trail = (await browser.get("/console/trail?operation=session.end")).body;
  for (const words of ["session.end", "lost phone", SESSION_ID, "sam"]) expect(trail).toContain(words);
});

test("C7: a form from elsewhere is refused, whatever it knows", async ({ contract, desk }) => {
  const browser = await desk.signIn("ada");
  const fields = fill(await openForm(browser));
  for (const headers of [
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: `${contract.foyer.url}.evil.example` },
    { origin: contract.foyer.url.replace("localhost", "127.0.0.1") },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { origin: undefined },
  ])
    expect((await browser.post(PAGE, fields, headers)).status, JSON.stringify(headers)).toBe(403);
  for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/json"])
    expect((await browser.post(PAGE, fields, { "content-type": type })).status, type).toBe(400);
  expect(findWrites(contract)).toEqual([]);
});

test("C7: a form without its token, or with another session's, is refused", async ({ contract, desk }) => {
  const [browser, other] = [await desk.signIn("ada"), await desk.signIn("bea")];
  const form = await openForm(browser);
  for (const token of ["", "x", "x.y", "a.b.c"])
    expect((await browser.post(PAGE, fill(form, { form_token: token }))).status, token).toBe(403);
  const theirs = findActForm(await other.get(PAGE), "session.end").fields.find(
    ([name]) => name === "form_token",
  );
  expect((await browser.post(PAGE, fill(form, { form_token: theirs?.[1] ?? "" }))).status).toBe(403);
  expect(findWrites(contract)).toEqual([]);
});

test("C7: a page that another site led to is asked for anew, and has no form before", async ({ desk }) => {
  const browser = await desk.signIn("ada");
  const address = `${PAGE}?page=1`;
  for (const site of ["cross-site", "same-site"]) {
    const { status, body } = await browser.get(address, { "sec-fetch-site": site });
    expect(status).toBe(200);
    expect(body).toContain(`<meta http-equiv="refresh" content="0;url=${address}"/>`);
    expect(body).not.toMatch(/<(form|input|button)\b/);
  }
  for (const site of ["same-origin", "none", undefined])
    findActForm(await browser.get(address, { "sec-fetch-site": site }), "session.end");
});

test("C8: a viewer sees no form that writes, and can send none", async ({ contract, desk }) => {
  const [viewer, admin] = [await desk.signIn("vic"), await desk.signIn("ada")];
  const page = await viewer.get(PAGE);
  expect(page.status).toBe(200);
  for (const operation of ["session.end", "session.extend", "sessions.delete"]) {
    expect(() => findActForm(page, operation)).toThrow();
    const answer = await viewer.post(PAGE, fill(await openForm(admin, operation)));
    expect(answer.status).toBe(403);
    expect(answer.body).toContain("Nothing was changed");
  }
  const { address, fields } = await openExport(admin, "/console/trail", "csv");
  expect((await viewer.get("/console/trail")).body).not.toContain("/trail/export");
  expect((await viewer.post(address, fields)).status).toBe(403);
  expect(findWrites(contract)).toEqual([]);
});

test("C22: a form of one thing's page does nothing to another", async ({ contract, desk }) => {
  const browser = await desk.signIn("ada");
  const form = await openForm(browser);
  expect((await browser.post(OTHER_PAGE, fill(form))).status).toBe(403);
  expect((await browser.post(PAGE, fill(form, { operation: "session.extend" }))).status).toBe(403);
  expect(findWrites(contract)).toEqual([]);
});

test("C30: a field that the page did not show is refused with everything beside it", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  const form = await openForm(browser, "session.extend");
  for (const name of ["reason", "id", "identity_id", "role", "__proto__", "constructor"])
    expect((await browser.post(PAGE, fill(form, { [name]: "x" }))).status, name).toBe(400);
  const end = await openForm(browser);
  expect((await browser.post(PAGE, fill(end, { form_fields: "reason id", id: "x" }))).status).toBe(403);
  expect((await browser.post(PAGE, [...fill(end), ["operation", "session.end"]])).status).toBe(400);
  expect(findWrites(contract)).toEqual([]);
});

test("C15: what is no id reaches no admin API", async ({ contract, desk }) => {
  const browser = await desk.signIn("ada");
  const ids = [
    "..%2fclients",
    "..",
    "x",
    `${SESSION_ID}%2f..`,
    `${SESSION_ID}%00`,
    `%7B${SESSION_ID}%7D`,
    "%2e%2e",
  ];
  for (const id of ids)
    expect([404, 308], id).toContain((await browser.get(`/console/sessions/${id}`)).status);
  expect(contract.kratosAdmin.requests).toEqual([]);
});

test("C16: a page token that the list did not give out is refused, and those it gave lead on", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("vic");
  for (const page of ["x", "~", "MQ~a.b", "..%2f", "1", "%00", "x".repeat(3000)])
    expect((await browser.get(`/console/sessions?page=${page}`)).status, page).toBe(400);
  expect(contract.kratosAdmin.requests).toEqual([]);
  const link = '<http://kratos/admin/sessions?page_size=50&page_token=next-one>; rel="next"';
  contract.kratosAdmin.when("/admin/sessions", json(200, [toAdminSession()], { link }));
  const [, next = ""] = (await browser.get("/console/sessions")).body.match(/href="([^"]*page=[^"]*)"/) ?? [];
  expect((await browser.get(next.replaceAll("&amp;", "&"))).status).toBe(200);
  expect(contract.kratosAdmin.requests.at(-1)?.query.get("page_token")).toBe("next-one");
  expect((await browser.get(`${next}&active=true`)).status).toBe(400);
});

test("C24: a write that was not answered is said to be unknown, on the page and in the trail", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  const form = await openForm(browser);
  contract.kratosAdmin.when(`/admin/sessions/${SESSION_ID}`, (request, response) =>
    request.method === "GET" ? json(200, toAdminSession())(request, response) : void response.destroy(),
  );
  const answer = await browser.post(PAGE, fill(form));
  expect(answer.status).toBe(502);
  expect(answer.body).toContain("may or may not have been done");
  expect(answer.body).toContain(`href="${PAGE}"`);
  expect((await browser.get("/console/trail?result=unknown")).body).toContain("outcome not known");
  expect(findWrites(contract)).toHaveLength(1);
});

test("C24: a refusal is said at the form, what was typed is kept, and the trail says so", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  const form = await openForm(browser);
  const refusal = { error: { code: 400, message: "That cannot be.", reason: "The session is <b>odd</b>." } };
  contract.kratosAdmin.when(`/admin/sessions/${SESSION_ID}`, (request, response) =>
    request.method === "GET"
      ? json(200, toAdminSession())(request, response)
      : json(400, refusal)(request, response),
  );
  const answer = await browser.post(PAGE, fill(form, { reason: "typed words" }));
  expect(answer.status).toBe(422);
  expect(answer.body).toContain("Kratos: That cannot be. The session is &lt;b&gt;odd&lt;/b&gt;.");
  expect(answer.body).toContain('value="typed words"');
  expect((await browser.get("/console/trail?result=refused")).body).toContain("typed words");
});

test("C28: what people and their browsers are called stays text", async ({ contract, desk }) => {
  const markup = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
  const odd = toAdminSession(SESSION_ID, {
    identity: { id: IDENTITY_ID, traits: { email: markup } },
    devices: [{ user_agent: markup, ip_address: markup, location: markup }],
    authentication_methods: [{ method: markup, provider: markup, aal: markup }],
  });
  contract.kratosAdmin.when("/admin/sessions", json(200, [odd]));
  contract.kratosAdmin.when(`/admin/sessions/${SESSION_ID}`, json(200, odd));
  const browser = await desk.signIn("ada");
  for (const path of ["/console/sessions", PAGE, `/console/search?q=${encodeURIComponent(markup)}`]) {
    const { body, status } = await browser.get(path);
    expect(status).toBe(200);
    expect(body).not.toMatch(/<img|<script>/);
    expect(body, path).toContain("&lt;img src=x onerror=alert(1)&gt;");
  }
});

test("C29: a dangerous act waits for a fresh sign-in, and is carried on once by who began it", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada", { age: 700 });
  const form = await openForm(browser, "sessions.delete");
  const waiting = await browser.post(PAGE, fill(form, { reason: "sold laptop", confirm: "sign out" }));
  expect(waiting.status).toBe(303);
  const stepUp = String(waiting.headers.location);
  expect(findWrites(contract)).toEqual([]);

  const asked = await browser.get(stepUp);
  expect(asked.body).toContain("Delete all sessions of person@foyer.example");
  expect(() => findActForm(asked, "sessions.delete")).toThrow();
  const other = await desk.signIn("bea");
  expect((await other.get(stepUp)).status).toBe(410);

  const start = `/console/sign-in/start?step_up=true&return_to=${encodeURIComponent(stepUp)}`;
  const someoneElse = await desk.passProvider(browser, "bea", { path: start });
  expect(someoneElse.status).toBe(403);
  const stale = await desk.passProvider(browser, "ada", {
    path: start,
    claims: { auth_time: Math.floor(Date.now() / 1000) - 300 },
  });
  expect(stale.status).toBe(403);
  expect(() => findActForm(asked, "sessions.delete")).toThrow();

  const back = await desk.passProvider(browser, "ada", { path: start });
  expect(back.headers.location).toBe(stepUp);
  const carryOn = findActForm(await browser.get(stepUp), "sessions.delete");
  expect(carryOn.action).toBe(PAGE);
  expect((await other.post(PAGE, fill(carryOn))).status).toBe(403);
  expect((await browser.post(OTHER_PAGE, fill(carryOn))).status).toBe(403);
  expect((await browser.post(PAGE, fill(carryOn, { operation: "session.end" }))).status).toBe(403);
  expect(findWrites(contract)).toEqual([]);

  contract.kratosAdmin.when(
    `/admin/identities/${IDENTITY_ID}/sessions`,
    (_, response) => void response.writeHead(204).end(),
  );
  expect((await browser.post(PAGE, fill(carryOn))).status).toBe(303);
  expect((await browser.post(PAGE, fill(carryOn))).status).toBe(410);
  expect((await browser.get(stepUp)).status).toBe(410);
  expect(findWrites(contract)).toHaveLength(1);
  expect((await browser.get("/console/trail")).body).toContain("sold laptop");
});

test("C29: a sign-in that is young enough does not wait, and the word to type is asked for", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  const form = await openForm(browser, "sessions.delete");
  const refused = await browser.post(PAGE, fill(form, { confirm: "yes", reason: "why" }));
  expect(refused.status).toBe(422);
  expect(refused.body).toContain("Type sign out to confirm.");
  expect(refused.body).toContain('value="why"');
  expect(findWrites(contract)).toEqual([]);
});
