/** The console by the keyboard: a search, an area, and the sheet that says which keys there are. */

import { CONSOLE_STACK, getConsole, openConsole, signInToConsole } from "../../support/console/operator";
import { expect, test } from "../../support/test";

test.use({ stackOptions: CONSOLE_STACK });

test("keys find, go to an area and show their sheet, and are letters where somebody types", async ({
  page,
  stack,
}) => {
  await signInToConsole(page, stack);
  const box = page.getByRole("searchbox", { name: "Find by id or address" });
  const sheet = page.getByRole("region", { name: "Keyboard" });
  await page.keyboard.press("/");
  await expect(box).toBeFocused();
  await page.keyboard.type("g?");
  await expect(box).toHaveValue("g?");
  await expect(sheet).toBeHidden();
  await box.blur();
  // What is left to the browser: Firefox may search the page for it.
  await page.evaluate(() =>
    window.addEventListener("keydown", ({ key, defaultPrevented }) => {
      if (!defaultPrevented) document.body.dataset.left = `${document.body.dataset.left ?? ""} ${key}`;
    }),
  );
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText("g i");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await page.keyboard.press("g");
  await expect(page.locator("body")).toHaveAttribute("data-left", " Escape x");
  await page.keyboard.press("i");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Identities");
});

test("a refused form is where the focus goes, and each thing that is wrong leads to its field", async ({
  page,
  stack,
}) => {
  await openConsole(page, stack, "/identities");
  const form = page.getByTestId("identities.bulk-all");
  await page.getByText("With everybody whom this list finds", { exact: true }).press("Enter");
  const word = form.getByLabel("Type everybody to confirm");
  await word.fill("all");
  await word.press("Tab");
  await page.keyboard.press("Enter");
  const summary = form.getByRole("alert");
  await expect(summary).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(summary.getByRole("link")).toHaveText(["Type everybody to confirm."]);
  await expect(summary.getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(word).toBeFocused();
});

test("what was typed is there again for who comes back after their session had ended", async ({
  page,
  stack,
}) => {
  await openConsole(page, stack, "/new-client/web");
  await page.getByRole("textbox", { name: "Name" }).fill("Shop");
  await page.getByLabel("Redirect URIs").fill("https://shop.example/callback");
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Make the app" }).click();
  await expect(page.getByRole("main")).toContainText("nothing was done");
  await page.context().addCookies(cookies);
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Shop");
  await expect(page.getByLabel("Redirect URIs")).toHaveValue("https://shop.example/callback");

  await page.getByLabel("Redirect URIs").fill("https://shop.example/other");
  await page.getByRole("textbox", { name: "Name" }).focus();
  await page.goto(`${getConsole(stack).url}/me`);
  await page.goBack();
  await expect(page.getByLabel("Redirect URIs")).toHaveValue("https://shop.example/other");
  await page.evaluate(() => history.replaceState({ ...history.state, who: "Somebody else" }, ""));
  await page.goto(`${getConsole(stack).url}/me`);
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("");
  await expect(page.getByLabel("Redirect URIs")).toHaveValue("");
});

test("C24: who comes back has what they chose, but over what others chose meanwhile", async ({
  page,
  stack,
}) => {
  const { client_id: id } = await stack.createClient({ redirect_uris: ["https://app.example/callback"] });
  await openConsole(page, stack, `/clients/${id}`);
  const form = page.getByTestId("client.edit");
  const format = form.getByLabel("Access tokens", { exact: true });
  const isOurs = form.getByLabel("Yours: people are not asked for consent");
  const leave = async () => {
    await page.goto(`${getConsole(stack).url}/me`);
    await page.goBack();
    await page.getByText("Settings", { exact: true }).click();
  };
  await page.getByText("Settings", { exact: true }).click();
  await format.selectOption("opaque");
  await isOurs.check();
  await leave();
  await expect(format).toHaveValue("opaque");
  await expect(isOurs).toBeChecked();
  await fetch(`${stack.urls.hydraAdmin}/admin/clients/${id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([{ op: "add", path: "/access_token_strategy", value: "jwt" }]),
  });
  await leave();
  await expect(format).toHaveValue("jwt");
  await expect(isOurs).toBeChecked();
  await page.evaluate(() => history.replaceState({ ...history.state, who: "Somebody else" }, ""));
  await leave();
  await expect(isOurs).not.toBeChecked();
});

test("C11: what rows were filtered by stands in no list of who comes back", async ({ page, stack }) => {
  await openConsole(page, stack, "/identities");
  const filter = page.getByRole("searchbox", { name: "Filter these rows" });
  await filter.fill("words");
  await page.goto(`${getConsole(stack).url}/me`);
  await page.goBack();
  await expect(filter).toHaveValue("");
});

test("in forced colours the line beside an area still stands by the current one alone", async ({
  page,
  stack,
}) => {
  await signInToConsole(page, stack);
  // With motion the line would fade to its colour.
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  const areas = page.getByRole("navigation", { name: "Console" }).getByRole("link");
  const lined = await areas.evaluateAll((links) => {
    const background = getComputedStyle(document.documentElement).backgroundColor;
    return links
      .filter((link) => getComputedStyle(link).borderInlineStartColor !== background)
      .map((link) => link.getAttribute("aria-current"));
  });
  expect(lined).toEqual(["page"]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the sheet of keys opens by its button", async ({ page, stack }) => {
    await signInToConsole(page, stack);
    await page.getByRole("button", { name: "Keyboard" }).click();
    await expect(page.getByRole("region", { name: "Keyboard" })).toBeVisible();
  });

  test("a refused form is led to from the top of its page", async ({ page, stack }) => {
    await signInToConsole(page, stack, "/identities");
    const bulk = page.getByTestId("identities.bulk");
    await bulk.getByRole("button").click();
    await expect(page.locator("html")).toContainText("Choose");
    await page.getByRole("link", { name: "What you sent was not done" }).click();
    await expect(page).toHaveURL(/#sent$/);
    await expect(bulk).toBeInViewport();
  });
});

test("who types into a list's filter is told how many rows are left", async ({ page, stack }) => {
  await openConsole(page, stack, "/clients");
  const all = await page.locator("tbody tr").count();
  const filter = page.getByRole("searchbox", { name: "Filter these rows" });
  const status = page.locator("[data-live-filter] [aria-live]");
  await filter.fill("Operator console");
  await expect(page.locator("tbody tr:visible")).toHaveCount(1);
  await expect(status).toHaveText(`1 of ${all} rows`);
  await filter.fill("nothing is called so");
  await expect(status).toHaveText(`0 of ${all} rows`);
  await filter.fill("");
  await expect(status).toBeEmpty();
});

test("the page that a sign-in leads to is shown from its top", async ({ page, stack }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await signInToConsole(page, stack);
  await page.waitForLoadState();
  const { height, top } = await page.evaluate(async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    return { height: document.documentElement.scrollHeight, top: window.scrollY };
  });
  expect(height).toBeGreaterThan(600);
  expect(top).toBe(0);
});
