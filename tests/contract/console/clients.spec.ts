/** What an app's settings can do to the console, and what they cannot (C13, C14, C19). */

import { type Browser, expect, fill, findActForm, test } from "../../support/console/contract";
import { type Answer, json } from "../../support/stub-upstream";

const ID = "some-app";
const PAGE = `/console/clients/${ID}`;
const PAGE_AT_HYDRA = `/admin/clients/${ID}`;

const CLIENT = {
  client_id: ID,
  client_name: "Some app",
  redirect_uris: ["https://app.example/callback"],
  grant_types: ["authorization_code"],
  response_types: ["code"],
  scope: "openid",
  token_endpoint_auth_method: "client_secret_basic",
};

test("C14: no address that an app names is asked by Foyer, when it is shown or saved", async ({
  contract,
  desk,
}) => {
  const { url } = contract.canary;
  const named = {
    ...CLIENT,
    redirect_uris: [`${url}/callback`],
    request_uris: [`${url}/request`],
    client_uri: `${url}/`,
    logo_uri: `${url}/logo.png`,
    policy_uri: `${url}/policy`,
    tos_uri: `${url}/tos`,
    jwks_uri: `${url}/jwks`,
    sector_identifier_uri: `${url}/sector`,
    backchannel_logout_uri: `${url}/logout`,
    frontchannel_logout_uri: `${url}/front`,
  };
  contract.hydra.when("/admin/clients", json(200, [named]));
  contract.hydra.when(`/admin/clients/${ID}`, json(200, named));
  const browser = await desk.signIn("ada");
  expect((await browser.get("/console/clients")).status).toBe(200);
  const page = await browser.get(PAGE);
  expect(page.status).toBe(200);
  expect(page.body).not.toContain(`src="${url}`);
  const saved = await browser.post(PAGE, fill(findActForm(page, "client.edit"), { client_name: "Other" }));
  expect(saved.status, saved.body).toBe(303);
  expect(contract.hydra.requests.at(-1)?.method).toBe("PATCH");
  expect(contract.canary.requests).toEqual([]);
});

test("C13: an edit that is not safe is written nowhere, by the form and as JSON", async ({
  contract,
  desk,
}) => {
  contract.hydra.when(`/admin/clients/${ID}`, json(200, CLIENT));
  const browser = await desk.signIn("ada");
  const page = await browser.get(PAGE);
  const edit = findActForm(page, "client.edit");
  const asJson = findActForm(page, "client.edit-json");
  for (const redirect_uris of ["javascript:alert(1)", "http://app.example/", "https://*.example/"]) {
    expect((await browser.post(PAGE, fill(edit, { redirect_uris }))).status, redirect_uris).toBe(422);
    const changed = JSON.stringify({ ...CLIENT, redirect_uris: [redirect_uris] });
    expect((await browser.post(PAGE, fill(asJson, { json: changed }))).status, redirect_uris).toBe(422);
  }
  for (const change of [
    { grant_types: ["implicit"] },
    { client_id: "other" },
    { logo_uri: "javascript:x" },
  ]) {
    const changed = JSON.stringify({ ...CLIENT, ...change });
    expect((await browser.post(PAGE, fill(asJson, { json: changed }))).status, changed).toBe(422);
  }
  expect(contract.hydra.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("C19: nothing that a request says chooses the server that is asked", async ({ contract, desk }) => {
  contract.hydra.when(`/admin/clients/${ID}`, json(200, CLIENT));
  const browser = await desk.signIn("ada");
  const { url } = contract.canary;
  const query = new URLSearchParams({ url, endpoint: url, upstream: url, base_url: url, adminUrl: url });
  const headers = {
    "x-upstream": url,
    "x-ory-url": url,
    "x-forwarded-host": new URL(url).host,
    forwarded: `host=${url}`,
  };
  for (const name of ["upstream", "endpoint", "hydraAdminUrl"])
    browser.cookies.set(name, encodeURIComponent(url));
  expect((await browser.get(`${PAGE}?${query}`, headers)).status).toBe(200);
  const form = findActForm(await browser.get(PAGE), "client.edit");
  for (const name of query.keys())
    expect((await browser.post(PAGE, fill(form, { [name]: url }), headers)).status, name).toBe(400);
  const own = fill(form, { client_name: "x" });
  expect((await browser.post(`${PAGE}?${query}`, own, headers)).status).toBe(403);
  expect((await browser.post(PAGE, own, headers)).status).toBe(303);
  expect(contract.canary.requests).toEqual([]);
});

test("C24: of two operators who edit one app, the second is told and overwrites nothing", async ({
  contract,
  desk,
}) => {
  contract.hydra.when(`/admin/clients/${ID}`, json(200, CLIENT));
  const browser = await desk.signIn("ada");
  const form = findActForm(await browser.get(PAGE), "client.edit");
  contract.hydra.when(`/admin/clients/${ID}`, json(200, { ...CLIENT, client_name: "Changed meanwhile" }));
  const answer = await browser.post(PAGE, fill(form, { client_name: "Mine" }));
  expect(answer.status).toBe(409);
  expect(answer.body).toContain("Somebody changed this app");
  expect(answer.body).toContain('value="Mine"');
  expect(contract.hydra.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("C24: of operators who give an app a new secret within one second of Hydra's, one does", async ({
  contract,
  desk,
}) => {
  let renewed = 0;
  let fault: number | undefined;
  const answer: Answer = (request, response) => {
    if (request.method !== "PATCH") return json(200, CLIENT)(request, response);
    if (fault !== undefined) return json(fault, { error: "refused" })(request, response);
    renewed += 1;
    return json(200, CLIENT)(request, response);
  };
  contract.hydra.when(PAGE_AT_HYDRA, answer);
  const [ada, bea] = [await desk.signIn("ada"), await desk.signIn("bea")];
  const open = async (who: Browser) => fill(findActForm(await who.get(PAGE), "client.rotate-secret"));
  const [hers, theirs] = [await open(ada), await open(bea)];

  const answers = await Promise.all([ada.post(PAGE, hers), bea.post(PAGE, theirs)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toContain("or gave it a new secret");
  expect(renewed).toBe(1);
  // The same form once more is answered as it was, and gives no other secret.
  const again = await Promise.all([ada.post(PAGE, hers), bea.post(PAGE, theirs)]);
  expect(again.map(({ status }) => status)).toEqual(answers.map(({ status }) => status));
  expect(renewed).toBe(1);

  const next = await open(bea);
  fault = 400;
  expect((await bea.post(PAGE, next)).status).toBe(422);
  fault = undefined;
  expect((await bea.post(PAGE, next)).status).toBe(303);
  expect(renewed).toBe(2);
});
