/** A file that is sent while it is made: the trail says how it ended, and the server holds no more than a page of it (C24). */

import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { type Browser, expect, fill, test } from "../../support/console/contract";
import type { Contract } from "../../support/contract";
import { type HtmlForm, toForms } from "../../support/html.mjs";
import { type Answer, json } from "../../support/stub-upstream";

const EXPORT = "/console/identities/export?format=csv";
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
  const { status, body } = await browser.get(EXPORT);
  expect(status).toBe(200);
  expect(body.trim().split("\r\n")).toHaveLength(4);
  await expectInTrail(browser, ">done<", "3 rows");
});

test("C24: an export whose server fails on the way is broken off, in the file and the trail", async ({
  contract,
  desk,
}) => {
  stubPages(contract, json(503, {}));
  const browser = await desk.signIn("ada");
  await expect(browser.get(EXPORT)).rejects.toThrow();
  await expectInTrail(browser, ">broken off<", "2 rows", "503");
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
  const file = expect(browser.get(EXPORT)).rejects.toThrow();
  await asked;
  const home = await browser.get("/console");
  const form = toForms(home.body).find(({ action }) => action.endsWith("/sign-out"));
  expect((await browser.post("/console/sign-out", fill(form as HtmlForm))).status).toBeLessThan(400);
  goOn();
  await file;
  await expectInTrail(colleague, ">broken off<", "2 rows", "session has ended");
});

test("C24: an export is not done before it is read, and is broken off where the browser hangs up", async ({
  contract,
  desk,
}) => {
  stubPages(contract, () => undefined);
  const browser = await desk.signIn("ada");
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const request = get(contract.foyer.url + EXPORT, { headers: { cookie } });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const [chunk] = await once(answer, "data");
  expect(String(chunk)).toContain("bob@x.example");
  await expectInTrail(browser, ">no outcome recorded<");
  request.destroy();
  await expectInTrail(browser, ">broken off<", "2 rows", "The browser hung up.");
});
