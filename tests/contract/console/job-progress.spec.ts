/** A job's page while it runs: what it says is read anew, and whoever is at its button stays there. */

import type { Page } from "@playwright/test";
import { type Browser, expect, fill, findActForm, test } from "../../support/console/contract";
import type { Contract } from "../../support/contract";
import { json } from "../../support/stub-upstream";

const SCHEMA = { properties: { traits: { type: "object", properties: { email: { type: "string" } } } } };
const COUNT = 120;
const PART = 50;

/** Kratos makes a part of an import each time that one is let go. */
function holdParts({ kratos, kratosAdmin }: Contract): () => void {
  kratos.when("/schemas", json(200, [{ id: "staff", schema: SCHEMA }]));
  kratos.when("/schemas/staff", json(200, SCHEMA));
  const waiting: (() => void)[] = [];
  let free = 0;
  kratosAdmin.when("/admin/identities", async (request, response) => {
    await new Promise<void>((resolve) => {
      if (free > 0) {
        free -= 1;
        resolve();
      } else waiting.push(resolve);
    });
    const made = Array.from({ length: PART }, () => ({ action: "create", identity: "i" }));
    await json(200, { identities: made })(request, response);
  });
  return () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
}

/** @returns the path of an import that is under way */
async function begin(browser: Browser): Promise<string> {
  const rows = Array.from({ length: COUNT }, (_, index) => `p${index}@foyer.example`);
  const check = findActForm(await browser.get("/console/import"), "import.check");
  const typed = { schema: "staff", text: `email\n${rows.join("\n")}\n` };
  const checked = await browser.post("/console/import", fill(check, typed));
  const path = String(checked.headers.location).split("?")[0] ?? "";
  const form = findActForm(await browser.get(path), "import.start");
  expect((await browser.post(path, fill(form, { confirm: String(COUNT) }))).status).toBe(303);
  return path;
}

/** What is said of it by the time that its page was read anew often enough. */
async function expectAnew(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(3000);
    await expect(page.locator("#progress")).toContainText(text, { timeout: 500 });
  }).toPass();
}

test("a running job is stopped by the keyboard, whose place its page keeps as it goes on", async ({
  contract,
  desk,
  page,
}) => {
  const letGo = holdParts(contract);
  const browser = await desk.signIn("ada");
  const path = await begin(browser);
  const { url } = contract.foyer;
  const own = { url: url.replace("http:", "https:"), secure: true };
  await page.context().addCookies([...browser.cookies].map(([name, value]) => ({ name, value, ...own })));
  await page.clock.install();
  await page.goto(`${url}${path}?done=import.start`);
  await expect(page.getByRole("status")).toContainText("It is under way.");
  const progress = page.locator("#progress");
  await expect(progress).toContainText(`0 of ${COUNT}`);
  const stop = page.getByRole("button", { name: "Stop it" });
  await stop.focus();
  letGo();
  await expectAnew(page, `${PART} of ${COUNT}`);
  await expect(stop).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("It stops after the rows that it is at.").first()).toBeVisible();
  letGo();
  await expectAnew(page, "stopped");
  await expect(progress).toContainText(`${2 * PART} of ${COUNT}`);
  await expect(page.getByRole("button", { name: "Carry on" })).toBeVisible();
});
