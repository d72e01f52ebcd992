/** People and apps whose data is nested thousands of levels deep, as an admin API takes it, on real servers (threat D1). */

import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { createPerson, signIn } from "../../support/people";
import { expect, type Stack, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

const LEVELS = 3000;
const DEEP = `${'{"a":['.repeat(LEVELS / 2)}"the end"${"]}".repeat(LEVELS / 2)}`;

/** Written here as text: nothing in a test is to be deep. */
const patch = (url: string, path: string) =>
  fetch(url, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: `[{"op":"replace","path":"${path}","value":{"deep":${DEEP}}}]`,
  });

const toUrl = ({ urls }: Stack, id: string) => `${urls.kratosAdmin}/admin/identities/${id}`;

async function createDeepPerson(stack: Stack) {
  const person = await createPerson(stack);
  for (const name of ["metadata_public", "metadata_admin"])
    expect((await patch(toUrl(stack, person.id), `/${name}`)).status).toBe(200);
  return person;
}

test("D1: a person's page says what is left out, and no edit takes that away", async ({ page, stack }) => {
  const person = await createDeepPerson(stack);
  await openConsole(page, stack, `/identities/${person.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.email);
  await expect(page.locator("main")).toContainText("[left out: more than 110 levels deep]");
  const readText = async () => (await fetch(toUrl(stack, person.id))).text();

  await page.getByText("Edit metadata", { exact: true }).click();
  const form = page.getByTestId("identity.edit-metadata");
  await form.getByRole("button", { name: "Save metadata" }).click();
  await expect(form).toContainText("nested deeper than is shown or written here");
  await form.getByLabel("Public (JSON)").fill("{}");
  await form.getByLabel("Admin (JSON)").fill('{"crm":7}');
  await form.getByRole("button", { name: "Save metadata" }).click();
  await expect(form).toContainText("nested deeper than is shown or written here");
  expect((await readText()).match(/the end/g)).toHaveLength(2);

  const list = await page.goto(`${getConsole(stack).url}/identities`);
  expect(list?.status()).toBe(200);
});

test("D1: an app's page says what is left out, and an edit of something else leaves it", async ({
  page,
  stack,
}) => {
  const { client_id: id = "" } = await stack.createClient({
    client_name: "Deep",
    redirect_uris: ["https://app.example/callback"],
    grant_types: ["authorization_code"],
  });
  const url = `${stack.urls.hydraAdmin}/admin/clients/${id}`;
  expect((await patch(url, "/metadata")).status).toBe(200);
  await openConsole(page, stack, `/clients/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deep");
  await expect(page.locator("main")).toContainText("[left out: more than 110 levels deep]");
  await page.getByText("Settings", { exact: true }).click();
  const form = page.getByTestId("client.edit");
  await form.getByLabel("Name", { exact: true }).fill("Deeper");
  await form.getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deeper");
  expect(await (await fetch(url)).text()).toContain("the end");
});

test("D1: a person of whom much lies deep uses their account as anybody", async ({ page, stack }) => {
  const person = await createDeepPerson(stack);
  await signIn(page, person);
  for (const path of ["/settings", "/sessions", "/account"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(200);
  }
});
