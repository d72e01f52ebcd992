/** Signing in with a password on one page: what succeeds, what goes wrong, and what the browser's own buttons do. */

import { withoutSuggestions } from "../../support/authenticator";
import { createPerson, newPerson, signInByForm, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const WRONG_CREDENTIALS = "ui/message/4000006";

withAndWithoutScript((javaScriptEnabled) => {
  test("a password signs a person in and shows their account, at /welcome and at /account", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signInByForm(page, person);
    await expect(page.getByTestId("logout")).toBeVisible();
    const welcome = await page.getByRole("main").innerText();
    await page.goto("/account");
    expect(await page.getByRole("main").innerText()).toBe(welcome);
    expect(welcome).toContain(person.email);
    if (javaScriptEnabled) await expectAccessible(page);
  });

  test("F14: a wrong password is said once, the identifier stays, the password is echoed nowhere", async ({
    page,
    stack,
  }) => {
    const { email } = await createPerson(stack);
    const { password } = newPerson();
    await page.goto("/login");
    await signInWithPassword(page, { email, password });

    await expect(page.getByTestId(WRONG_CREDENTIALS)).toHaveCount(1);
    const form = page.getByTestId("login-flow");
    await expect(form.locator('[name="identifier"]')).toHaveValue(email);
    await expect(form.locator('[name="password"]')).toHaveValue("");
    expect(await page.content()).not.toContain(password);
    expect(page.url()).not.toContain(password);
    if (!javaScriptEnabled) return;
    await expect(page.locator("[role=alert]").first()).toBeFocused();
    await expectAccessible(page);
  });

  test("an empty field is named in a summary that takes the focus and leads to the field", async ({
    page,
    stack,
  }) => {
    const { email } = await createPerson(stack);
    await page.goto("/login");
    const form = page.getByTestId("login-flow");
    await form.evaluate((element: HTMLFormElement) => {
      element.noValidate = true;
    });
    await signInWithPassword(page, { email, password: "" });

    const summary = page.getByRole("alert", { name: "There is a problem" });
    await expect(summary.getByRole("link")).toHaveCount(1);
    const password = form.locator('[name="password"]');
    await expect(password).toHaveAttribute("aria-invalid", "true");
    await expect(password).toHaveAccessibleDescription(/missing/i);
    await expect(form.locator('[name="identifier"]')).toHaveValue(email);
    if (javaScriptEnabled) {
      await expect(summary).toBeFocused();
      await expectAccessible(page);
    }
    await summary.getByRole("link").click();
    await expect(password).toBeFocused();
  });

  test("after a failed attempt and Back, the form still signs in", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    await signInWithPassword(page, { ...person, password: "wrong" });
    await expect(page.getByTestId(WRONG_CREDENTIALS)).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/login/);
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(/\/welcome$/);
  });

  test("a browser that is told to send no referrer, and so no origin, signs in", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.route(/\/login$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "referrer-policy": "no-referrer" } });
    });
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await page.goto("/login");
    await signInWithPassword(page, person);
    expect(await (await sent).headerValue("origin")).toBe("null");
    await expect(page).toHaveURL(/\/welcome$/);
  });

  test("a second tab's form, sent after the first tab signed in, ends at the account too", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    const other = await page.context().newPage();
    await page.goto("/login");
    await other.goto("/login");
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(/\/welcome$/);
    await signInWithPassword(other, person);
    await expect(other).toHaveURL(/\/(welcome|account)$/);
    await expect(other.getByTestId("logout")).toBeVisible();
  });

  test("return_to survives a failed attempt and is followed; a foreign one is not (F7)", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await page.goto(`/login?return_to=${encodeURIComponent(`${stack.urls.foyer}/sessions?from=a%26b`)}`);
    await signInWithPassword(page, { ...person, password: "wrong" });
    await expect(page.getByTestId(WRONG_CREDENTIALS)).toBeVisible();
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(`${stack.urls.foyer}/sessions?from=a%26b`);

    await page.goto("/login?return_to=https%3A%2F%2Fevil.example%2F");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "This link leads somewhere we do not go",
    );
    await page.getByRole("link", { name: "Go to your account" }).click();
    await expect(page).toHaveURL(`${stack.urls.foyer}/welcome`);
  });

  test("a wrong CSRF token ends on the error page, which names the reason", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await page.goto("/login");
    await page
      .getByTestId("login-flow")
      .locator('[name="csrf_token"]')
      .evaluate((input: HTMLInputElement) => {
        input.value = "forged";
      });
    await signInWithPassword(page, person);
    await expect(page).toHaveURL(/\/error\?id=/);
    await expect(page.getByTestId("ui/error/message")).toContainText("CSRF");
    if (javaScriptEnabled) await expectAccessible(page);
  });
});

test("the flow is in the address once the script ran, and a refresh keeps it", async ({ page }) => {
  await page.goto("/login");
  await expect(page).toHaveURL(/\/login\?flow=[0-9a-f-]{36}$/);
  const url = page.url();
  const action = await page.getByTestId("login-flow").getAttribute("action");
  await page.reload();
  await expect(page).toHaveURL(url);
  expect(await page.getByTestId("login-flow").getAttribute("action")).toBe(action);
});

test("a double click on the button sends the form once", async ({ page, stack }) => {
  const person = await createPerson(stack);
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") posts.push(request.url());
  });
  await page.goto("/login");
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill(person.email);
  await form.locator('[name="password"]').fill(person.password);
  await form.locator('button[name="method"][value="password"]').dblclick();
  await expect(page).toHaveURL(/\/welcome$/);
  expect(posts).toHaveLength(1);
});

test("F5: another browser at the flow's address gets a fresh flow, and nothing of the first", async ({
  page,
  browser,
  stack,
}) => {
  const { email } = await createPerson(stack);
  await page.goto("/login");
  await signInWithPassword(page, { email, password: "wrong" });
  await expect(page.getByTestId(WRONG_CREDENTIALS)).toBeVisible();
  const url = page.url();

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await other.goto(url);
  await expect(other.getByTestId("login-flow").locator('[name="identifier"]')).toHaveValue("");
  await expect(other).not.toHaveURL(url);
  expect(await other.content()).not.toContain(email);
  await stranger.close();
});

test("a passkey's button that is pressed twice asks once, and says nothing of the second press", async ({
  page,
}) => {
  await withoutSuggestions(page);
  await page.addInitScript(() => {
    let asked = 0;
    // Nobody answers; a browser that asks already refuses the next.
    CredentialsContainer.prototype.get = () => {
      asked += 1;
      document.documentElement.dataset.asked = String(asked);
      return asked === 1 ? new Promise(() => {}) : Promise.reject(new DOMException("", "OperationError"));
    };
  });
  await page.goto("/login");
  const button = page.locator('[name="passkey_login_trigger"]');
  await button.click();
  await expect(page.locator("html")).toHaveAttribute("data-asked", "1");
  await button.click();
  await expect(page.locator("html")).toHaveAttribute("data-asked", "1");
  await expect(page.getByTestId("passkey-flow").getByRole("alert")).toBeHidden();
});
