/** The form that a schema draws for traits, on a real Kratos whose schema has every kind of trait. */

import { randomUUID } from "node:crypto";
import { toBase64Url, toEmbeddedUrl } from "../../../stack/kratos/embedded-file.mjs";
import { openConsole } from "../../support/console/operator";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";
import { toIdentitySchema } from "../../support/traits/identity-schema";

const SCHEMA = toIdentitySchema(
  {
    name: {
      type: "object",
      title: "Name",
      properties: {
        first: { type: "string", title: "First name", minLength: 2 },
        last: { type: "string", title: "Last name" },
      },
      required: ["first"],
    },
    website: { type: "string", format: "uri", title: "Website" },
    born: { type: "string", format: "date", title: "Date of birth" },
    shoe_size: { type: "number", title: "Shoe size", minimum: 15 },
    floor: { type: "integer", title: "Floor" },
    team: { type: "string", title: "Team", enum: ["blue", "green"] },
    remote: { type: "boolean", title: "Works at home" },
    skills: { type: "array", title: "Skills", items: { type: "string" } },
    desks: { type: "array", title: "Desks", items: { type: "object" } },
    note: { type: "string", title: "Note" },
  },
  { schema: { title: "Employee" }, traits: { required: ["email", "name"] }, isVerified: true },
);

test.use({
  stackOptions: {
    console: "oidc",
    kratos: {
      identity: {
        schemas: [
          { id: "default", url: toEmbeddedUrl("identity.schema.json") },
          { id: "employee", url: toBase64Url(JSON.stringify(SCHEMA)) },
        ],
      },
    },
  },
});

async function makeEmployee({ urls }: Stack, traits: object): Promise<string> {
  const answer = await fetch(`${urls.kratosAdmin}/admin/identities`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ schema_id: "employee", traits }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()).id;
}

const readTraits = async ({ urls }: Stack, id: string) =>
  (await (await fetch(`${urls.kratosAdmin}/admin/identities/${id}`)).json()).traits;

const toEmail = () => `employee-${randomUUID()}@foyer.example`;

withAndWithoutScript((javaScriptEnabled) => {
  test("C30: a form changes the traits that it shows, and keeps those that it does not understand", async ({
    page,
    stack,
  }) => {
    const before = {
      email: toEmail(),
      name: { first: "Ada", last: "Byron", middle: ["kept"] },
      desks: [{ at: 3, big: 1e21 }],
      note: "two\nlines",
      unknown: { kept: null },
    };
    const id = await makeEmployee(stack, before);
    await openConsole(page, stack, `/identities/${id}`);
    await page.getByText("Edit traits", { exact: true }).click();
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("identity.edit");
    await expect(form.getByLabel("Desks")).toHaveValue(/^\[\s+\{\s+"at": 3,\s+"big": 10{21}\s/);
    await form.getByLabel("Desks").fill('[{"at": 4}');
    await form.getByLabel("Last name").fill("");
    await form.getByLabel("Shoe size").fill("41.5");
    await form.getByLabel("Floor").fill("many");
    await form.getByLabel("Team").selectOption("green");
    await form.getByLabel("Works at home").selectOption("no");
    await form.getByLabel("Skills").fill("sums\nengines");
    await form.getByRole("button", { name: "Save traits" }).click();
    await expect(form.getByLabel("Floor")).toHaveAccessibleDescription(/This is no number\./);
    await expect(form.getByLabel("Floor")).toHaveValue("many");
    await expect(form.getByLabel("Desks")).toHaveAccessibleDescription(/This is no JSON\./);
    await form.getByLabel("Desks").fill('[{"at": 4}]');
    await expect(form.getByLabel("Shoe size")).toHaveValue("41.5");
    if (javaScriptEnabled) await expectAccessible(page);
    await form.getByLabel("Floor").fill("3");
    await form.getByRole("button", { name: "Save traits" }).click();
    await expect(page.getByRole("status")).toContainText("The traits were saved.");
    expect(await readTraits(stack, id)).toEqual({
      ...before,
      name: { first: "Ada", middle: ["kept"] },
      desks: [{ at: 4 }],
      shoe_size: 41.5,
      floor: 3,
      team: "green",
      remote: false,
      skills: ["sums", "engines"],
    });
  });

  test("a form for a new account says at its field what does not fit, and what Kratos refuses", async ({
    page,
    stack,
  }) => {
    const taken = toEmail();
    await makeEmployee(stack, { email: taken, name: { first: "Bea" } });
    await openConsole(page, stack, "/new-identity/employee");
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("identity.create");
    const send = () => form.getByRole("button", { name: "Make the account" }).click();
    await form.getByLabel("Email").fill(taken);
    await form.getByLabel("First name").fill("C");
    await form.getByLabel("Date of birth").fill("1990-02-03");
    await send();
    await expect(form.getByLabel("First name")).toHaveAccessibleDescription(/fewer than 2 characters/);
    await expect(form.getByLabel("Email")).toHaveValue(taken);
    await form.getByLabel("First name").fill("Cyd");
    await send();
    await expect(form.getByLabel("Email")).toHaveAccessibleDescription(/Another account has this already\./);
    await expect(form.getByLabel("Date of birth")).toHaveValue("1990-02-03");
    // Of a kind that is an address here, and none to Kratos.
    await form.getByLabel("Email").fill("a..b@foyer.example");
    await send();
    await expect(form.getByLabel("Email")).toHaveAccessibleDescription(/email/);
    const email = toEmail();
    await form.getByLabel("Email").fill(email);
    await send();
    await expect(page.getByRole("status")).toContainText("The account was made.");
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(await readTraits(stack, id)).toEqual({ email, name: { first: "Cyd" }, born: "1990-02-03" });
  });
});
