/** A person with a trait that is nested thousands of levels deep, on a real Kratos whose schema allows it (threat D1). */

import { openConsole } from "../../support/console/operator";
import { newPerson, signIn } from "../../support/people";
import { expect, test } from "../../support/test";
import { toIdentitySchema } from "../../support/traits/identity-schema";

const SCHEMA = toIdentitySchema({
  name: { type: "object", properties: { first: { type: "string", title: "First name" } } },
  desks: { type: "array", title: "Desks", items: {} },
});

test.use({
  stackOptions: {
    console: "oidc",
    identitySchema: SCHEMA,
  },
});

const LEVELS = 3000;

test("D1: a trait that lies thousands of levels deep ends no page, and no save takes it away", async ({
  page,
  stack,
  browser,
}) => {
  const person = newPerson();
  const { id } = await stack.createIdentity({
    traits: { email: person.email, name: { first: "Ada" } },
    password: person.password,
  });
  const url = `${stack.urls.kratosAdmin}/admin/identities/${id}`;
  const patched = await fetch(url, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: `[{"op":"add","path":"/traits/desks","value":${"[".repeat(LEVELS)}"the end"${"]".repeat(LEVELS)}}]`,
  });
  expect(patched.status).toBe(200);
  await signIn(page, person);
  for (const path of ["/settings", "/sessions", "/account"])
    expect((await page.goto(path))?.status(), path).toBe(200);

  await page.goto(`${stack.urls.relyingParty}/login`);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByTestId("rp-claims")).toContainText(person.email);

  const desk = await browser.newPage();
  await openConsole(desk, stack, `/identities/${id}`);
  const form = desk.getByTestId("identity.edit");
  await desk.getByText("Edit traits", { exact: true }).click();
  await form.getByLabel("First name").fill("Bea");
  await form.getByRole("button", { name: "Save traits" }).click();
  await expect(desk.getByRole("status")).toContainText("The traits were saved.");
  const text = await (await fetch(url)).text();
  expect(text).toContain("the end");
  expect(text).toContain("Bea");
  await desk.close();
});
