/** Invitations by mail: to whom, how often, by whom, and what is said where Kratos sends none. */

import { type Browser, expect, fill, findActForm, test } from "../../support/console/contract";
import { IDENTITY_ID } from "../../support/console/stub-sessions";
import type { Contract } from "../../support/contract";
import { json } from "../../support/stub-upstream";

test.use({ consoleEnv: { FOYER_RATE_LIMIT: "true", FOYER_RATE_LIMIT_SENDS: "3" } });

const PAGE = `/console/identities/${IDENTITY_ID}`;
const FLOW = "f1000000-0000-4000-8000-000000000001";
const BEGIN = "/self-service/recovery/browser";
const SUBMIT = "/self-service/recovery";
const OFF = { error: { code: 404, reason: "This endpoint was disabled by system administrator." } };

/** An account with an address of its own, so that each test counts for itself. */
function stubPerson({ kratos, kratosAdmin, hydra }: Contract, name: string, changes: object = {}): string {
  const address = `${name}@foyer.example`;
  const person = {
    id: IDENTITY_ID,
    state: "active",
    schema_id: "default",
    traits: { email: address },
    recovery_addresses: [{ value: address, via: "email" }],
    ...changes,
  };
  kratosAdmin.when(`/admin/identities/${IDENTITY_ID}`, json(200, person));
  kratosAdmin.when(`/admin/identities/${IDENTITY_ID}/sessions`, json(200, []));
  hydra.when("/admin/oauth2/auth/sessions/consent", json(200, []));
  const nodes = [{ attributes: { name: "csrf_token", value: "csrf-of-the-flow" } }];
  const begun = { id: FLOW, type: "browser", ui: { nodes } };
  kratos.when(BEGIN, json(200, begun, { "set-cookie": "csrf_token_x=cookie-of-the-flow; Path=/; HttpOnly" }));
  kratos.when(SUBMIT, json(200, { ...begun, state: "sent_email", expires_at: "2026-12-01T10:00:00Z" }));
  return address;
}

const openForm = async (browser: Browser) => findActForm(await browser.get(PAGE), "invitation.send");

test("an invitation is a recovery by link, and stands in the trail without what it was sent by", async ({
  contract,
  desk,
}) => {
  const address = stubPerson(contract, "invited");
  const browser = await desk.signIn("sam");
  const answer = await browser.post(
    PAGE,
    fill(await openForm(browser), { address, reason: "new colleague" }),
  );
  expect(answer.status).toBe(303);
  const receipt = await browser.get(String(answer.headers.location));
  for (const words of [address, "Works until", "2026", "/console/messages?recipient="])
    expect(receipt.body).toContain(words);
  const [begun, sent] = [contract.kratos.to(BEGIN), contract.kratos.to(SUBMIT)];
  expect(begun.map(({ query }) => String(query))).toEqual(["invitation=true"]);
  expect(sent.map(({ method, query }) => `${method} ${query}`)).toEqual([`POST flow=${FLOW}`]);
  expect(sent[0]?.headers.cookie).toBe("csrf_token_x=cookie-of-the-flow");
  expect(JSON.parse(String(sent[0]?.body))).toEqual({
    method: "link",
    email: address,
    csrf_token: "csrf-of-the-flow",
  });
  const trail = await browser.get("/console/trail?operation=invitation.send");
  for (const words of [address, "new colleague", "done"]) expect(trail.body).toContain(words);
  for (const page of [receipt, trail, answer])
    expect(page.body + page.setCookies.join()).not.toMatch(/of-the-flow/);
});

test("D4: an address is invited as often as it may be written to, by all operators together", async ({
  contract,
  desk,
}) => {
  const address = stubPerson(contract, "flooded");
  const [one, other] = [await desk.signIn("ada"), await desk.signIn("sam")];
  for (const browser of [one, other, one])
    expect((await browser.post(PAGE, fill(await openForm(browser), { address }))).status).toBe(303);
  const refused = await other.post(PAGE, fill(await openForm(other), { address }));
  expect(refused.status).toBe(422);
  expect(refused.body).toContain("as often as is allowed. Try again in 15 min.");
  expect(contract.kratos.to(SUBMIT)).toHaveLength(3);
  expect((await one.get("/console/trail?result=refused")).body).toContain("invitation.send");
  const another = stubPerson(contract, "not-flooded");
  expect((await other.post(PAGE, fill(await openForm(other), { address: another }))).status).toBe(303);
});

test("C22: an invitation goes to an address of the account, and to no other", async ({ contract, desk }) => {
  stubPerson(contract, "theirs");
  const browser = await desk.signIn("ada");
  for (const address of ["elsewhere@foyer.example", "", "theirs@foyer.example\r\nBcc: x@foyer.example"]) {
    const answer = await browser.post(PAGE, fill(await openForm(browser), { address }));
    expect(answer.status, address).toBe(409);
  }
  expect([...contract.kratos.to(BEGIN), ...contract.kratos.to(SUBMIT)]).toEqual([]);
});

test("C8: a viewer invites nobody", async ({ contract, desk }) => {
  const address = stubPerson(contract, "unseen");
  const [viewer, admin] = [await desk.signIn("vic"), await desk.signIn("ada")];
  const form = await openForm(admin);
  await expect(openForm(viewer)).rejects.toThrow("no form");
  expect((await viewer.post(PAGE, fill(form, { address }))).status).toBe(403);
  expect(contract.kratos.to(BEGIN)).toEqual([]);
});

test("C29: an invitation waits for a fresh sign-in, as a recovery code does", async ({ contract, desk }) => {
  const address = stubPerson(contract, "waiting");
  const browser = await desk.signIn("ada", { age: 700 });
  const answer = await browser.post(PAGE, fill(await openForm(browser), { address }));
  expect(answer.headers.location).toContain("/console/step-up?act=");
  expect(contract.kratos.to(BEGIN)).toEqual([]);
});

test("C24: where Kratos mails no links it is said what to switch on, and that nothing was sent", async ({
  contract,
  desk,
}) => {
  const address = stubPerson(contract, "off");
  const browser = await desk.signIn("ada");
  contract.kratos.when(SUBMIT, json(404, OFF));
  const noLink = await browser.post(PAGE, fill(await openForm(browser), { address }));
  expect(noLink.status).toBe(422);
  for (const words of ["Nothing was sent.", "selfservice.methods.link.enabled", "/recovery"])
    expect(noLink.body).toContain(words);
  const disabled = { error: { code: 400, reason: "Recovery is not allowed because it was disabled." } };
  contract.kratos.when(BEGIN, json(400, disabled));
  const noFlow = await browser.post(PAGE, fill(await openForm(browser), { address }));
  expect(noFlow.body).toContain("selfservice.flows.recovery.enabled");
});

test("C24: an invitation that was not confirmed is not said to be sent", async ({ contract, desk }) => {
  const address = stubPerson(contract, "unconfirmed");
  const browser = await desk.signIn("ada");
  const form = await openForm(browser);
  contract.kratos.when(SUBMIT, (_, response) => void response.destroy());
  const answer = await browser.post(PAGE, fill(form, { address }));
  expect(answer.status).toBe(502);
  expect(answer.body).toContain("may or may not have been done");
});

test("nobody who is blocked, or has no address for a recovery, can be invited", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("ada");
  const address = stubPerson(contract, "blocked");
  const form = await openForm(browser);
  stubPerson(contract, "blocked", { state: "inactive" });
  await expect(openForm(browser)).rejects.toThrow("no form");
  expect((await browser.post(PAGE, fill(form, { address }))).status).toBe(409);
  stubPerson(contract, "blocked", { recovery_addresses: [{ value: "+41445550100", via: "sms" }] });
  await expect(openForm(browser)).rejects.toThrow("no form");
  expect(contract.kratos.to(BEGIN)).toEqual([]);
});
