/** On https browsers know Kratos' CSRF cookie by a name that no other host of the domain can set, and every flow works with it. */

import type { BrowserContext } from "@playwright/test";
import { makeCertificates } from "../../support/certificates";
import { enterCode } from "../../support/messages";
import { createPerson, newPerson, register, signInByForm, signInWithPassword } from "../../support/people";
import { expectSignedIn, signOut } from "../../support/people-pages";
import { signInVia } from "../../support/provider";
import { askForRecoveryCode } from "../../support/recovery";
import { withAndWithoutScript } from "../../support/script";
import { choosePassword } from "../../support/settings";
import { expect, type Stack, type StackOptions, test } from "../../support/test";
import { startTlsFront, type TlsFront } from "../../support/tls-front";

let front: TlsFront | undefined;
let options: StackOptions | undefined;

async function startFront(): Promise<StackOptions> {
  const certificates = await makeCertificates();
  front = await startTlsFront(certificates.valid);
  await certificates.remove();
  return { existing: { foyer: front.url } };
}

test.use({
  ignoreHTTPSErrors: true,
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  stackOptions: async ({}, use) => {
    options ??= await startFront();
    await use(options);
  },
});

test.beforeEach(({ stack }) => {
  if (front) front.port = stack.ports.foyer;
});

test.afterAll(() => front?.close());

/** Name and value of the browser's CSRF cookie of Kratos, whatever its prefix. */
async function findCsrfCookies(context: BrowserContext, stack: Stack) {
  return (await context.cookies(stack.urls.foyer)).filter(({ name }) => name.includes("csrf_token_"));
}

async function expectHidden(context: BrowserContext, stack: Stack): Promise<void> {
  expect(await findCsrfCookies(context, stack)).toEqual([
    expect.objectContaining({
      name: expect.stringMatching(/^__Host-csrf_token_/),
      domain: "localhost",
      path: "/",
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
    }),
  ]);
}

withAndWithoutScript(() => {
  for (const kind of ["login", "registration"]) {
    test(`P23: who plants a CSRF cookie has nobody type into their own ${kind}`, async ({
      page,
      context,
      browser,
      stack,
    }) => {
      const mallory = await browser.newContext({ baseURL: stack.urls.foyer, ignoreHTTPSErrors: true });
      const theirs = await mallory.newPage();
      await theirs.goto(`/self-service/${kind}/browser`);
      const link = theirs.url();
      const [cookie] = await findCsrfCookies(mallory, stack);
      const name = cookie?.name.replace("__Host-", "") ?? "";
      // Another port of the host is to cookies what another host of the domain is.
      await page.route(stack.urls.relyingParty, (route) =>
        route.fulfill({ headers: { "set-cookie": `${name}=${cookie?.value}; Path=/` }, body: "planted" }),
      );
      await page.goto(stack.urls.relyingParty);
      expect((await context.cookies()).map((each) => each.name)).toEqual([name]);
      await page.goto(link);
      await expect(page.getByTestId(`${kind}-flow`)).toBeVisible();
      const flow = new URL(link).searchParams.get("flow");
      await expect(page.locator('form[action*="flow="]').first()).toBeVisible();
      await expect(page.locator(`form[action*="flow=${flow}"]`)).toHaveCount(0);
      const field = kind === "login" ? "identifier" : "traits.email";
      await page.locator(`[name="${field}"]`).fill("victim@foyer.example");
      const button = kind === "login" ? "password" : "profile";
      if (kind === "login") await page.locator('[name="password"]').fill("whatever-it-is");
      else await page.locator('[name="traits.name.first"]').fill("Vera");
      await page.locator(`button[name="method"][value="${button}"]`).click();
      await expect(page.locator("main")).toContainText(/victim@foyer\.example|credentials/);
      await theirs.goto(link);
      expect(await theirs.content()).not.toContain("victim@foyer.example");
      await mallory.close();
    });
  }

  test("P23: on https every flow of an account keeps the CSRF cookie hidden", async ({
    page,
    context,
    stack,
  }) => {
    const person = newPerson();
    await page.goto("/registration");
    await expectHidden(context, stack);
    await register(page, person);
    await expectSignedIn(page);
    await signOut(page);
    await signInByForm(page, person);
    await signOut(page);
    await page.goto("/recovery");
    await enterCode(page, await askForRecoveryCode(page, stack, person.email));
    await expect(page).toHaveURL(/\/settings\?flow=/);
    const password = `New-${person.password}`;
    await choosePassword(page, password);
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await signOut(page);
    await page.goto("/login");
    await signInWithPassword(page, { ...person, password });
    await expectSignedIn(page);
    await expectHidden(context, stack);
  });

  test("P23: on https a provider signs in, and the CSRF cookie stays hidden", async ({
    page,
    context,
    stack,
  }) => {
    const person = newPerson();
    await page.goto("/login");
    await signInVia(page, stack, "acme", { email: person.email, name: "Ada Acme" });
    await expectSignedIn(page);
    await expectHidden(context, stack);
  });

  test("a form that was open when the CSRF cookie's name changed leads to one that works", async ({
    page,
    context,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    const [cookie] = await findCsrfCookies(context, stack);
    if (!cookie) throw new Error("There is no CSRF cookie.");
    await context.clearCookies({ name: cookie.name });
    await context.addCookies([{ ...cookie, name: cookie.name.replace("__Host-", "") }]);
    await signInWithPassword(page, person);
    await page.getByRole("link", { name: "Go to sign in" }).click();
    await signInWithPassword(page, person);
    await expectSignedIn(page);
  });
});
