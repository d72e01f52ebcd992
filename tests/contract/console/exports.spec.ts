/** A file that is sent while it is made: the trail says how it ended, and the server holds no more than a page of it (C24). */

import { once } from "node:events";
import { type IncomingMessage, request as send } from "node:http";
import { type Browser, expect, fill, findActForm, test } from "../../support/console/contract";
import { exportList, openExport } from "../../support/console/export-form";
import type { Contract } from "../../support/contract";
import { type HtmlForm, toForms } from "../../support/html.mjs";
import { type Answer, json } from "../../support/stub-upstream";

const LIST = "/console/identities";
const TRAIL = "/console/trail?operation=identities.export";
const SCHEMA = { properties: { traits: { type: "object", properties: { email: { type: "string" } } } } };

const toPeople = (...names: string[]) =>
  names.map((name) => ({
    id: name,
    schema_id: "default",
    state: "active",
    traits: { email: `${name}@x.example` },
  }));

/** Two people on the first page, and a second page that is answered so. */
function stubPages({ kratos, kratosAdmin }: Contract, second: Answer): void {
  kratos.when("/schemas", json(200, [{ id: "default", schema: SCHEMA }]));
  kratosAdmin.when("/admin/identities", (request, response) => {
    if (request.query.has("page_token")) return second(request, response);
    response.setHeader("link", '</admin/identities?page_size=100&page_token=two>; rel="next"');
    return json(200, toPeople("ann", "bob"))(request, response);
  });
}

async function expectInTrail(browser: Browser, ...words: string[]): Promise<void> {
  await expect(async () => {
    const { body } = await browser.get(TRAIL);
    const [line = ""] = body.match(/<li class="grid gap-1 px-4 py-3">.*?<\/li>/s) ?? [];
    for (const word of words) expect(line).toContain(word);
  }).toPass();
}

test("C24: an export is done once its last row was taken, and the trail says how many", async ({
  contract,
  desk,
}) => {
  stubPages(contract, json(200, toPeople("cyd")));
  const browser = await desk.signIn("ada");
  const { status, body } = await exportList(browser, LIST, "csv");
  expect(status).toBe(200);
  expect(body.trim().split("\r\n")).toHaveLength(4);
  await expectInTrail(browser, ">done<", "3 rows");
});

test("whom Kratos cannot filter for: the list, its file and its job have those alone", async ({
  contract,
  desk,
}) => {
  stubPages(contract, json(200, [...toPeople("cyd"), { ...toPeople("dan")[0], state: "inactive" }]));
  const browser = await desk.signIn("ada");
  const list = `${LIST}?state=blocked&verified=none`;
  const { body } = await browser.get(list);
  expect(body).toContain("1 of the 4 accounts that were looked at");
  expect(body.match(/\w+@x\.example(?=<\/bdi>)/g)).toEqual(["dan@x.example"]);
  const file = JSON.parse((await exportList(browser, list, "json")).body);
  expect(file.map(({ id }: { id: string }) => id)).toEqual(["dan"]);
  await expectInTrail(browser, "everybody, blocked, without a verified address", ">done<", "1 row<");
  const form = findActForm(await browser.get(list), "identities.bulk-all");
  const job = await browser.post(list, fill(form, { act: "sign-out", confirm: "everybody" }));
  const begun = await browser.get(String(job.headers.location));
  expect(begun.body).toContain("everybody, blocked, without a verified address");
  const none = await browser.get(`${LIST}?schema=other`);
  expect(none.body).toMatch(/There are none\.(?!.*format=csv)/s);
});

test("C24: an export whose server fails on the way is broken off, in the file and the trail", async ({
  contract,
  desk,
}) => {
  stubPages(contract, json(503, {}));
  const browser = await desk.signIn("ada");
  await expect(exportList(browser, LIST, "csv")).rejects.toThrow();
  await expectInTrail(browser, ">broken off<", "2 rows", "503");
});

test("C24: an export whose server gives nothing is told of by a page, and in the trail", async ({
  contract,
  desk,
}) => {
  stubPages(contract, json(503, {}));
  const browser = await desk.signIn("ada");
  const { address, fields } = await openExport(browser, LIST, "csv");
  contract.kratosAdmin.when("/admin/identities", json(503, {}));
  const { status, headers, body } = await browser.post(address, fields);
  expect([status, headers["content-disposition"]]).toEqual([503, undefined]);
  expect(body).toContain("<h1");
  await expectInTrail(browser, ">broken off<", "503");
});

test("C32: an export sends no further page to an operator who signed out meanwhile", async ({
  contract,
  desk,
}) => {
  let goOn = () => {};
  const asked = new Promise<void>((resolve) => {
    stubPages(contract, (request, response) => {
      goOn = () => void json(200, toPeople("cyd"))(request, response);
      resolve();
    });
  });
  const [browser, colleague] = [await desk.signIn("ada"), await desk.signIn("bea")];
  const file = expect(exportList(browser, LIST, "csv")).rejects.toThrow();
  await asked;
  const home = await browser.get("/console");
  const form = toForms(home.body).find(({ action }) => action.endsWith("/sign-out"));
  expect((await browser.post("/console/sign-out", fill(form as HtmlForm))).status).toBeLessThan(400);
  goOn();
  await file;
  await expectInTrail(colleague, ">broken off<", "2 rows", "session has ended");
});

test("C24: an export is not done before it is read, and broken off where the browser hangs up", async ({
  contract,
  desk,
}) => {
  stubPages(contract, () => undefined);
  const browser = await desk.signIn("ada");
  const { address, fields } = await openExport(browser, LIST, "csv");
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const request = send(contract.foyer.url + address, {
    method: "POST",
    headers: {
      cookie,
      origin: contract.foyer.url,
      "content-type": "application/x-www-form-urlencoded",
    },
  });
  request.end(new URLSearchParams(fields).toString());
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  await once(answer, "data");
  expect(answer.statusCode).toBe(200);
  await expectInTrail(browser, ">no outcome recorded<");
  request.destroy();
  await expectInTrail(browser, ">broken off<", "2 rows", "The browser hung up.");
});

test("C7, C21: an export is begun by its page's own form, by no link and no other list's form", async ({
  contract,
  desk,
}) => {
  stubPages(contract, json(200, toPeople("cyd")));
  const [browser, colleague] = [await desk.signIn("ada"), await desk.signIn("bea")];
  const one = await openExport(browser, `${LIST}?identifier=ann%40x.example&match=exact`, "csv");
  const theirs = await openExport(colleague, LIST, "csv");
  const trail = await openExport(browser, "/console/trail?result=done", "ndjson");
  const countActs = async () => (await browser.get("/console/trail")).body.match(/<time /g)?.length ?? 0;
  const before = await countActs();
  for (const [address, list] of [
    [theirs.address, LIST],
    [one.address, `${LIST}?identifier=ann%40x.example&match=exact`],
    [trail.address, "/console/trail?result=done"],
  ] as const) {
    const answer = await browser.get(address);
    expect([answer.status, answer.headers.location], address).toEqual([303, list]);
  }
  for (const [address, fields, headers] of [
    [theirs.address, one.fields, {}],
    [one.address, theirs.fields, {}],
    [trail.address, one.fields, {}],
    [trail.address.replace("ndjson", "csv"), trail.fields, {}],
    [one.address, [], {}],
    [one.address, one.fields, { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ] as const)
    expect((await browser.post(address, [...fields], headers)).status, address).toBe(403);
  expect(await countActs()).toBe(before);
  for (const { address, fields } of [one, trail]) {
    const answer = await browser.post(address, fields);
    expect(answer.status, address).toBe(200);
    expect(answer.headers["content-disposition"]).toContain("attachment");
  }
  await expectInTrail(browser, "ann@x.example", ">done<");
});
