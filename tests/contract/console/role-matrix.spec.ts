/** What each role sees of each page, and may send to it, through HTTP (C8). */

import { isOperation, OPERATIONS, type Operation } from "../../../lib/console/act/operations";
import { isAllowed, ROLES, type Role } from "../../../lib/console/operator/permissions";
import { type Browser, type Desk, expect, fill, test } from "../../support/console/contract";
import { IDENTITY_ID, SESSION_ID, stubSessions, toAdminSession } from "../../support/console/stub-sessions";
import type { Contract } from "../../support/contract";
import { type HtmlForm, toForms } from "../../support/html.mjs";
import { json } from "../../support/stub-upstream";

const WHO = { viewer: "vic", support: "sam", admin: "ada" } as const;

/** Of whom nothing is blocked. */
const ACTIVE_ID = "1de00000-0000-4000-8000-000000000009";
const ISSUER_ID = "155e0000-0000-4000-8000-000000000001";

const PAGES = [
  "/console",
  "/console/identities",
  `/console/identities/${IDENTITY_ID}`,
  `/console/identities/${ACTIVE_ID}`,
  "/console/new-identity/staff",
  `/console/identities/${IDENTITY_ID}/schema?to=guests`,
  "/console/import?schema=staff",
  "/console/sessions",
  `/console/sessions/${SESSION_ID}`,
  "/console/clients",
  "/console/clients/shop",
  "/console/clients/shop/try",
  "/console/clients/tried/try",
  "/console/new-client/web",
  "/console/issuers",
  `/console/issuers/${ISSUER_ID}`,
  "/console/tokens",
  "/console/registration",
  "/console/keys/hydra.openid.id-token",
  "/console/keys/hydra.openid.id-token/k1",
  "/console/trail",
  "/console/me",
];

const SCHEMA = {
  properties: { traits: { type: "object", properties: { email: { type: "string", title: "Email" } } } },
};
const PERSON = {
  id: IDENTITY_ID,
  state: "inactive",
  schema_id: "staff",
  traits: { email: "person@foyer.example" },
  verifiable_addresses: [{ value: "person@foyer.example", via: "email", verified: false }],
  recovery_addresses: [{ value: "person@foyer.example", via: "email" }],
  credentials: { totp: { type: "totp", identifiers: [IDENTITY_ID] } },
};
const CLIENT = {
  client_id: "shop",
  client_name: "Shop",
  redirect_uris: ["https://shop.example/callback"],
  grant_types: ["authorization_code"],
  response_types: ["code"],
  token_endpoint_auth_method: "client_secret_basic",
};
const ISSUER = { id: ISSUER_ID, issuer: "https://issuer.example", subject: "s", public_key: { kid: "k" } };
const toKey = (kid: string) => ({ kid, kty: "RSA", alg: "RS256", use: "sig", n: "AQAB", e: "AQAB" });
const KEYS = { keys: [toKey("k1"), toKey("k2")] };

function stubAll({ foyer, kratos, kratosAdmin, hydra }: Contract): void {
  kratosAdmin.when("/admin/identities", json(200, [PERSON]));
  kratosAdmin.when(`/admin/identities/${IDENTITY_ID}`, json(200, PERSON));
  kratosAdmin.when(`/admin/identities/${IDENTITY_ID}/sessions`, json(200, [toAdminSession()]));
  const active = { ...PERSON, id: ACTIVE_ID, state: "active" };
  kratosAdmin.when(`/admin/identities/${ACTIVE_ID}`, json(200, active));
  kratosAdmin.when(`/admin/identities/${ACTIVE_ID}/sessions`, json(200, []));
  kratosAdmin.when("/admin/courier/messages", json(200, []));
  const ids = ["staff", "guests"];
  kratos.when(
    "/schemas",
    json(
      200,
      ids.map((id) => ({ id, schema: SCHEMA })),
    ),
  );
  for (const id of ids) kratos.when(`/schemas/${id}`, json(200, SCHEMA));
  hydra.when("/admin/clients", json(200, [CLIENT]));
  hydra.when("/admin/clients/shop", json(200, CLIENT));
  const tried = { ...CLIENT, client_id: "tried", redirect_uris: [`${foyer.url}/console/try`] };
  hydra.when("/admin/clients/tried", json(200, tried));
  hydra.when("/admin/trust/grants/jwt-bearer/issuers", json(200, [ISSUER]));
  hydra.when(`/admin/trust/grants/jwt-bearer/issuers/${ISSUER_ID}`, json(200, ISSUER));
  hydra.when("/admin/keys/hydra.openid.id-token", json(200, KEYS));
  hydra.when("/admin/keys/hydra.openid.id-token/k1", json(200, KEYS));
  const context = { kratos_session_id: SESSION_ID };
  const request = { client: CLIENT, subject: IDENTITY_ID, login_session_id: "sid", context };
  hydra.when("/admin/oauth2/auth/sessions/consent", json(200, [{ consent_request: request }]));
}

const toOperation = ({ fields }: HtmlForm): string =>
  fields.find(([name]) => name === "operation")?.[1] ?? "";

/** Their forms are on pages that a job or Ory Network makes; `job.run` has none. */
const ELSEWHERE = [
  "import.start",
  "bulk.resume",
  "job.export",
  "job.stop",
  "job.run",
  "project.create",
  "project.patch",
  "project.replace",
  "project.purge",
  "project.remove-member",
  "project-key.create",
  "project-key.delete",
];

/** The forms of acts on a page; none where the role may not open it. */
async function findForms(browser: Browser, page: string): Promise<HtmlForm[]> {
  const { status, body } = await browser.get(page);
  expect([200, 403], `${page}: ${status}`).toContain(status);
  return status === 200 ? toForms(body).filter((form) => isOperation(toOperation(form))) : [];
}

/** So that there is another session of theirs to be ended. */
async function signInTwice(desk: Desk, role: Role): Promise<Browser> {
  await desk.signIn(WHO[role]);
  return desk.signIn(WHO[role]);
}

/** Each form of an admin's, and the page that it is on. */
async function findAll(desk: Desk): Promise<{ page: string; form: HtmlForm }[]> {
  const admin = await signInTwice(desk, "admin");
  const found: { page: string; form: HtmlForm }[] = [];
  for (const page of PAGES) for (const form of await findForms(admin, page)) found.push({ page, form });
  return found;
}

const may = (role: Role, operation: string) => isAllowed(role, OPERATIONS[operation as Operation].permission);

test("C8: on every page a role has the forms of what it may do, and sends no other", async ({
  contract,
  desk,
}) => {
  stubSessions(contract);
  stubAll(contract);
  const all = await findAll(desk);
  const shown = new Set(all.map(({ form }) => toOperation(form)));
  expect(Object.keys(OPERATIONS).filter((name) => !shown.has(name))).toEqual(ELSEWHERE);
  for (const role of ROLES.filter((each) => each !== "admin")) {
    const browser = await signInTwice(desk, role);
    for (const page of PAGES) {
      const wanted = all.filter((each) => each.page === page).map(({ form }) => toOperation(form));
      const seen = (await findForms(browser, page)).map(toOperation);
      expect
        .soft(new Set(seen), `${role} at ${page}`)
        .toEqual(new Set(wanted.filter((name) => may(role, name))));
    }
    for (const { page, form } of all) {
      const operation = toOperation(form);
      if (may(role, operation)) continue;
      const answer = await browser.post(form.action || page, fill(form));
      expect.soft(answer.status, `${role}: ${operation}`).toBe(403);
      expect.soft(answer.body, `${role}: ${operation}`).toContain("does not have the permission");
    }
  }
  const writes = [contract.kratos, contract.kratosAdmin, contract.hydra].flatMap(({ requests }) =>
    requests.filter(({ method }) => method !== "GET"),
  );
  expect(writes).toEqual([]);
});
