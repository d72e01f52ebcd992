/** A session of an account that is larger than any answer can be ended, and nothing is done there to whoever's account it is. */

import { expect, fill, findActForm, test } from "../../support/console/contract";
import { SESSION_ID, stubSessions, toAdminSession } from "../../support/console/stub-sessions";
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
