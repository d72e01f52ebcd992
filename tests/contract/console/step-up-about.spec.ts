/** What an act was about when it began to wait for a sign-in is what it is about when it is carried on (C22, C29). */

import { type Browser, type Desk, expect, fill, findActForm, test } from "../../support/console/contract";
import { exportList, openExport } from "../../support/console/export-form";
import { IDENTITY_ID } from "../../support/console/stub-sessions";
import { type HtmlForm, toForms } from "../../support/html.mjs";
import type { RawAnswer } from "../../support/raw-http";
import { json } from "../../support/stub-upstream";

const LIST = "/console/identities";
const FILTERED = `${LIST}?identifier=test-user-&match=similar`;
const OPERATION = "identities.bulk-all";
const ASKED = { act: "delete", reason: "tidying up", confirm: "everybody" };

const PERSON = {
  id: IDENTITY_ID,
  state: "active",
  schema_id: "default",
  traits: { email: "test-user-1@foyer.example" },
};

const HIDDEN = { team: 7, hook_secret: "hush" };

test.beforeEach(({ contract }) => contract.kratosAdmin.when("/admin/identities", json(200, [PERSON])));

/** Whoever has just confirmed who they are, at the page that carries the act on. */
async function confirm(desk: Desk, browser: Browser, waiting: RawAnswer): Promise<RawAnswer> {
  const stepUp = String(waiting.headers.location);
  const start = `/console/sign-in/start?step_up=true&return_to=${encodeURIComponent(stepUp)}`;
  expect((await desk.passProvider(browser, "ada", { path: start })).headers.location).toBe(stepUp);
  return browser.get(stepUp);
}

test("C29: an act for a filtered list is for the same list after the sign-in it waited for", async ({
  desk,
}) => {
  const browser = await desk.signIn("ada", { age: 700 });
  const form = findActForm(await browser.get(FILTERED), OPERATION);
  expect(form.action).toBe(FILTERED);
  const asked = await confirm(desk, browser, await browser.post(FILTERED, fill(form, ASKED)));
  expect(asked.body).toContain("all that begin with test-user-");
  const carryOn = findActForm(asked, OPERATION);
  expect(carryOn.action).toBe(FILTERED);
  for (const elsewhere of [LIST, `${LIST}?identifier=other&match=similar`, `${LIST}?identifier=test-user-`])
    expect((await browser.post(elsewhere, fill(carryOn))).status, elsewhere).toBe(403);

  const made = await browser.post(FILTERED, fill(carryOn));
  expect(made.status).toBe(303);
  const job = await browser.get(String(made.headers.location));
  expect(job.body).toContain("Delete everywhere: all that begin with test-user-");
});

test("C12: a file of people or of the trail waits for a fresh sign-in, and is made once after", async ({
  contract,
  desk,
}) => {
  contract.kratos.when("/schemas", json(200, []));
  for (const [list, format, said] of [
    [FILTERED, "csv", "Export as CSV: all that begin with test-user-."],
    [LIST, "json", "Export as JSON: everybody."],
    [
      "/console/trail?operation=identities.export",
      "ndjson",
      "Export the trail as NDJSON: identities.export.",
    ],
  ] as const) {
    const browser = await desk.signIn("ada", { age: 700 });
    const { address, fields } = await openExport(browser, list, format);
    contract.kratosAdmin.requests.length = 0;
    const waiting = await browser.post(address, fields);
    expect(waiting.status, list).toBe(303);
    const unconfirmed = await browser.get(String(waiting.headers.location));
    expect(unconfirmed.body).toContain(said);
    expect(toForms(unconfirmed.body).filter(({ action }) => action === address)).toEqual([]);
    expect(contract.kratosAdmin.requests).toEqual([]);

    const asked = await confirm(desk, browser, waiting);
    const carryOn = toForms(asked.body).find(({ action }) => action === address) as HtmlForm;
    expect(asked.body).toContain("data-download");
    const other = (await openExport(browser, list, format)).address.replace(/format=\w+/, "format=other");
    expect((await browser.post(other, fill(carryOn))).status, list).toBe(403);
    const file = await browser.post(address, fill(carryOn));
    expect([file.status, String(file.headers["content-disposition"])]).toEqual([
      200,
      expect.stringContaining("attachment"),
    ]);
    expect((await browser.post(address, fill(carryOn))).status, list).toBe(410);
  }
});

test("C12: what became of each row of a job waits for a fresh sign-in, and is told to the trail", async ({
  contract,
  desk,
}) => {
  const properties = { traits: { type: "object", properties: { email: { type: "string", maxLength: 12 } } } };
  const schema = { properties };
  contract.kratos.when("/schemas", json(200, [{ id: "default", schema }]));
  contract.kratos.when("/schemas/default", json(200, schema));
  const browser = await desk.signIn("ada");
  const check = findActForm(await browser.get("/console/import"), "import.check");
  const typed = { schema: "default", text: "email\na@x.example\nmuch-longer@x.example\n" };
  const checked = await browser.post("/console/import", fill(check, typed));
  const job = String(checked.headers.location).split("?")[0] ?? "";
  const results = `${job}/results`;
  expect(results).toMatch(/^\/console\/jobs\/[\da-f-]{36}\/results$/);
  expect((await browser.get(results)).headers.location).toBe(job);

  const openResults = async (who: Browser) => {
    const forms = toForms((await who.get(job)).body);
    return fill(forms.find(({ action }) => action === results) as HtmlForm);
  };
  const late = await desk.signIn("ada", { age: 700 });
  const waiting = await late.post(results, await openResults(late));
  expect(waiting.status).toBe(303);
  const asked = await confirm(desk, late, waiting);
  const carryOn = toForms(asked.body).find(({ action }) => action === results) as HtmlForm;
  const file = await late.post(results, fill(carryOn));
  expect(file.status).toBe(200);
  expect(file.body.split("\r\n")).toEqual([
    '"row","result","detail"',
    expect.stringContaining('"failed"'),
    "",
  ]);
  const viewer = await desk.signIn("vic");
  expect((await viewer.post(results, await openResults(browser))).status).toBe(403);
  await expect(async () => {
    const trail = await browser.get("/console/trail?operation=job.export");
    expect(trail.body).toMatch(/>done<.*1 row/s);
  }).toPass();
});

test("C22: a form of a filtered list does nothing to another list, nor to everybody", async ({ desk }) => {
  const browser = await desk.signIn("ada");
  const form = findActForm(await browser.get(FILTERED), OPERATION);
  for (const elsewhere of [LIST, `${LIST}?identifier=x&match=similar`, `${FILTERED}&page=x`])
    expect((await browser.post(elsewhere, fill(form, ASKED))).status, elsewhere).toBe(403);
});

test("C29: a job for a list begins once whom it is about was typed", async ({ desk }) => {
  const browser = await desk.signIn("ada");
  for (const [address, word] of [
    [FILTERED, "test-user-"],
    [LIST, "everybody"],
  ] as const) {
    const form = findActForm(await browser.get(address), OPERATION);
    const made = await browser.post(address, fill(form, ASKED));
    const path = String(made.headers.location).split("?")[0] ?? "";
    const begin = findActForm(await browser.get(path), "bulk.resume");
    const refused = await browser.post(path, fill(begin, { confirm: "yes" }));
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(`Type ${word} to confirm.`);
    expect((await browser.post(path, fill(begin, { confirm: word }))).status).toBe(303);
  }
});

test("L1: the trail does not hold what a form was drawn from, nor a secret of JSON in it", async ({
  contract,
  desk,
}) => {
  contract.kratosAdmin.when(
    `/admin/identities/${IDENTITY_ID}`,
    json(200, { ...PERSON, metadata_admin: HIDDEN }),
  );
  contract.kratosAdmin.when(`/admin/identities/${IDENTITY_ID}/sessions`, json(200, []));
  const browser = await desk.signIn("ada");
  const path = `${LIST}/${IDENTITY_ID}`;
  const form = findActForm(await browser.get(path), "identity.edit-metadata");
  const changed = JSON.stringify({ ...HIDDEN, team: 8 });
  expect((await browser.post(path, fill(form, { metadata_admin: changed }))).status).toBe(303);
  const { body } = await exportList(browser, "/console/trail?operation=identity.edit-metadata", "ndjson");
  expect(body).toContain('"team":8');
  for (const text of ["hush", '"seen"']) expect(body).not.toContain(text);
});
