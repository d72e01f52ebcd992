/** Where Kratos and Hydra lead when a flow cannot go on: readable, and never a stranger's or a developer's words. */

import { expect, expectAccessible, test } from "../../support/test";

test("F9: Kratos' error shows its code and a way on, without debug details", async ({ page }) => {
  const answer = await page.goto("/error?id=stub:500");
  expect(answer?.status()).toBe(400);
  await expect(page.getByTestId("ui/error/message")).toContainText("Nothing you typed is at fault");
  await page.getByText("Details for support").click();
  const facts = JSON.parse(await page.getByTestId("code-box").innerText());
  expect(facts.code).toBe(500);
  expect(facts).not.toHaveProperty("debug");
  expect(await page.content()).not.toMatch(/stacktrace|goroutine|\.go:\d/i);
  await expect(page.getByRole("link", { name: "Go to sign in" })).toBeVisible();
  await expectAccessible(page);
});

test("an error that Kratos does not know (any more) says so, with a way on", async ({ page }) => {
  const answer = await page.goto("/error?id=00000000-0000-4000-8000-000000000000");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This error is no longer known");
  await expectAccessible(page);
});

test("F8: Hydra's error page has its own words, whatever the query says", async ({ page }) => {
  const query = new URLSearchParams({
    error: "access_denied",
    error_description: "Your account is blocked, call +1 555 0100",
    error_hint: "<script>alert(1)</script>",
    error_debug: "internal-host.example",
  });
  const answer = await page.goto(`/error?${query}`);
  expect(answer?.status()).toBe(403);
  const html = await page.content();
  for (const foreign of ["555 0100", "blocked", "alert(1)", "internal-host"])
    expect(html).not.toContain(foreign);
  await expect(page.getByTestId("ui/error/message")).toBeVisible();
  await expectAccessible(page);
});

test("F8: an error code that OAuth2 does not know is not repeated", async ({ request }) => {
  const answer = await request.get("/error?error=call-0100-now");
  expect(answer.status()).toBe(400);
  expect(await answer.text()).not.toContain("call-0100-now");
});

test("/error without a reason is a page like the others, and says nothing of an app", async ({ page }) => {
  const answer = await page.goto("/error");
  expect(answer?.status()).toBe(400);
  await expect(page.getByTestId("app-express")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This error is no longer known");
  await expectAccessible(page);
});

test("V1: an error id given twice is refused", async ({ page }) => {
  const answer = await page.goto("/error?id=stub:500&id=stub:500");
  expect(answer?.status()).toBe(400);
  await expectAccessible(page);
});
