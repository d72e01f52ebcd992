/** Many people at once: imported, exported, and one act for all that a list finds, on real servers. */

import { pbkdf2Sync, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { CONSOLE_STACK, getConsole, openConsole } from "../../support/console/operator";
import { createPerson, newPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

/** As Kratos takes it: `$pbkdf2-sha256$i=…,l=…$salt$hash`. */
function toHash(password: string): string {
  const salt = randomBytes(16);
  const hash = pbkdf2Sync(password, salt, 1000, 32, "sha256");
  const toText = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
  return `$pbkdf2-sha256$i=1000,l=32$${toText(salt)}$${toText(hash)}`;
}

const toCsv = (rows: readonly (readonly string[])[]) =>
  `${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n")}\n`;

async function check(page: Page, stack: Stack, text: string): Promise<void> {
  await page.goto(`${getConsole(stack).url}/import`);
  const form = page.getByTestId("import.check");
  const buffer = Buffer.from(text);
  await form
    .getByLabel("CSV or JSON file")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
  await form.getByRole("button", { name: "Check the file" }).click();
}

async function begin(page: Page, word: string): Promise<void> {
  await page.getByLabel(`Type ${word} to confirm`).fill(word);
  await page.getByRole("button", { name: "Begin" }).click();
}

const findPerson = async ({ urls }: Stack, identifier: string) => {
  const query = new URLSearchParams({ credentials_identifier: identifier });
  return (await fetch(`${urls.kratosAdmin}/admin/identities?${query}`)).json();
};

withAndWithoutScript((javaScriptEnabled) => {
  test("C24: imports a file after a dry run, says of each row what is so, and they sign in", async ({
    page,
    stack,
    browser,
  }) => {
    const taken = await createPerson(stack);
    const [first, second] = [newPerson(), newPerson()];
    await openConsole(page, stack, "/import");
    if (javaScriptEnabled) await expectAccessible(page);
    await check(page, stack, "email,email\na,b\n");
    await expect(page.getByTestId("import.check")).toContainText("The column email is there twice");
    await check(page, stack, "email,name.first\nno-address,Bea\n");
    await expect(page.locator("main")).toContainText("No row fits, so there is nothing to begin.");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "check it again" }).click();
    const rows = [
      ["email", "name.first", "hashed_password"],
      [first.email, "=Ada", toHash(first.password)],
      ["no-address", "Bea", ""],
      [second.email, "Cyd", ""],
      [first.email.toUpperCase(), "Dan", ""],
      [taken.email, "Eve", ""],
    ];
    await check(page, stack, toCsv(rows));
    await expect(page.getByRole("status")).toContainText("Nothing is written yet.");
    await expect(page.locator("#progress")).toContainText("not begun");
    await expect(page.getByRole("row").filter({ hasText: "Row 3" })).toContainText("email must match format");
    await expect(page.getByRole("row").filter({ hasText: "Row 5" })).toContainText("the same as in row 2");
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await findPerson(stack, first.email)).toEqual([]);
    await begin(page, "3");
    await expect(page.locator("#progress")).toContainText("finished", { timeout: 20_000 });
    await expect(page.locator("#progress")).toContainText("2 of 3");
    await expect(page.getByRole("row").filter({ hasText: "Row 6" })).toContainText(
      "has this address already",
    );
    if (javaScriptEnabled) await expectAccessible(page);
    const [made] = await findPerson(stack, first.email);
    expect(made).toMatchObject({ state: "active", traits: { name: { first: "=Ada" } } });

    const other = await browser.newContext();
    await signIn(await other.newPage(), first);
    await other.close();
    await page.goto(`${getConsole(stack).url}/trail?operation=job.run`);
    await expect(page.getByRole("listitem").filter({ hasText: "job.run" }).first()).toBeVisible();
    expect(await page.content()).not.toContain("pbkdf2");
  });

  test("C26: one act for all that a list finds is watched, and leaves the operator's own account", async ({
    page,
    stack,
  }) => {
    const { email: base, password } = newPerson();
    const many = Array.from({ length: 12 }, (_, index) => `${base}.${index}.example`);
    const made = await Promise.all(
      many.map((email) => stack.createIdentity({ traits: { email, name: { first: "Many" } }, password })),
    );
    const other = await createPerson(stack);
    const getState = async (id: string) =>
      (await (await fetch(`${stack.urls.kratosAdmin}/admin/identities/${id}`)).json()).state;
    await openConsole(page, stack, `/identities?match=similar&identifier=${encodeURIComponent(base)}`);
    await page.getByText("With everybody whom this list finds", { exact: true }).click();
    const form = page.getByTestId("identities.bulk-all");
    await form.getByLabel("What to do").selectOption("block");
    await form.getByLabel("Type everybody to confirm").fill("everybody");
    await form.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(base);
    await begin(page, base);
    await expect(page.locator("#progress")).toContainText("finished", { timeout: 30_000 });
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await Promise.all(made.map(({ id }) => getState(id)))).toEqual(made.map(() => "inactive"));
    expect(await getState(other.id)).toBe("active");

    const { operator } = getConsole(stack);
    await page.goto(
      `${getConsole(stack).url}/identities?match=exact&identifier=${encodeURIComponent(operator.email)}`,
    );
    await page.getByText("With everybody whom this list finds", { exact: true }).click();
    await form.getByLabel("What to do").selectOption("block");
    await form.getByLabel("Type everybody to confirm").fill("everybody");
    await form.getByRole("button").click();
    await begin(page, operator.email);
    await expect(page.locator("#progress")).toContainText("finished", { timeout: 30_000 });
    await expect(page.locator("#results")).toContainText("This is your own account.");
    expect(await getState(operator.id)).toBe("active");
  });
});

withAndWithoutScript((javaScriptEnabled) => {
  test("says which column is which trait, and what does not fit before it goes on", async ({
    page,
    stack,
  }) => {
    const { email } = newPerson();
    await openConsole(page, stack, "/import");
    await check(
      page,
      stack,
      toCsv([
        ["E-Mail", "Called", "Ref"],
        [email, "Ada", "7"],
      ]),
    );
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Which column is what?");
    if (javaScriptEnabled) await expectAccessible(page);
    const form = page.getByTestId("import.check");
    await expect(form.getByLabel("E-Mail")).toHaveValue("email");
    await expect(form.getByLabel("Called")).toHaveValue("");
    await expect(form.getByLabel("Called")).toHaveAccessibleDescription(/Such as Ada/);
    await form.getByLabel("Called").selectOption("email");
    await form.getByRole("button", { name: "Check the file" }).click();
    await expect(form.getByLabel("Called")).toHaveAccessibleDescription(/Another column is this already\./);
    await form.getByLabel("Called").selectOption("");
    await form.getByRole("button", { name: "Check the file" }).click();
    await expect(page.locator("main")).toContainText("No row fits, so nothing could be made. Row 2: ");
    await expect(form.getByLabel("E-Mail")).toHaveValue("email");
    if (javaScriptEnabled) await expectAccessible(page);
    const address = page.url();
    await form.getByLabel("Called").selectOption("name.first");
    await form.getByRole("button", { name: "Check the file" }).click();
    await begin(page, "1");
    await expect(page.locator("#progress")).toContainText("finished", { timeout: 20_000 });
    expect(await findPerson(stack, email)).toMatchObject([{ traits: { email, name: { first: "Ada" } } }]);
    expect((await page.goto(address))?.status()).toBe(404);
  });
}, "with other columns");

test("imports an address with an umlaut in its domain, as Kratos takes it", async ({ page, stack }) => {
  const name = newPerson().email.split("@")[0];
  await openConsole(page, stack, "/import");
  await check(page, stack, `email,name.first\n${name}@münchen.example,Ada\n`);
  await begin(page, "1");
  await expect(page.locator("#progress")).toContainText("finished");
  expect(await findPerson(stack, `${name}@xn--mnchen-3ya.example`)).toHaveLength(1);
});

test("an import of many is stopped, carried on, and makes each account once", async ({ page, stack }) => {
  const { email: base } = newPerson();
  const count = 600;
  const rows = Array.from({ length: count }, (_, index) => [`${index}.${base}`, "Many"]);
  await openConsole(page, stack, "/import");
  await check(page, stack, toCsv([["email", "name.first"], ...rows]));
  await begin(page, String(count));
  await page.getByRole("button", { name: "Stop it" }).click();
  await expect(page.locator("#progress")).toContainText("stopped", { timeout: 20_000 });
  await expect(page.locator("#progress")).not.toContainText(`${count} of ${count}`);
  await page.getByRole("button", { name: "Carry on" }).click();
  await expect(page.locator("#progress")).toContainText("finished", { timeout: 60_000 });
  await expect(page.locator("#progress")).toContainText(`${count} of ${count}`);
  await expect(page.locator("#results")).toContainText("Nothing, so far.");
  expect(await findPerson(stack, `599.${base}`)).toHaveLength(1);
});

test("C27: an export of the list runs nothing in a spreadsheet, and is for admins alone", async ({
  page,
  stack,
  browser,
}) => {
  const { email, password } = newPerson();
  await stack.createIdentity({ traits: { email, name: { first: "=1+1" } }, password });
  const list = `/identities?match=exact&identifier=${encodeURIComponent(email)}`;
  await openConsole(page, stack, list);
  const save = async (label: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: label }).click(),
    ]);
    return readFile(await download.path(), "utf8");
  };
  const csv = await save("Export as CSV");
  expect(csv.split("\r\n")).toHaveLength(3);
  expect(csv).toContain(`"${email}"`);
  expect(csv).toContain('"\'=1+1"');
  const [person] = JSON.parse(await save("Export as JSON"));
  expect(person).toMatchObject({ traits: { email, name: { first: "=1+1" } } });
  expect(JSON.stringify(person)).not.toContain("hashed_password");
  await page.goto(`${getConsole(stack).url}/trail?operation=identities.export`);
  await expect(page.getByRole("listitem").filter({ hasText: "identities.export" }).first()).toContainText(
    /done.*1 row/,
  );

  const other = await browser.newContext();
  const viewer = await other.newPage();
  await openConsole(viewer, stack, list, "viewer");
  for (const role of ["link", "button"] as const)
    await expect(viewer.getByRole(role, { name: /Export|Import/ })).toHaveCount(0);
  const answer = await viewer.goto(`${getConsole(stack).url}/identities/export?format=csv`);
  expect(answer?.status()).toBe(403);
  await other.close();
});
