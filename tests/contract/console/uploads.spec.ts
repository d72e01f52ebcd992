/** Files that operators send: from the console's own page, with the fields that it showed, and no larger than they may be. */

import { type Browser, expect, fill, findActForm, test } from "../../support/console/contract";
import { json } from "../../support/stub-upstream";

const PAGE = "/console/import";
const BOUNDARY = "----file-boundary";
const SCHEMA = {
  title: "Person",
  properties: { traits: { type: "object", properties: { email: { type: "string" } } } },
};

/** RFC 7578. */
function toMultipart(fields: readonly (readonly [string, string])[], file: string): string {
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="p.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  return `${parts.join("")}${head}${file}\r\n--${BOUNDARY}--\r\n`;
}

test.beforeEach(({ contract }) => {
  contract.kratos.when("/schemas", json(200, [{ id: "default", schema: SCHEMA }]));
  contract.kratos.when("/schemas/default", json(200, SCHEMA));
});

test("C7, C30: a file counts from the console's own page alone, with what it showed", async ({
  contract,
  desk,
}) => {
  const ada = await desk.signIn("ada");
  const form = findActForm(await ada.get(PAGE), "import.check");
  const known = fill(form, { schema: "default", text: "" }).filter(([name]) => name !== "file");
  const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const send = (headers: Record<string, string>, fields = known, file = "email\na@x.example\n") =>
    contract.get(PAGE, {
      method: "POST",
      headers: { cookie, "content-type": `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
      body: toMultipart(fields, file),
    });
  const own = { origin: contract.foyer.url, "sec-fetch-site": "same-origin" };
  expect((await send({})).status).toBe(403);
  expect((await send({ origin: "null" })).status).toBe(403);
  expect((await send({ origin: contract.canary.url })).status).toBe(403);
  expect((await send({ ...own, "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await send(own, [...known, ["credentials", "x"]])).status).toBe(400);
  expect(
    (
      await send(
        own,
        known.filter(([name]) => name !== "form_token"),
      )
    ).status,
  ).toBe(403);
  expect((await send(own, known, "x".repeat(9 * 1024 * 1024))).status).toBe(413);
  expect(contract.kratos.to("/schemas/default")).toEqual([]);
  const answer = await send(own);
  expect(answer.status, answer.body).toBe(303);
  expect(answer.headers.location).toMatch(/\/console\/jobs\/[\da-f-]{36}\?done=import\.check$/);
  expect(contract.kratosAdmin.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("C8: nobody but an admin sends a file of people", async ({ desk }) => {
  const open = async (browser: Browser) => (await browser.get(PAGE)).status;
  expect(await open(await desk.signIn("vic"))).toBe(403);
  expect(await open(await desk.signIn("sam"))).toBe(403);
  expect(await open(await desk.signIn("ada"))).toBe(200);
});

test("D1: a field takes as much as it says, a longer one stays as typed, and a form has an end", async ({
  contract,
  desk,
}) => {
  const path = "/console/new-identity/default";
  const ada = await desk.signIn("ada");
  const open = async () => findActForm(await ada.get(path), "identity.create-json");
  const toTraits = (letters: number) => JSON.stringify({ email: "ü".repeat(letters) });
  contract.kratosAdmin.when("/admin/identities", json(201, { id: "0195e8f2-0000-7000-8000-000000000001" }));
  const made = await ada.post(path, fill(await open(), { traits: toTraits(390_000) }));
  expect(made.status, made.body).toBe(303);

  const tooLong = await ada.post(path, fill(await open(), { traits: toTraits(410_000) }));
  expect(tooLong.status).toBe(422);
  expect(tooLong.body).toContain("is longer than 400,000 characters");
  expect(tooLong.body).toContain("ü".repeat(410_000));
  expect((await ada.post(path, fill(await open(), { traits: toTraits(900_000) }))).status).toBe(413);
  const writes = contract.kratosAdmin.requests.filter(({ method }) => method === "POST");
  expect(writes).toHaveLength(1);

  const nobody = await contract.get("/console/sign-out", {
    method: "POST",
    headers: {
      origin: contract.foyer.url,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "x".repeat(70_000),
  });
  expect(nobody.status).toBe(413);
});

test("C22: a file that waits for the names of its columns is its operator's alone", async ({ desk }) => {
  const ada = await desk.signIn("ada");
  const form = findActForm(await ada.get(PAGE), "import.check");
  const kept = fill(form, { schema: "default", text: "Mail,Nick\nada@x.example,A\n" });
  const sent = await ada.post(
    PAGE,
    kept.filter(([name]) => name !== "file"),
  );
  const path = new URL(String(sent.headers.location), "http://x.invalid").pathname;
  expect(path).toMatch(/^\/console\/import\/[\da-f-]{36}$/);
  const own = await ada.get(path);
  expect(own.status).toBe(200);
  expect(own.body).toContain("ada@x.example");
  const columns = findActForm(own, "import.check");
  for (const [name, status] of [
    ["bea", 404],
    ["sam", 403],
    ["vic", 403],
  ] as const) {
    const other = await desk.signIn(name);
    expect((await other.get(path)).status, name).toBe(status);
    expect((await other.post(path, fill(columns, { "column-0": "email" }))).status, name).toBe(status);
  }
  expect((await ada.get(`${PAGE}/0195e8f2-0000-7000-8000-000000000001`)).status).toBe(404);
});
