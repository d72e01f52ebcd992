/** A person's page asks for all that it shows at once, and shows nothing that is not the person's. */

import { expect, test } from "../../support/console/contract";
import { IDENTITY_ID } from "../../support/console/stub-sessions";
import type { Contract } from "../../support/contract";
import { type Answer, json } from "../../support/stub-upstream";

const PAGE = `/console/identities/${IDENTITY_ID}`;
const PERSON = `/admin/identities/${IDENTITY_ID}`;
const SESSIONS = `${PERSON}/sessions`;
const CONSENTS = "/admin/oauth2/auth/sessions/consent";

const toPerson = (schema: string) => ({
  id: IDENTITY_ID,
  state: "active",
  schema_id: schema,
  traits: { email: "a@foyer.example" },
});

const toSchema = (trait: string) => ({
  properties: { traits: { type: "object", properties: { [trait]: { type: "string", title: trait } } } },
});

test.beforeEach(({ contract }) => {
  contract.kratosAdmin.when(PERSON, json(200, toPerson("staff")));
  contract.kratosAdmin.when(SESSIONS, json(200, []));
  contract.hydra.when(CONSENTS, json(200, []));
  for (const schema of ["staff", "guests"])
    contract.kratos.when(`/schemas/${schema}`, json(200, toSchema(`only-${schema}`)));
});

test("a person's page asks for the person, their sessions, apps and schema at once", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  await browser.get(PAGE);
  contract.kratos.requests.length = 0;
  contract.hydra.requests.length = 0;
  contract.kratosAdmin.requests.length = 0;
  contract.kratosAdmin.when(PERSON, async (request, response) => {
    await expect.poll(() => toOthers(contract)).toEqual([1, 1, 1]);
    await json(200, toPerson("staff"))(request, response);
  });
  const { status, body } = await browser.get(PAGE);
  expect(status).toBe(200);
  expect(body).toContain("only-staff");
  expect(contract.kratosAdmin.to(PERSON)).toHaveLength(1);
  expect(toOthers(contract)).toEqual([1, 1, 1]);
});

test("a person's form has the fields of their schema, whichever the person before had", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  for (const [schema, other] of [
    ["staff", "guests"],
    ["guests", "staff"],
    ["guests", "staff"],
    ["gone", "guests"],
    ["staff", "guests"],
  ] as const) {
    contract.kratosAdmin.when(PERSON, json(200, toPerson(schema)));
    if (schema === "gone") contract.kratos.when("/schemas/gone", json(404, { error: { code: 404 } }));
    const { status, body } = await browser.get(PAGE);
    expect(status).toBe(200);
    expect(body.includes(`only-${schema}`)).toBe(schema !== "gone");
    expect(body).not.toContain(`only-${other}`);
  }
});

test("somebody who is not there is not found, whatever else was answered before", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  await browser.get(PAGE);
  const answered: string[] = [];
  const fail: Answer = async (request, response) => {
    await json(503, { error: { code: 503 } })(request, response);
    answered.push(request.path);
  };
  contract.kratosAdmin.when(SESSIONS, fail);
  contract.hydra.when(CONSENTS, fail);
  contract.kratosAdmin.when(PERSON, async (request, response) => {
    await expect.poll(() => new Set(answered).size).toBe(2);
    await json(404, { error: { code: 404 } })(request, response);
  });
  expect((await browser.get(PAGE)).status).toBe(404);
});

/** How often sessions, apps and the schema were asked for. */
function toOthers({ kratos, kratosAdmin, hydra }: Contract): number[] {
  return [kratosAdmin.to(SESSIONS), hydra.to(CONSENTS), kratos.to("/schemas/staff")].map(
    ({ length }) => length,
  );
}
