/** An account that becomes one of another kind, on a real Kratos with two schemas. */

import { toBase64Url, toEmbeddedUrl } from "../../../stack/kratos/embedded-file.mjs";
import { getConsole, signInToConsole } from "../../support/console/operator";
import { createPerson } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const STAFF = {
  $id: "https://foyer.example/staff.schema.json",
  title: "Staff",
  type: "object",
  properties: {
    traits: {
      type: "object",
      properties: {
        email: {
          type: "string",
          format: "email",
          "ory.sh/kratos": {
            credentials: { password: { identifier: true } },
            verification: { via: "email" },
            recovery: { via: "email" },
          },
        },
        team: { type: "string", title: "Team", enum: ["blue", "green"] },
      },
      required: ["email", "team"],
      additionalProperties: false,
    },
  },
};

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
  test("moves an account to another schema, with its ways to sign in and metadata", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const address = `${stack.urls.kratosAdmin}/admin/identities/${person.id}`;
    await fetch(address, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([{ op: "replace", path: "/metadata_admin", value: { crm: 7 } }]),
    });
    await signInToConsole(page, stack, `/identities/${person.id}`);
    await page.getByRole("link", { name: "Move to another" }).click();
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("identity.move");
    await form.getByLabel("Schema").selectOption("staff");
    await form.getByRole("button").click();
    await expect(form.getByRole("alert")).toContainText("Kratos:");
    await form.getByLabel("Traits (JSON)").fill(JSON.stringify({ email: person.email, team: "blue" }));
    await form.getByRole("button").click();
    await expect(page.getByRole("status")).toContainText("of the other kind now");
    expect(await (await fetch(address)).json()).toMatchObject({
      schema_id: "staff",
      state: "active",
      traits: { email: person.email, team: "blue" },
      metadata_admin: { crm: 7 },
      credentials: { password: { identifiers: [person.email] } },
    });
  });
});

test("C8: a viewer is not let to the page that moves an account", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signInToConsole(page, stack, `/identities/${person.id}`, "viewer");
  await expect(page.getByRole("link", { name: "Move to another" })).toHaveCount(0);
  const answer = await page.goto(`${getConsole(stack).url}/identities/${person.id}/schema`);
  expect(answer?.status()).toBe(403);
});
