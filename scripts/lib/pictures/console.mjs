// @ts-check
// What the console's pictures show: an operator at the demo's data, and the way to each page.

import { toTotpCode } from "../../../stack/console/totp.mjs";
import { waitFor } from "../../../stack/wait.mjs";

/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {import("./table.mjs").Stack} Stack */

const PERSON = "ada.abel@people.example";
const UNREACHED = "no-such-mailbox@people.example";

/** Kratos' courier tries a few times before it gives a mail up. */
const COURIER_DEADLINE_MS = 60_000;

/** @param {Page} page @param {Stack} stack */
export async function signInToConsole(page, stack) {
  const { url, operator } = getConsole(stack);
  await page.goto(url);
  await page.getByTestId("console-start").click();
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill(operator.email);
  await form.locator('[name="password"]').fill(operator.password);
  await form.locator('button[name="method"][value="password"]').click();
  await page.locator('[name="totp_code"]').fill(toTotpCode(operator.totpSecret, Date.now()));
  await page.locator('button[name="method"][value="totp"]').click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/**
 * Kratos v1.3 says of a mail that it is given up, and tries it once more: none may be on its way.
 * @param {Stack} stack
 */
export async function waitForFailedMail({ urls }) {
  const isOver = async () => {
    const answer = await fetch(`${urls.kratosAdmin}/admin/courier/messages?page_size=250`);
    /** @type {{ recipient: string, status: string }[]} */
    const messages = await answer.json();
    const isDone = messages.every(({ status }) => status === "sent" || status === "abandoned");
    return isDone && messages.some(({ recipient }) => recipient === UNREACHED);
  };
  await waitFor("each mail is sent or given up", isOver, { deadlineMs: COURIER_DEADLINE_MS });
}

/** @param {Page} page */
export async function person(page) {
  await page.goto(`/console/search?${new URLSearchParams({ q: PERSON })}`);
}

/** @param {Page} page */
export async function failedMail(page) {
  await page.goto(`/console/messages?${new URLSearchParams({ recipient: UNREACHED })}`);
  await page.getByRole("link", { name: UNREACHED }).first().click();
}

/** A file of which some rows are right. @param {Page} page */
export async function importCheck(page) {
  await page.goto("/console/import");
  const form = page.getByTestId("import.check");
  await form.getByLabel("CSV or JSON file").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(toFile()),
  });
  await form.getByRole("button", { name: "Check the file" }).click();
}

function toFile() {
  const right = Array.from({ length: 240 }, (_, index) => `guest.${index + 1}@people.example,Guest`);
  const wrong = ["guest.7@people.example,Twice", "no address,Nobody", ",Nameless"];
  return ["email,name.first", ...right, ...wrong].join("\n");
}

/** An app on its way: the wizard's form filled in. @param {Page} page */
export async function demoApp(page) {
  await page.goto("/console/new-client/web");
  await page.getByLabel("Name", { exact: true }).fill("Members' area");
  await page.getByLabel("Redirect URIs").fill("https://members.example/callback");
}

/** @param {Page} page */
export async function firstKeySet(page) {
  await page.goto("/console/keys/hydra.openid.id-token");
}

/** Two acts, and what is kept of them. @param {Page} page */
export async function trailOfToday(page) {
  await person(page);
  await page.locator("summary", { hasText: /^Edit traits$/ }).click();
  const edit = page.getByTestId("identity.edit");
  await edit.locator('[name="trait/name/last"]').fill("Abel-Costa");
  await edit.getByLabel("Reason").fill("Married, asked for by mail");
  await edit.getByRole("button", { name: "Save traits" }).click();
  await page.getByRole("status").waitFor();
  await page.locator("summary", { hasText: "Block everywhere" }).click();
  const block = page.getByTestId("identity.block");
  await block.getByLabel("Reason").fill("Phone was stolen, ticket 4711");
  await block.getByLabel("Type block to confirm").fill("block");
  await block.getByRole("button").click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto("/console/trail");
  await page.getByText("Before and after").nth(1).click();
}

/** @param {Stack} stack */
function getConsole({ console }) {
  if (!console) throw new Error("This stack has no console.");
  return console;
}
