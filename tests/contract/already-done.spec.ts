/** Acts that have been done meanwhile, by the first of two clicks or in another tab: done, and no error. */

import { randomUUID } from "node:crypto";
import { type Contract, expect, test } from "../support/contract";
import { toForms } from "../support/html.mjs";
import { postForm } from "../support/raw-http";
import { ALICE, BOB, toSession } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const CONSENTS = "/admin/oauth2/auth/sessions/consent";
const OTHER_SESSION = "0e55e000-0000-4000-8000-000000000001";
const BOBS_SESSION = "0e55e000-0000-4000-8000-000000000002";

const toCookie = (person: string) => ({ cookie: `ory_kratos_session=${person}` });

/** Fields of the form that holds this value, on a page of this person's. */
async function readForm({ get }: Contract, page: string, person: string, value: string) {
  const { body } = await get(page, { headers: toCookie(person) });
  const form = toForms(body).find(({ fields }) => fields.some(([, held]) => held === value));
  expect(form, `${page} has a form for ${value}`).toBeDefined();
  return Object.fromEntries(form?.fields ?? []);
}

const send = ({ foyer }: Contract, page: string, fields: Record<string, string>, person = ALICE) =>
  postForm(foyer.port, page, fields, toCookie(person));

/** Whose other session it is, while Kratos lists one. */
function listSession({ kratos }: Contract, id?: string): void {
  const session = { ...toSession(ALICE, "alice@foyer.example"), id, devices: [] };
  kratos.when("/sessions", json(200, id ? [session] : []));
}

function listApp({ hydra }: Contract, subject: string, client_id?: string): void {
  const consent = {
    grant_scope: ["openid"],
    consent_request: { challenge: "c", subject, client: { client_id } },
  };
  hydra.when(CONSENTS, json(200, client_id ? [consent] : []));
}

test("A1: a listed session that has ended is no error to end, and nothing is told of others", async ({
  contract,
}) => {
  const { kratos } = contract;
  listSession(contract, BOBS_SESSION);
  const bobs = await readForm(contract, "/sessions", BOB, BOBS_SESSION);
  listSession(contract, OTHER_SESSION);
  const form = await readForm(contract, "/sessions", ALICE, OTHER_SESSION);
  listSession(contract);
  const foreign: Record<string, string>[] = [
    { id: BOBS_SESSION },
    { id: BOBS_SESSION, listed: bobs.listed ?? "" },
    { id: "" },
    { listed: "" },
    { listed: form.csrf_token ?? "" },
  ];
  for (const changes of foreign)
    expect((await send(contract, "/sessions", { ...form, ...changes })).status).toBe(404);
  const findEnded = () => kratos.requests.filter(({ method }) => method !== "GET").map(({ url }) => url);
  expect(findEnded()).toEqual([]);
  // As Kratos answers for every id; it ends what is this person's, though their list shows it elsewhere by now.
  kratos.when(`/sessions/${OTHER_SESSION}`, (_, response) => void response.writeHead(204).end());
  const again = await send(contract, "/sessions", form);
  expect([again.status, again.headers.location]).toEqual([303, "/sessions?done=endedOne"]);
  expect(findEnded()).toEqual([`/sessions/${OTHER_SESSION}`]);
});

test("F8: what a form did is said once, in its browser, and no link says it", async ({ contract }) => {
  const DONE = /role="status"/;
  const show = async (path: string, cookie: string) => {
    const { body, headers } = await contract.get(path, {
      headers: { cookie: `ory_kratos_session=${ALICE}; ${cookie}` },
    });
    return { isSaid: DONE.test(body), setCookies: String(headers["set-cookie"]) };
  };
  contract.kratos.when(`/sessions/${OTHER_SESSION}`, (_, response) => void response.writeHead(204).end());
  listSession(contract, OTHER_SESSION);
  listApp(contract, ALICE, "shop");
  const answers = [
    await send(contract, "/sessions", await readForm(contract, "/sessions", ALICE, OTHER_SESSION)),
    await send(contract, "/account/apps", await readForm(contract, "/account/apps", ALICE, "shop")),
  ];
  for (const { headers } of answers) {
    const path = String(headers.location);
    const [kept = ""] = /__Host-foyer-done=[^;]+/.exec(String(headers["set-cookie"])) ?? [];
    const said = await show(path, kept);
    expect([path, said.isSaid]).toEqual([path, true]);
    expect(said.setCookies).toMatch(/__Host-foyer-done=;.*Max-Age=0/i);
    expect((await show(path, "")).isSaid).toBe(false);
    const others = ["/sessions?done=endedOthers", "/account/apps?done=revokedAll", path.split("?")[0] ?? ""];
    for (const other of others) expect([other, (await show(other, kept)).isSaid]).toEqual([other, false]);
  }
});

test("A1: a listed app that is listed no more is taken back, and no other app is", async ({ contract }) => {
  const { hydra } = contract;
  listApp(contract, BOB, "bobs");
  const bobs = await readForm(contract, "/account/apps", BOB, "bobs");
  listApp(contract, ALICE, "shop");
  const form = await readForm(contract, "/account/apps", ALICE, "shop");
  listApp(contract, ALICE);
  const foreign: Record<string, string>[] = [
    { client_id: "bobs" },
    { client_id: "bobs", listed: bobs.listed ?? "" },
    { listed: "" },
  ];
  for (const changes of foreign)
    expect((await send(contract, "/account/apps", { ...form, ...changes })).status).toBe(404);
  const findRevoked = () => hydra.requests.filter(({ method }) => method === "DELETE").map(({ url }) => url);
  expect(findRevoked()).toEqual([]);
  const again = await send(contract, "/account/apps", form);
  expect([again.status, again.headers.location]).toEqual([303, "/account/apps?done=revokedOne"]);
  expect(findRevoked()).toEqual([`${CONSENTS}?${new URLSearchParams({ subject: ALICE, client: "shop" })}`]);
});

/** A question about signing out, answered once its session has ended in another tab. */
async function signOutLate(contract: Contract, page: string, more: Record<string, string>) {
  const { body } = await contract.get(page, { headers: toCookie(ALICE) });
  const [, csrf_token = ""] =
    toForms(body)
      .flatMap(({ fields }) => fields)
      .find(([name]) => name === "csrf_token") ?? [];
  const [path = ""] = page.split("?", 1);
  const answer = await postForm(contract.foyer.port, path, { csrf_token, ...more }, {});
  return [answer.status, answer.headers.location];
}

test("signing out twice ends on the page that says so", async ({ contract }) => {
  const late = await signOutLate(contract, "/logout", { return_to: "/account" });
  expect(late).toEqual([303, "/logout?return_to=%2Faccount"]);
  expect(contract.kratos.to("/self-service/logout")).toEqual([]);
});

test("who has signed out meanwhile goes on to the recovery that asked for it", async ({ contract }) => {
  contract.kratos.when(
    "/self-service/recovery/browser",
    json(400, { error: { id: "session_already_available" } }),
  );
  const late = await signOutLate(contract, "/recovery", { return_to: "/account" });
  expect(late).toEqual([303, "/recovery?return_to=%2Faccount"]);
  expect(contract.kratos.to("/self-service/logout")).toEqual([]);
});

test("O15: an app's sign-out is asked about once more where the session has ended meanwhile", async ({
  contract,
}) => {
  const logout_challenge = randomUUID();
  const page = `/logout?logout_challenge=${logout_challenge}`;
  for (const decision of ["accept", "reject"]) {
    expect(await signOutLate(contract, page, { logout_challenge, decision })).toEqual([303, page]);
  }
  expect(contract.hydra.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("a session that ends while its form is under way is told as signed out, and no fault", async ({
  contract,
}) => {
  const { kratos } = contract;
  listSession(contract, OTHER_SESSION);
  const form = await readForm(contract, "/sessions", ALICE, "end-others");
  kratos.when("/sessions", json(401, { error: { code: 401, status: "Unauthorized" } }));
  const answer = await send(contract, "/sessions", form);
  expect(answer.status).toBe(401);
  expect(answer.body).toContain("You are signed out");
});
