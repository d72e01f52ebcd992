/** Nothing gets lost: destination, challenge and what was typed, on bad days and detours. */

import type { Page } from "@playwright/test";
import { codeAfter, enterCode } from "../../support/messages";
import {
  createPerson,
  newPerson,
  register,
  signIn,
  signInByForm,
  signInWithPassword,
} from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const toSessions = (foyer: string) => `${foyer}/sessions?a=1&b=2`;

/** Keeps Foyer's script back until what this answers is called, and then waits until it has run. */
async function holdScript(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/assets/foyer.*.js", async (route) => {
    await held;
    await route.continue();
  });
  return async () => {
    release();
    await page.waitForLoadState("load");
    await page.unroute("**/assets/foyer.*.js");
  };
}

withAndWithoutScript((javaScriptEnabled) => {
  test("the destination survives sign-in → registration → sign-in → recovery → sign-in", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const returnTo = toSessions(stack.urls.foyer);
    await page.goto(`/login?return_to=${encodeURIComponent(returnTo)}`);
    await page.getByTestId("signup-link").click();
    await page.getByTestId("cta-link").click();
    await page.getByTestId("forgot-password-link").click();
    await page.getByTestId("login-link").click();
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(returnTo);
  });

  test("O20: an app's challenge survives the same detours, and ends at the app", async ({ page, stack }) => {
    await page.goto(stack.urls.relyingParty);
    await page.locator("#sign-in").click();
    await page.getByTestId("forgot-password-link").click();
    await page.getByTestId("login-link").click();
    await page.getByTestId("signup-link").click();
    await register(page, newPerson());
    await expect(page.getByTestId("consent")).toBeVisible();
  });

  test("F5: a flow of another browser is replaced by a fresh one, with nothing of theirs", async ({
    page,
    browser,
    stack,
  }) => {
    const person = await createPerson(stack);
    const theirs = await browser.newContext({ javaScriptEnabled, baseURL: stack.urls.foyer });
    const other = await theirs.newPage();
    await other.goto(`${stack.urls.foyer}/self-service/login/browser`);
    await signInWithPassword(other, { email: person.email, password: "not the password" });
    await expect(other.getByTestId("ui/message/4000006")).toBeVisible();
    const address = other.url();
    await theirs.close();
    const response = await page.goto(address);
    expect(response?.status()).toBe(200);
    await expect(page.getByTestId("form-messages")).toBeVisible();
    await expect(page.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue("");
    await expect(page.locator("body")).not.toContainText(person.email);
    await signInWithPassword(page, person);
    await expectSignedIn(page);
  });

  test("a CSRF mismatch ends on a page that says why, and a fresh start works", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    await page.context().clearCookies();
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(/\/error\?id=/);
    await expect(page.getByTestId("ui/error/message")).toContainText("CSRF");
    await expect(page.getByTestId("code-box")).toContainText("security_csrf_violation");
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole("link", { name: "Go to sign in" }).click();
    await signInWithPassword(page, person);
    await expectSignedIn(page);
  });

  test("a form that is sent twice does the thing once, and the person is signed in", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    const form = page.getByTestId("login-flow");
    await form.locator('[name="identifier"]').fill(person.email);
    await form.locator('[name="password"]').fill(person.password);
    await form.locator('button[value="password"]').dblclick();
    await expectSignedIn(page);
  });
});

test("what was typed as address is there in every form of the page", async ({ page }) => {
  await page.goto("/login");
  await page.getByTestId("login-flow").locator('[name="identifier"]').fill("ada@foyer.example");
  await expect(page.getByTestId("login-flow-code").locator('[name="identifier"]')).toHaveValue(
    "ada@foyer.example",
  );
});

test("a script that comes late copies what was typed, and takes the focus from nobody who types", async ({
  page,
}) => {
  const form = page.getByTestId("login-flow");
  const release = await holdScript(page);
  await page.goto("/login", { waitUntil: "commit" });
  await form.locator('[name="identifier"]').fill("ada@foyer.example");
  await release();
  const twin = page.getByTestId("login-flow-code").locator('[name="identifier"]');
  await expect(twin).toHaveValue("ada@foyer.example");
  await form.locator('[name="password"]').fill("wrong");
  await form.locator('[name="password"]').press("Enter");
  await expect(page.getByRole("alert")).toBeFocused();
  const releaseAgain = await holdScript(page);
  await page.reload({ waitUntil: "commit" });
  await form.locator('[name="password"]').pressSequentially("half");
  await releaseAgain();
  await page.keyboard.type(" and half");
  await expect(form.locator('[name="password"]')).toHaveValue("half and half");
});

test("what was typed as address goes along to registration, recovery and back, and no further", async ({
  page,
}) => {
  const address = "ada@foyer.example";
  await page.goto("/login");
  await page.getByTestId("login-flow-code").locator('[name="identifier"]').fill(address);
  await page.getByTestId("signup-link").click();
  await expect(page.getByTestId("registration-flow").locator('[name="traits.email"]')).toHaveValue(address);
  await page.getByTestId("cta-link").click();
  await page.getByTestId("forgot-password-link").click();
  await expect(page.getByTestId("recovery-flow").locator('[name="email"]')).toHaveValue(address);
  await page.getByTestId("login-link").click();
  await expect(page.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue(address);
  await page.goto("/login");
  await expect(page.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue("");
});

test("Back after a sign-in does not ask to sign in again, but goes on", async ({ page, stack }) => {
  await signInByForm(page, await createPerson(stack));
  await page.goBack();
  await expect(page.locator("main")).not.toContainText("went wrong");
  await page.reload();
  await expectSignedIn(page);
});

test("Back to a code page after the code was used leads on, not to an error", async ({ page, stack }) => {
  const { email } = await createPerson(stack);
  await page.goto("/login");
  const form = page.getByTestId("login-flow-code");
  const code = await codeAfter(stack, email, async () => {
    await form.locator('[name="identifier"]').fill(email);
    await form.locator('button[value="code"]').click();
  });
  await enterCode(page, code);
  await expectSignedIn(page);
  await page.goBack();
  await page.reload();
  await expectSignedIn(page);
});

test("two tabs: the form of the older one still works after the newer one was opened", async ({
  page,
  context,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto(`/login?return_to=${encodeURIComponent(toSessions(stack.urls.foyer))}`);
  const newer = await context.newPage();
  await newer.goto("/registration");
  await expect(newer.getByTestId("registration-flow")).toBeVisible();
  await signInWithPassword(page, person);
  await expect(page).toHaveURL(toSessions(stack.urls.foyer));
});

test("two tabs: a form left open in one goes on after the other signed in", async ({
  page,
  context,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto("/login");
  const newer = await context.newPage();
  await signIn(newer, person);
  await signInWithPassword(page, person);
  await expectSignedIn(page);
});

test("a refresh keeps the flow: its address is in the address bar, what failed is still said", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await page.goto("/login");
  await expect(page).toHaveURL(/\/login\?flow=/);
  const address = page.url();
  await page.reload();
  expect(page.url()).toBe(address);
  await signInWithPassword(page, { ...person, password: "not the password" });
  await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
  await page.reload();
  await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
});

test("a restarted browser that kept no cookies gets a fresh page for its old address", async ({
  page,
  context,
}) => {
  await page.goto("/login");
  await expect(page).toHaveURL(/flow=/);
  await context.clearCookies();
  const response = await page.reload();
  expect(response?.status()).toBe(200);
  await expect(page.getByTestId("login-flow")).toBeVisible();
});

test("cookies blocked: explained, in at most three hops, and no loop", async ({ browser, stack }) => {
  const person = await createPerson(stack);
  const context = await browser.newContext({ baseURL: stack.urls.foyer });
  const page = await context.newPage();
  const hops: string[] = [];
  // A browser that blocks cookies: none is kept, so none is ever sent.
  await context.route("**/*", async (route) => {
    if (route.request().isNavigationRequest()) hops.push(route.request().url());
    const response = await route.fetch({ maxRedirects: 0 });
    await context.clearCookies();
    const { "set-cookie": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto("/login");
  hops.length = 0;
  await signInWithPassword(page, person);
  await expect(page.locator("main")).toContainText("Allow cookies for this site");
  expect(await context.cookies()).toEqual([]);
  expect(hops.length).toBeLessThanOrEqual(3);
  await context.unrouteAll({ behavior: "wait" });
  await context.close();
});
