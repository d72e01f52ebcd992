/** What every address of the console answers to a POST that is nobody's, another site's or no form's: each is asked, and none reads or writes. */

import { readdir } from "node:fs/promises";
import type { OutgoingHttpHeaders } from "node:http";
import { join } from "node:path";
import { OPERATIONS } from "../../../lib/console/act/operations";
import { expect, test } from "../../support/console/contract";
import { IDENTITY_ID, SESSION_ID, stubSessions } from "../../support/console/stub-sessions";
import type { Contract } from "../../support/contract";
import { json } from "../../support/stub-upstream";

const APP = join(import.meta.dirname, "../../../app/console");

/** What stands in a route's variable parts, by its folder. */
const PARTS: Readonly<Record<string, string>> = {
  identities: IDENTITY_ID,
  sessions: SESSION_ID,
  clients: "shop",
  keys: "hydra.openid.id-token",
  "new-client": "web",
  "new-identity": "staff",
  schemas: "staff",
  "[set]": "k1",
};

/** Each route's address, by its file. */
async function findPaths(): Promise<string[]> {
  const files = await readdir(APP, { recursive: true });
  const folders = files
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .map((file) => file.split("/").slice(0, -1));
  return folders
    .map((names) =>
      names.map((name, at) => (name.startsWith("[") ? (PARTS[names[at - 1] ?? ""] ?? IDENTITY_ID) : name)),
    )
    .map((names) => ["/console", ...names].join("/"));
}

/** Routes that operators are not signed in for. */
const OPEN = ["/console/sign-out", "/console/backchannel-logout"];

/** What Foyer asked the admin APIs for. */
const findCalls = ({ kratosAdmin, hydra }: Contract) =>
  [...kratosAdmin.requests, ...hydra.requests]
    .map(({ method, path }) => `${method} ${path}`)
    .filter((call) => call.includes("/admin/"));

function stubAll(contract: Contract): void {
  stubSessions(contract);
  const person = { id: IDENTITY_ID, state: "active", schema_id: "staff", traits: {} };
  contract.kratosAdmin.when(`/admin/identities/${IDENTITY_ID}`, json(200, person));
  contract.hydra.when("/admin/clients/shop", json(200, { client_id: "shop" }));
  const issuer = {
    id: IDENTITY_ID,
    issuer: "https://issuer.example",
    subject: "s",
    public_key: { kid: "k" },
  };
  contract.hydra.when(`/admin/trust/grants/jwt-bearer/issuers/${IDENTITY_ID}`, json(200, issuer));
}

test("C1, C7: no POST of the console reads or writes for nobody, or for another site", async ({
  contract,
  desk,
}) => {
  stubAll(contract);
  const paths = await findPaths();
  expect(paths.length).toBeGreaterThan(40);
  const nobody = desk.newBrowser();
  const admin = await desk.signIn("ada");
  const strangers: OutgoingHttpHeaders[] = [
    { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
    { origin: "null" },
    { origin: undefined, "sec-fetch-site": undefined },
    { "sec-fetch-site": "same-site" },
  ];
  for (const path of paths.filter((each) => !OPEN.includes(each))) {
    const before = findCalls(contract);
    const fields: [string, string][] = [["operation", "identity.delete"]];
    expect.soft([401, 404, 405], path).toContain((await nobody.post(path, fields)).status);
    for (const headers of strangers)
      expect
        .soft([403, 404, 405], `${path} ${JSON.stringify(headers)}`)
        .toContain((await admin.post(path, fields, headers)).status);
    expect.soft(findCalls(contract), path).toEqual(before);
  }
});

test("C7, C22: no address of the console takes an act by a form that was not drawn there", async ({
  contract,
  desk,
}) => {
  stubAll(contract);
  const admin = await desk.signIn("ada");
  const send = async (path: string, operation: string) => {
    const pending = "a".repeat(24);
    const { status } = await admin.post(path, Object.entries({ operation, form_token: "none", pending }));
    return { operation, status };
  };
  for (const path of await findPaths()) {
    if (OPEN.includes(path) || [404, 405].includes((await send(path, "none")).status)) continue;
    const answers = await Promise.all(Object.keys(OPERATIONS).map((operation) => send(path, operation)));
    expect
      .soft(
        answers.filter(({ status }) => status !== 400 && status !== 403),
        path,
      )
      .toEqual([]);
  }
  expect(findCalls(contract).filter((call) => !call.startsWith("GET "))).toEqual([]);
});
