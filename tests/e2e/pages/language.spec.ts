/** Choosing the language of the pages, on every page, with and without JavaScript. */

import { startAtApp } from "../../support/app";
import { newPerson, register, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: { foyerEnv: { FOYER_LANGUAGES: "en,en-XA,ar-XB" } } });

const MIRRORED = "\u202ehsilgnE\u202c";

withAndWithoutScript((javaScriptEnabled) => {
  test("the language that a person chooses stays, and they come back to the same flow", async ({ page }) => {
    await page.goto("/login");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.getByTestId("language-link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Language");
    if (javaScriptEnabled) await expectAccessible(page);
    const flow = new URL(page.url()).searchParams.get("return_to");
    expect(flow).toMatch(/^\/login\?flow=[\w-]{36}$/);
    await page.getByRole("button", { name: MIRRORED }).click();
    await expect(page).toHaveURL((url) => url.pathname + url.search === flow);
    const html = page.locator("html");
    await expect(html).toHaveAttribute("lang", "ar-XB");
    await expect(html).toHaveAttribute("dir", "rtl");
    const answer = await page.goto("/registration");
    await expect(html).toHaveAttribute("lang", "ar-XB");
    expect(answer?.headers()).toMatchObject({ "content-language": "ar-XB" });
    expect(answer?.headers().vary).toMatch(/accept-language.*cookie/i);
  });

  test("a person's choice counts more than what the app asks for, and keeps the app's request", async ({
    page,
    stack,
  }) => {
    await startAtApp(page, stack, { ui_locales: "ar-XB" });
    await expect(page.locator("html")).toHaveAttribute("lang", "ar-XB");
    await page.getByTestId("language-link").click();
    await page.locator('button[value="en-XA"]').click();
    await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
    await expect(page.getByRole("main")).toContainText("Demo app");
    await page.goto("/login?ui_locales=ar-XB");
    await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
  });

  test("the account area has the choice too", async ({ page }) => {
    const person = newPerson();
    await page.goto("/registration");
    await register(page, person);
    for (const path of ["/account", "/settings", "/sessions", "/account/apps"]) {
      await page.goto(path);
      await page.getByTestId("language-link").click();
      const next = (await page.locator("html").getAttribute("lang")) === "en" ? "ar-XB" : "en";
      await page.locator(`button[value="${next}"]`).click();
      await expect(page).toHaveURL(new RegExp(`${path}(\\?flow=.*)?$`));
      await expect(page.locator("html")).toHaveAttribute("lang", next);
    }
  });
});

test("F7: the choice leads back to pages of this service alone", async ({ page }) => {
  for (const address of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/self-service/logout",
    "x",
  ]) {
    await page.goto(`/language?${new URLSearchParams({ return_to: address })}`);
    const back = page.locator("main a");
    await expect(back).toHaveAttribute("href", "/");
    const answer = await page.request.post("/language", {
      form: { locale: "en-XA", return_to: address },
      headers: { origin: new URL(page.url()).origin },
      maxRedirects: 0,
    });
    expect([answer.status(), answer.headers().location]).toEqual([303, "/"]);
  }
});

test("V3: a language that is not there is not set", async ({ request, stack }) => {
  for (const locale of ["tlh", "en\r\nx: y", "__proto__", ""]) {
    const answer = await request.post("/language", {
      form: { locale, return_to: "/login" },
      headers: { origin: stack.urls.foyer },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(400);
    expect(answer.headers()["set-cookie"] ?? "").not.toContain("foyer-locale");
  }
});

test("a sign-in in a mirrored language ends where it should", async ({ page }) => {
  const person = newPerson();
  await page.goto("/registration?ui_locales=en");
  await register(page, person);
  await page.context().clearCookies();
  await page.goto("/login?ui_locales=ar-XB");
  await signInWithPassword(page, person);
  await page.goto("/account");
  await expect(page.getByRole("main")).toContainText(person.email);
});
