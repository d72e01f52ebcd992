/** A day of an operator's, whole, as they meet it: from a session id in a log to the trail of what they did. */

import type { Page } from "@playwright/test";
import { getConsole, signInToConsole } from "../../support/console/operator";
import { findSessions } from "../../support/console/sessions";
import { newPerson, signIn } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, type Stack, test } from "../../support/test";

test.use({ stackOptions: { console: "oidc", demoData: true } });

const COUNT = 1000;

/** Everything that the operator did, newest first. */
const DONE = [
  "key.create",
  "client.rotate-secret",
  "client.try",
  "client.try-open",
  "client.create",
  "job.run",
  "import.start",
  "import.check",
  "identity.block",
  "recovery.code",
];

withAndWithoutScript((javaScriptEnabled) => {
  test("C8: does a whole day's work, reads it in the trail, and a viewer can do none of it", async ({
    page,
    stack,
    browser,
  }) => {
    const options = { baseURL: stack.urls.foyer, javaScriptEnabled };
    const troubled = await signInAsTroubled(await (await browser.newContext(options)).newPage(), stack);

    await test.step("finds a person by a session id", async () => {
      await signInToConsole(page, stack);
      await expect(page.locator("#servers")).not.toContainText("version unknown");
      await page.getByRole("searchbox", { name: "What to find" }).fill(troubled.session);
      await page.getByRole("button", { name: "Find", exact: true }).click();
      await page.locator("#session").getByRole("link", { name: troubled.email }).click();
      await expectTitle(page, troubled.email);
    });

    await test.step("sees why their mail failed", async () => {
      await page.getByRole("link", { name: "Mail sent there" }).click();
      await page.getByRole("link", { name: troubled.email }).first().click();
      await expect(async () => {
        await page.reload();
        await expect(page.locator("main")).toContainText("There is no such mailbox", { timeout: 500 });
      }).toPass();
      await expect(page.locator("main")).toContainText("Ask the person for the right address");
      await page.locator("#message").getByRole("link", { name: troubled.email }).click();
      await expectTitle(page, troubled.email);
    });

    await test.step("hands over a recovery code", async () => {
      await page.getByText("Make a recovery code", { exact: true }).click();
      await page.getByTestId("recovery.code").getByRole("button").click();
      await expect(page.locator("[data-copy-value]").first()).toHaveText(/^\d{6}$/);
      await page.getByRole("link", { name: "Back to the person" }).click();
    });

    await test.step("blocks them everywhere, with a receipt", async () => {
      await page.getByText("Block everywhere", { exact: true }).first().click();
      const block = page.getByTestId("identity.block");
      await block.getByLabel("Type block to confirm").fill("block");
      await block.getByRole("button").click();
      await expectTitle(page, `${troubled.email} is blocked`);
      await expect(page.locator("#steps")).toContainText("the account is inactive");
      await expect(page.locator("#steps")).not.toContainText(/failed|not known/);
      await troubled.page.goto("/account");
      await expect(troubled.page).toHaveURL(/\/login/);
    });

    await test.step("imports a thousand people after a dry run", async () => {
      await goTo(page, "Identities");
      await page.getByRole("link", { name: "Import", exact: true }).click();
      await chooseFile(page, troubled.email);
      await expect(page.getByRole("status")).toContainText("Nothing is written yet.");
      await expect(page.getByRole("row").filter({ hasText: "Row 2" })).toContainText("must match format");
      await page.getByLabel(`Type ${COUNT} to confirm`).fill(String(COUNT));
      await page.getByRole("button", { name: "Begin" }).click();
      await expect(page.locator("#progress")).toContainText("finished", { timeout: 60_000 });
      await expect(page.locator("#progress")).toContainText("1,000 of 1,000");
    });

    const app = await test.step("makes an app with the wizard, and tries it", async () => {
      await goTo(page, "Apps");
      await page.getByRole("link", { name: "New app" }).click();
      await page.getByRole("link", { name: "Web app with a server" }).click();
      const form = page.getByTestId("client.create");
      await form.getByLabel("Name").fill("Members' area");
      await form.getByLabel("Redirect URIs").fill("https://members.example/callback");
      await form.getByRole("button").click();
      await expectTitle(page, "Members' area is made");
      const secret = await page.locator("#secrets [data-copy-value]").first().innerText();
      await page.getByRole("link", { name: "Try this app" }).click();
      await page.getByText("Let it answer to this console", { exact: true }).first().click();
      await page.getByTestId("client.try-open").getByRole("button").click();
      await page.getByTestId("client.try").getByLabel("Client secret").fill(secret);
      await page.getByTestId("client.try").getByRole("button").click();
      await page.getByRole("link", { name: "Go to the sign-in" }).click();
      await page.getByTestId("consent").getByRole("button", { name: "Allow" }).click();
      await expectTitle(page, "Members' area: the sign-in works");
      await page.getByRole("link", { name: "Back to the app" }).click();
      await expectTitle(page, "Members' area");
      return { path: new URL(page.url()).pathname, secret };
    });

    await test.step("rotates its secret", async () => {
      await page.getByText("New secret", { exact: true }).first().click();
      await page.getByTestId("client.rotate-secret").getByRole("button").click();
      const secret = page.locator("#secrets [data-copy-value]").first();
      await expect(secret).toHaveText(/^.{20,}$/);
      expect(await secret.innerText()).not.toBe(app.secret);
    });

    await test.step("rotates a signing key", async () => {
      await goTo(page, "Keys");
      await page.getByRole("link", { name: "ID tokens" }).click();
      await page.getByText("New key", { exact: true }).click();
      await page.getByTestId("key.create").getByRole("button").click();
      await expect(page.getByRole("status")).toContainText("signs from now on");
    });

    await test.step("reads all of it in the trail, and no secret", async () => {
      await goTo(page, "Trail");
      const lines = page.getByRole("main").getByRole("listitem");
      for (const [index, operation] of DONE.entries()) {
        await expect(lines.nth(index)).toContainText(operation);
        await expect(lines.nth(index)).toContainText("done");
      }
      expect(await page.content()).not.toContain(app.secret);
    });

    await test.step("a viewer can do none of the writes", async () => {
      const viewer = await (await browser.newContext(options)).newPage();
      await signInToConsole(viewer, stack, app.path.replace("/console", ""), "viewer");
      const { url } = getConsole(stack);
      for (const path of [
        app.path,
        `/console/identities/${troubled.id}`,
        "/console/keys/hydra.openid.id-token",
      ]) {
        const answer = await viewer.goto(new URL(path, url).href);
        expect(answer?.status()).toBe(200);
        await expect(viewer.getByRole("main").locator("form[method=post]")).toHaveCount(0);
      }
      for (const path of ["/import", "/new-client/web", "/new-identity", "/tokens", "/trail/export"]) {
        expect((await viewer.goto(url + path))?.status(), path).toBe(403);
      }
    });
  });
});

/** Somebody who is signed in, and whose mailbox is none (stack/mail/refusals.mjs): their recovery mail fails. */
async function signInAsTroubled(page: Page, stack: Stack) {
  const { password, email: unique } = newPerson();
  const email = `no-such-mailbox@${unique.replace("@", ".")}`;
  const { id } = await stack.createIdentity({
    traits: { email, name: { first: "Mail", last: "Trouble" } },
    password,
    verified: true,
  });
  await signIn(page, { email, password });
  const [session] = await findSessions(stack, id);
  const flow = await (await fetch(`${stack.urls.kratosPublic}/self-service/recovery/api`)).json();
  await fetch(`${stack.urls.kratosPublic}/self-service/recovery?flow=${flow.id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ method: "code", email }),
  });
  return { page, id, email, session: String(session?.id) };
}

/** By the areas beside the page. */
async function goTo(page: Page, area: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Console" })
    .getByRole("link", { name: area, exact: true })
    .click();
  await expectTitle(page, area);
}

const expectTitle = (page: Page, title: string) =>
  expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

/** A thousand people, and a row that does not fit. */
async function chooseFile(page: Page, unique: string): Promise<void> {
  const domain = unique.split("@")[1];
  const rows = Array.from({ length: COUNT }, (_, index) => `guest.${index}@${domain},Guest`);
  const form = page.getByTestId("import.check");
  await form.getByLabel("CSV or JSON file").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["email,name.first", "no address,Nobody", ...rows].join("\n")),
  });
  await form.getByRole("button", { name: "Check the file" }).click();
}
