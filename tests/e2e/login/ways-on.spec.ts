/** Kratos' refusals that call for an action: each offers it, with the address filled in and the app's request kept. */

import { allow, expectAtApp, readAppError, startAtApp } from "../../support/app";
import { codeAfter, enterCode } from "../../support/messages";
import { createPerson, newPerson, register, signInWithPassword } from "../../support/people";
import { signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, type Stack, test } from "../../support/test";

const HELP = "https://help.example/accounts";

test.use({
  stackOptions: {
    foyerEnv: { FOYER_HELP_URL: HELP },
    kratos: {
      selfservice: {
        flows: {
          login: { after: { password: { hooks: [{ hook: "require_verified_address" }] } } },
          registration: { after: { password: { hooks: [] } } },
        },
      },
    },
  },
});

const NOT_VERIFIED = "ui/message/4000010";
const EXISTS = "ui/message/4000007";

withAndWithoutScript((javaScriptEnabled) => {
  test("O20: an address that is not verified: a new mail, the code, and on to the app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await startAtApp(page, stack);
    await signInWithPassword(page, person);
    await expect(page.getByTestId(NOT_VERIFIED)).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("way-verify").click();
    const form = page.getByTestId("verification-flow");
    await expect(form.locator('[name="email"]')).toHaveValue(person.email);
    const code = await codeAfter(stack, person.email, () => form.locator('button[value="code"]').click());
    await enterCode(page, code);
    await page.getByTestId("node/anchor/continue").click();
    await signInWithPassword(page, person);
    await allow(page);
    await expectAtApp(page, stack);
  });

  test("O20: an account that exists already: sign in instead, with the address, and on to the app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: true });
    await startAtApp(page, stack, { prompt: "registration" });
    await register(page, { ...newPerson(), email: person.email });
    await expect(page.getByTestId(EXISTS)).toBeVisible();
    await expect(page.getByTestId("way-recover")).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByTestId("way-sign-in").click();
    await expect(page.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue(person.email);
    await signInWithPassword(page, person);
    await allow(page);
    await expectAtApp(page, stack);
  });

  test("O20: an account made without a session: the sign-in says so, with its address", async ({
    page,
    stack,
  }) => {
    const person = newPerson();
    await startAtApp(page, stack, { prompt: "registration" });
    await register(page, person);
    await expect(page.getByTestId("form-messages")).toContainText("Your account is ready");
    await expect(page.locator("main")).toContainText("to continue to Demo app");
    if (javaScriptEnabled) await expectAccessible(page);
    await expect(page.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue(person.email);
    await signInWithPassword(page, person);
    await expect(page.getByTestId(NOT_VERIFIED)).toBeVisible();
    await expect(page.getByText("Your account is ready")).toHaveCount(0);
  });

  test("a switched-off account is said to be one, with whom to ask and the way back to the app", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack, { verified: true });
    await switchOff(stack, person);
    await startAtApp(page, stack);
    await signInWithPassword(page, person);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This account is switched off");
    await expect(page.getByRole("main").getByRole("link", { name: "Ask for help" })).toHaveAttribute(
      "href",
      HELP,
    );
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "Sign in with another account" }).click();
    await expect(page.getByRole("main")).toContainText("to continue to Demo app");
    await page.goBack();
    await page.getByRole("button", { name: "Cancel and go back to Demo app" }).click();
    expect(await readAppError(page)).toMatchObject({ error: "access_denied" });
  });
});

test("F12: signing up without a session leads to no sign-in that links what another brought", async ({
  page,
  browser,
  stack,
}) => {
  const victim = await createPerson(stack, { verified: true });
  const attacker = await browser.newContext({ baseURL: stack.urls.foyer });
  const theirs = await attacker.newPage();
  await theirs.goto("/login");
  await signInVia(theirs, stack, "acme", { email: victim.email, name: "Mallory" });
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Link your accounts");
  const link = theirs.url();
  // What ties the flow to a browser, as another host of the domain can plant it.
  const planted = (await attacker.cookies(stack.urls.foyer)).filter(({ name }) => name.startsWith("csrf_"));
  await attacker.close();
  await page.goto(`/registration?return_to=${encodeURIComponent(link)}`);
  await register(page, newPerson());
  await expect(page.getByTestId("login-flow")).toBeVisible();
  await page.context().addCookies(planted);
  await page.goto(link);
  await expect(page.getByTestId("login-flow")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Link your accounts");
  expect(new URL(page.url()).searchParams.get("flow")).not.toBe(new URL(link).searchParams.get("flow"));
});

async function switchOff(stack: Stack, { id }: { id: string }): Promise<void> {
  const answer = await fetch(`${stack.urls.kratosAdmin}/admin/identities/${id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([{ op: "replace", path: "/state", value: "inactive" }]),
  });
  expect(answer.status).toBe(200);
}
