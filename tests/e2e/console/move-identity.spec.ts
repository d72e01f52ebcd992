/** An account that becomes one of another kind, on a real Kratos with two schemas. */

import { toBase64Url, toEmbeddedUrl } from "../../../stack/kratos/embedded-file.mjs";
import { getConsole, openConsole } from "../../support/console/operator";
import { createPerson } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";
import { toIdentitySchema } from "../../support/traits/identity-schema";

const STAFF = toIdentitySchema(
  {
    name: {
      type: "object",
      title: "Name",
      properties: { first: { type: "string", title: "First name" } },
      additionalProperties: false,
    },
    team: { type: "string", title: "Team", enum: ["blue", "green"] },
    desk: { type: "integer", title: "Desk", minimum: 1 },
  },
  {
    schema: { title: "Staff" },
    traits: { required: ["email", "team"], additionalProperties: false },
    isVerified: true,
  },
);

test.use({
  stackOptions: {
    console: "oidc",
    kratos: {
      identity: {
        schemas: [
          { id: "default", url: toEmbeddedUrl("identity.schema.json") },
          { id: "staff", url: toBase64Url(JSON.stringify(STAFF)) },
        ],
      },
    },
  },
});

withAndWithoutScript((javaScriptEnabled) => {
  test("moves an account to another schema by its fields, and says before what is lost", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const address = `${stack.urls.kratosAdmin}/admin/identities/${person.id}`;
    await fetch(address, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([
        { op: "replace", path: "/metadata_admin", value: { crm: 7 } },
        { op: "add", path: "/traits/newsletter", value: true },
      ]),
    });
    await openConsole(page, stack, `/identities/${person.id}`);
    await page.getByRole("link", { name: "Move to another" }).click();
    if (javaScriptEnabled) await expectAccessible(page);
    const difference = page.getByRole("figure", { name: "Before and after" });
    await expect(page.locator("#difference")).toContainText("gone then: newsletter");
    await expect(difference).toContainText('removed: "newsletter": true');
    const form = page.getByTestId("identity.move");
    await expect(form.getByLabel("First name (optional)")).toHaveValue("Ada");
    await form.getByLabel("Desk (optional)").fill("two");
    await form.getByRole("button", { name: "Move the account" }).click();
    await expect(page.locator("#move").getByText("Fill this in.", { exact: true })).toBeVisible();
    await expect(form.getByText("This is no number.", { exact: true })).toBeVisible();
    await expect(form.getByLabel("Desk (optional)")).toHaveValue("two");
    if (javaScriptEnabled) await expectAccessible(page);
    await form.getByLabel("Team").selectOption("blue");
    await form.getByLabel("Desk (optional)").fill("7");
    await form.getByLabel("Reason").fill("Joined us");
    await form.getByRole("button", { name: "Show what changes" }).click();
    await expect(difference).toContainText('added: "team": "blue"');
    await expect(form.getByLabel("Reason")).toHaveValue("Joined us");
    expect((await (await fetch(address)).json()).schema_id).toBe("default");
    await form.getByRole("button", { name: "Move the account" }).click();
    await expect(page.getByRole("status")).toContainText("of the other kind now");
    expect(await (await fetch(address)).json()).toMatchObject({
      schema_id: "staff",
      state: "active",
      traits: { email: person.email, name: { first: "Ada" }, team: "blue", desk: 7 },
      metadata_admin: { crm: 7 },
      credentials: { password: { identifiers: [person.email] } },
    });
    await page.goto(`${getConsole(stack).url}/trail?operation=identity.move`);
    await expect(page.getByRole("listitem").filter({ hasText: person.id }).first()).toContainText("done");
  });

  test("moves an account by its traits as JSON, refused ones kept as they were typed", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await openConsole(page, stack, `/identities/${person.id}/schema`);
    await page.getByText("As JSON", { exact: true }).click();
    const form = page.getByTestId("identity.move-json");
    const wrong = JSON.stringify({ email: person.email, team: "red" });
    await form.getByLabel("Traits (JSON)").fill(wrong);
    await form.getByRole("button", { name: "Move the account" }).click();
    await expect(form.getByRole("alert")).toContainText("Kratos:");
    await expect(form.getByLabel("Traits (JSON)")).toHaveValue(wrong);
    await form.getByLabel("Traits (JSON)").fill(wrong.replace("red", "green"));
    await form.getByRole("button", { name: "Move the account" }).click();
    await expect(page.getByRole("status")).toContainText("of the other kind now");
  });
});

test("blocks an account with a number for which Kratos patches it no more", async ({ page, stack }) => {
  const admin = `${stack.urls.kratosAdmin}/admin/identities`;
  const email = `${crypto.randomUUID()}@foyer.example`;
  const made = await fetch(admin, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: `{"schema_id":"staff","metadata_admin":{"crm":1e400},"traits":{"email":"${email}","team":"blue","desk":7}}`,
  });
  const [, id] = /"id":"([0-9a-f-]{36})"/.exec(await made.text()) ?? [];
  await openConsole(page, stack, `/identities/${id}`);
  await page.getByText("Block everywhere", { exact: true }).first().click();
  const block = page.getByTestId("identity.block");
  await block.getByLabel("Type block to confirm").fill("block");
  await block.getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("is blocked");
  const after = await (await fetch(`${admin}/${id}`)).text();
  for (const part of ['"state":"inactive"', '"schema_id":"staff"', '"desk":7', `"crm":1${"0".repeat(400)}`])
    expect(after).toContain(part);

  await page.goto(`${getConsole(stack).url}/identities/${id}`);
  await page.getByText("Edit metadata", { exact: true }).click();
  const metadata = page.getByTestId("identity.edit-metadata");
  await metadata.getByLabel("Admin (JSON)").fill('{"crm":1}');
  await metadata.getByRole("button", { name: "Save metadata" }).click();
  await expect(page.getByRole("status")).toContainText("The metadata was saved.");
  const repaired = await (await fetch(`${admin}/${id}`)).text();
  for (const part of ['"crm":1}', '"state":"inactive"', '"desk":7', `"identifiers":["${email}"]`])
    expect(repaired.replaceAll(" ", "")).toContain(part);
});

test("C8: a viewer is not let to the page that moves an account", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await openConsole(page, stack, `/identities/${person.id}`, "viewer");
  await expect(page.getByRole("link", { name: "Move to another" })).toHaveCount(0);
  const answer = await page.goto(`${getConsole(stack).url}/identities/${person.id}/schema`);
  expect(answer?.status()).toBe(403);
});
