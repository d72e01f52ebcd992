/**
 * A change of settings that waits for its owner to sign in once more, and is left there: at a browser that somebody else
 * sat at for a minute, or in a tab that was forgotten (threat A5). Kratos keeps it for a quarter of an hour.
 */

import type { BrowserContext, Page } from "@playwright/test";
import { type ForeignSite, startForeignSite, visitForeign } from "../../support/foreign-site";
import { createPerson, type Person, readIdentity, signIn } from "../../support/people";
import { AGEING_STACK, confirmIdentity, expectAskedAgain, makeUnprivileged } from "../../support/privileged";
import { withAndWithoutScript } from "../../support/script";
import { chooseLastName, choosePassword, openSettings } from "../../support/settings";
import { expect, type Stack, test } from "../../support/test";

test.use({ stackOptions: AGEING_STACK });

const PASSWORD_WAITS = "Your new password is not saved yet.";
const DETAILS_WAIT = "Your new details are not saved yet.";
const GONE = "The change that you sent is no longer kept.";

let foreign: ForeignSite;

test.beforeAll(async () => {
  foreign = await startForeignSite();
});
test.afterAll(() => foreign?.stop());

withAndWithoutScript(() => {
  test("A5: a change that waits is never applied by a form that is sent later", async ({
    page,
    context,
    stack,
  }) => {
    const { person, address, password } = await leavePassword(page, stack);
    await signInElsewhere(context, stack, person);
    const settings = await context.newPage();
    await settings.goto(address);
    await chooseLastName(settings, "Lovelace");
    await expect(settings.getByTestId("ui/message/1050001")).toBeVisible();
    const now = await readIdentity(stack, person.id);
    expect(now.traits).toMatchObject({ name: { last: "Lovelace" } });
    expect(now.credentials?.password?.config).toEqual(password);

    // The forgotten tab: what it talks of was replaced, and is not said to be saved.
    await page.reload();
    await expect(page.locator("main")).toContainText(GONE);
    await confirmIdentity(page, person);
    await expectNothingChanged(page);
    expect((await readIdentity(stack, person.id)).credentials?.password?.config).toEqual(password);
  });

  test("A5: a change that waits is dropped by a link, and cannot be confirmed any more", async ({
    page,
    context,
    stack,
  }) => {
    const { person, password } = await leavePassword(page, stack);
    const forgotten = await context.newPage();
    await forgotten.goto(page.url());
    await expectAskedAgain(forgotten, PASSWORD_WAITS);
    await page.getByTestId("cancel-link").click();
    await expect(page).toHaveURL(/\/settings/);
    await expect(page.getByTestId("form-messages")).toHaveCount(0);
    await expect(page.getByTestId("settings-password")).toBeVisible();

    await confirmIdentity(forgotten, person);
    await expectNothingChanged(forgotten);
    await forgotten.goto("/settings");
    await chooseLastName(forgotten, "Lovelace");
    await expect(forgotten.getByTestId("ui/message/1050001")).toBeVisible();
    expect((await readIdentity(stack, person.id)).credentials?.password?.config).toEqual(password);
  });

  test("A5: of two changes that wait, a page confirms the one it names, or none", async ({
    page,
    context,
    stack,
  }) => {
    const { person, address, password } = await leavePassword(page, stack);
    const second = await context.newPage();
    await second.goto(address);
    const form = second.getByTestId("settings-profile");
    await form.locator('[name="traits.email"]').fill(`other-${person.email}`);
    await form.locator('button[value="profile"]').click();
    await expectAskedAgain(second, DETAILS_WAIT);

    await confirmIdentity(page, person);
    await expectNothingChanged(page);
    const between = await readIdentity(stack, person.id);
    expect(between.traits).toMatchObject({ email: person.email });

    await second.reload();
    await expectAskedAgain(second, DETAILS_WAIT);
    await confirmIdentity(second, person);
    await expect(second.getByTestId("ui/message/1050001")).toBeVisible();
    const now = await readIdentity(stack, person.id);
    expect(now.traits).toMatchObject({ email: `other-${person.email}` });
    expect(now.credentials?.password?.config).toEqual(password);
  });
});

test("A5: a change that waits is asked about when another site leads to it, never applied", async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext({ baseURL: stack.urls.foyer });
  const page = await context.newPage();
  const asked = page.waitForRequest(/\/self-service\/login\/browser\?refresh=true/);
  const { person, password } = await leavePassword(page, stack);
  const resume = new URL((await asked).url()).searchParams.get("return_to") ?? "";
  expect(resume).toMatch(/\/self-service\/settings\?flow=.*change=/);
  await signInElsewhere(context, stack, person);
  const signInFirst = `${stack.urls.foyer}/self-service/login/browser?return_to=${encodeURIComponent(resume)}`;
  const follow = async (address: string) => {
    foreign.leadTo(address);
    await visitForeign(page, foreign.crossSite, { leadsOn: true });
  };
  for (const address of [resume, signInFirst]) {
    await follow(address);
    await expectAskedAgain(page, PASSWORD_WAITS);
  }
  for (const change of ["", "&change=", "&change=AAAAAAAAAAAA"]) {
    await follow(resume.replace(/&change=.*/, change));
    await expectNothingChanged(page);
  }
  expect((await readIdentity(stack, person.id)).credentials?.password?.config).toEqual(password);
  await context.close();
});

/** Sends a new password too late and leaves the page that asks to sign in once more. */
async function leavePassword(page: Page, stack: Stack) {
  const person = await createPerson(stack);
  await signIn(page, person);
  const address = await openSettings(page);
  const password = (await readIdentity(stack, person.id)).credentials?.password?.config;
  expect(password).toBeDefined();
  await makeUnprivileged(stack, person);
  await choosePassword(page, `Chosen-by-mallory-${person.password}`);
  await expectAskedAgain(page, PASSWORD_WAITS);
  return { person, address, password };
}

/** The owner signs in once more for something else, in the same browser. */
async function signInElsewhere(context: BrowserContext, stack: Stack, person: Person): Promise<void> {
  const page = await context.newPage();
  const returnTo = encodeURIComponent(`${stack.urls.foyer}/sessions`);
  await page.goto(`/login?refresh=true&return_to=${returnTo}`);
  await expectAskedAgain(page, "You are about to change something important");
  await confirmIdentity(page, person);
  await expect(page).toHaveURL(/\/sessions$/);
  await page.close();
}

/** The settings page, saying that nothing was saved, and nothing else. */
async function expectNothingChanged(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/settings\?flow=/);
  const messages = page.getByTestId("form-messages").getByTestId(/^ui\/message\//);
  await expect(messages).toHaveText(["Nothing was changed. Please make your change once more."]);
}
