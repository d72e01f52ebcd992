/** What was granted in one session, as far as Hydra tells it, and nothing of any other. */

import { expect, fill, findActForm, test } from "../../support/console/contract";
import { IDENTITY_ID, OTHER_SESSION_ID, SESSION_ID, stubSessions } from "../../support/console/stub-sessions";
import { json } from "../../support/stub-upstream";

const PAGE = `/console/sessions/${SESSION_ID}`;
const CONSENTS = "/admin/oauth2/auth/sessions/consent";
const LOGINS = "/admin/oauth2/auth/sessions/login";

const toConsent = (client_name: string, sid: string, context: unknown) => ({
  consent_request: { client: { client_id: client_name, client_name }, login_session_id: sid, context },
  grant_scope: ["openid"],
});

const OWN = toConsent("Own app", "own-sid", { kratos_session_id: SESSION_ID });
const OTHER = toConsent("Other app", "other-sid", { kratos_session_id: OTHER_SESSION_ID });
const UNTOLD = toConsent("Older app", "older-sid", {});

test.beforeEach(({ contract }) => {
  stubSessions(contract);
  contract.hydra.when(CONSENTS, json(200, [OWN, OTHER]));
});

test("C24: a session's page says what is not known of its grants, and is there without Hydra", async ({
  contract,
  desk,
}) => {
  const browser = await desk.signIn("vic");
  const known = (await browser.get(PAGE)).body;
  expect(known).toContain("Own app");
  for (const words of ["Other app", "it is not known in which session", "Only the newest grants"])
    expect(known).not.toContain(words);
  contract.hydra.when(CONSENTS, json(200, [OWN, UNTOLD]));
  expect((await browser.get(PAGE)).body).toContain("it is not known in which session");
  contract.hydra.when(CONSENTS, json(200, Array(256).fill(OWN)));
  expect((await browser.get(PAGE)).body).toContain("Only the newest grants");
  contract.hydra.when(CONSENTS, json(500, {}));
  const away = await browser.get(PAGE);
  expect(away.status).toBe(200);
  expect(away.body).toContain("not known right now");
});

test("C22: signing out of a session's apps ends the sign-ins of that session alone", async ({
  contract,
  desk,
}) => {
  contract.hydra.when(LOGINS, (_, response) => void response.writeHead(204).end());
  const browser = await desk.signIn("sam");
  const form = findActForm(await browser.get(PAGE), "logins.end");
  expect((await browser.post(`/console/sessions/${OTHER_SESSION_ID}`, fill(form))).status).toBe(403);
  expect((await browser.post(PAGE, fill(form))).headers.location).toBe(`${PAGE}?done=logins.end`);
  const ended = contract.hydra.requests.filter(({ path }) => path === LOGINS);
  expect(ended.map(({ method, query }) => `${method} ${query}`)).toEqual(["DELETE sid=own-sid"]);

  contract.hydra.when(CONSENTS, json(200, [OTHER]));
  const late = await browser.post(PAGE, fill(form));
  expect(late.status).toBe(409);
  expect(contract.hydra.requests.filter(({ path }) => path === LOGINS)).toHaveLength(1);
});

test("C22: an app's grant is taken from the person whose session it is", async ({ contract, desk }) => {
  contract.hydra.when(CONSENTS, (request, response) =>
    request.method === "GET" ? json(200, [OWN])(request, response) : void response.writeHead(204).end(),
  );
  const browser = await desk.signIn("sam");
  const form = findActForm(await browser.get(PAGE), "grant.revoke");
  expect((await browser.post(PAGE, fill(form, { client: "Own app" }))).status).toBe(303);
  const [write] = contract.hydra.requests.filter(({ method }) => method === "DELETE");
  expect(Object.fromEntries(write?.query ?? [])).toEqual({ subject: IDENTITY_ID, client: "Own app" });
});
