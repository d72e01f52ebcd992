/** Accounts larger than any answer, as a stranger may make one: their sessions can be ended, and they can be signed out and deleted. */

import { expect, fill, findActForm, test } from "../../support/console/contract";
import { IDENTITY_ID, SESSION_ID, stubSessions, toAdminSession } from "../../support/console/stub-sessions";
import { toForms } from "../../support/html.mjs";
import { json } from "../../support/stub-upstream";

const PAGE = `/console/sessions/${SESSION_ID}`;
const TRAITS = { note: "x".repeat(1_100_000) };

test("D1: a session of an account larger than any answer is shown without it, and can be ended", async ({
  contract,
  desk,
}) => {
  stubSessions(contract);
  const [large, alone] = [{ traits: TRAITS }, null].map((identity) =>
    toAdminSession(SESSION_ID, { identity }),
  );
  contract.kratosAdmin.when(`/admin/sessions/${SESSION_ID}`, (request, response) => {
    if (request.method !== "GET") return void response.writeHead(204).end();
    json(200, (request.url ?? "").includes("identity") ? large : alone)(request, response);
  });
  const browser = await desk.signIn("sam");
  const page = await browser.get(PAGE);
  expect(page.status).toBe(200);
  expect(page.body).toContain("their account is larger than any answer");
  expect(page.body).not.toContain('/console/identities/"');
  const offered = toForms(page.body).flatMap(({ fields }) => fields.filter(([name]) => name === "operation"));
  expect(offered.map(([, value]) => value)).toEqual(["session.end", "session.extend"]);
  const answer = await browser.post(PAGE, fill(findActForm(page, "session.end")));
  expect(answer.headers.location).toBe(`${PAGE}?done=session.end`);
  const writes = contract.kratosAdmin.requests.filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `DELETE /admin/sessions/${SESSION_ID}`,
  ]);
});

test("D1: an account larger than any answer is found by its id, signed out and deleted", async ({
  contract,
  desk,
}) => {
  const { kratosAdmin, hydra } = contract;
  const account = `/admin/identities/${IDENTITY_ID}`;
  const taken: string[] = [];
  for (const path of [account, `${account}/sessions`])
    kratosAdmin.when(path, (request, response) => {
      if (request.method === "GET") return json(200, { id: IDENTITY_ID, traits: TRAITS })(request, response);
      taken.push(`${request.method} ${path}`);
      return void response.writeHead(204).end();
    });
  for (const path of ["login", "consent"].map((kind) => `/admin/oauth2/auth/sessions/${kind}`))
    hydra.when(path, (request, response) =>
      request.method === "GET" ? json(200, [])(request, response) : void response.writeHead(204).end(),
    );
  const browser = await desk.signIn("ada");
  const page = `/console/identities/${IDENTITY_ID}`;
  expect((await browser.get(`/console/search?q=${IDENTITY_ID}`)).body).toContain(page);
  const shown = await browser.get(page);
  expect(shown.status).toBe(200);
  expect(shown.body).toContain("larger than the console reads (1 MB)");
  const offered = toForms(shown.body).flatMap(({ fields }) =>
    fields.filter(([name]) => name === "operation"),
  );
  expect(offered.map(([, value]) => value)).toEqual(["sessions.delete", "identity.delete"]);
  const signOut = fill(findActForm(shown, "sessions.delete"), { confirm: "sign out" });
  expect((await browser.post(page, signOut)).headers.location).toBe(`${page}?done=sessions.delete`);
  const remove = fill(findActForm(shown, "identity.delete"), { confirm: "delete" });
  expect((await browser.post(page, remove)).status).toBe(303);
  expect(taken).toEqual([`DELETE ${account}/sessions`, `DELETE ${account}`]);
});
