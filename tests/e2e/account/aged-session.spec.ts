/**
 * A change that is sent when the privileged session has run out (threat A2): sign in once more, and that very change
 * has happened. Kratos carries it on itself, by a GET to the address the form was sent to.
 */

import type { Identity } from "@ory/client-fetch";
import type { Browser, Page } from "@playwright/test";
import { addAuthenticator } from "../../support/authenticator";
import { createPerson, type Person, readIdentity, signIn, signInWithPassword } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { AGEING_STACK, confirmIdentity, expectAskedAgain, makeUnprivileged } from "../../support/privileged";
import { answerProvider, signInVia } from "../../support/provider";
import { withAndWithoutScript } from "../../support/script";
import {
  addLookupCodes,
  addPasskey,
  addSecurityKey,
  addTotp,
  chooseLastName,
  choosePassword,
  enterTotpCode,
  openSettings,
  pressSure,
  readLookupCodes,
} from "../../support/settings";
import { expect, type Stack, test } from "../../support/test";

test.use({ stackOptions: AGEING_STACK });

interface Here {
  page: Page;
  stack: Stack;
  person: Person & { id: string };
}

interface Change {
  what: string;
  /** What the page that asks for credentials says of it. */
  waiting: string;
  /** The method itself needs JavaScript. */
  needsScript?: boolean;
  /** Sets up what is to be changed. */
  before?(here: Here): Promise<unknown>;
  /** On the open settings page, while the session is still fresh. */
  begin?(here: Here): Promise<unknown>;
  /** Sends the change, too late. */
  send(here: Here): Promise<unknown>;
  /** What is left to do after signing in: Kratos or another server asks more than one thing. */
  finish?(here: Here): Promise<unknown>;
  /** Whether Kratos keeps it: false until the change has happened. */
  isKept(now: Identity, before: Identity): boolean;
}

const press =
  (selector: string) =>
  ({ page }: Here) =>
    page.locator(selector).click();

/** The same for a button that asks first. */
const take =
  (selector: string) =>
  ({ page }: Here) =>
    pressSure(page, selector);

const has = (type: string) => (now: Identity) => now.credentials?.[type] !== undefined;
const lacks = (type: string) => (now: Identity) => !has(type)(now);
const differs = (type: string) => (now: Identity, before: Identity) =>
  JSON.stringify(now.credentials?.[type]?.config) !== JSON.stringify(before.credentials?.[type]?.config);

const GENERATE = '[name="lookup_secret_regenerate"]';
const CONFIRM = '[name="lookup_secret_confirm"]';
const REVEAL = '[name="lookup_secret_reveal"]';

const toOther = ({ email }: Person) => `other-${email}`;

const PASSWORD_WAITS = "Your new password is not saved yet.";

const showCodes = (button: string) => async (here: Here) => {
  await press(button)(here);
  await readLookupCodes(here.page);
};

/** New codes are shown first, and kept once they are confirmed. */
async function confirmCodes({ page }: Here): Promise<void> {
  await expect(page.locator("#settings-lookup_secret")).toContainText("Keep these codes in a safe place");
  await readLookupCodes(page);
  await page.locator(CONFIRM).click();
}

const CHANGES: Change[] = [
  {
    what: "a new password",
    waiting: PASSWORD_WAITS,
    send: ({ page, person }) => choosePassword(page, `New-${person.password}`),
    isKept: differs("password"),
  },
  {
    what: "a new address",
    waiting: "Your new details are not saved yet.",
    send: async ({ page, person }) => {
      const form = page.getByTestId("settings-profile");
      await form.locator('[name="traits.email"]').fill(toOther(person));
      await form.locator('button[value="profile"]').click();
    },
    isKept: (now, before) => JSON.stringify(now.traits) !== JSON.stringify(before.traits),
  },
  {
    what: "linking another account",
    waiting: "The other account is not linked yet.",
    send: press('[name="link"][value="acme"]'),
    finish: async ({ page, stack, person }) => {
      await page.waitForURL((url) => url.href.startsWith(stack.urls.upstreamIdp));
      await answerProvider(page, { email: toOther(person), name: "Ada" });
    },
    isKept: (now) => JSON.stringify(now.credentials?.oidc?.identifiers ?? []).includes("acme:"),
  },
  {
    what: "unlinking an account",
    waiting: "The other account is not unlinked yet.",
    before: async ({ page, stack, person }) => {
      await page.goto("/settings");
      await signInVia(page, stack, "acme", { email: toOther(person), name: "Ada" });
      await expect(page.locator('[name="unlink"]')).toBeAttached();
    },
    send: take('[name="unlink"][value="acme"]'),
    isKept: (now) => (now.credentials?.oidc?.identifiers ?? []).length === 0,
  },
  {
    what: "setting up an authenticator app",
    waiting: "Your authenticator app is not set up yet.",
    send: async ({ page }) => {
      const secret = await page.getByTestId("node/text/totp_secret_key/text").innerText();
      await enterTotpCode(page, secret);
    },
    isKept: has("totp"),
  },
  {
    what: "removing the authenticator app",
    waiting: "Your authenticator app is not removed yet.",
    before: ({ page }) => addTotp(page),
    send: take('[name="totp_unlink"]'),
    isKept: lacks("totp"),
  },
  {
    what: "making backup codes",
    waiting: "New backup codes are not made yet.",
    send: press(GENERATE),
    finish: confirmCodes,
    isKept: has("lookup_secret"),
  },
  {
    what: "confirming backup codes",
    waiting: "Your new backup codes do not work yet.",
    begin: showCodes(GENERATE),
    send: press(CONFIRM),
    isKept: has("lookup_secret"),
  },
  {
    what: "replacing backup codes",
    waiting: "New backup codes are not made yet.",
    before: ({ page }) => addLookupCodes(page),
    begin: showCodes(REVEAL),
    send: take(GENERATE),
    finish: confirmCodes,
    isKept: differs("lookup_secret"),
  },
  {
    what: "switching backup codes off",
    waiting: "Your backup codes are not switched off yet.",
    before: ({ page }) => addLookupCodes(page),
    send: take('[name="lookup_secret_disable"]'),
    isKept: lacks("lookup_secret"),
  },
  {
    what: "adding a passkey",
    waiting: "Your passkey is not added yet.",
    needsScript: true,
    send: async ({ page }) => {
      await addAuthenticator(page);
      await page.locator('[name="passkey_register_trigger"]').click();
    },
    isKept: has("passkey"),
  },
  {
    what: "removing a passkey",
    waiting: "Your passkey is not removed yet.",
    before: async ({ page }) => {
      await addAuthenticator(page);
      await addPasskey(page);
    },
    send: take('[name="passkey_remove"]'),
    isKept: lacks("passkey"),
  },
  {
    what: "adding a security key",
    waiting: "Your security key is not added yet.",
    needsScript: true,
    send: async ({ page }) => {
      await addAuthenticator(page);
      await page.locator('[name="webauthn_register_displayname"]').fill("Blue key");
      await page.locator('[name="webauthn_register_trigger"]').click();
    },
    isKept: differs("webauthn"),
  },
  {
    what: "removing a security key",
    waiting: "Your security key is not removed yet.",
    before: async ({ page }) => {
      await addAuthenticator(page);
      await addSecurityKey(page, "Blue key");
    },
    send: take('[name="webauthn_remove"]'),
    isKept: differs("webauthn"),
  },
];

withAndWithoutScript((javaScriptEnabled) => {
  for (const change of CHANGES.filter(({ needsScript }) => javaScriptEnabled || !needsScript)) {
    test(`A2: ${change.what} is sent too late: sign in once, and it has happened`, async ({
      page,
      browser,
      stack,
    }) => {
      const here = { page, stack, person: await createPerson(stack) };
      await enter(browser, here, change);
      await page.goto("/settings");
      await change.begin?.(here);
      const before = await readIdentity(stack, here.person.id);
      const isKept = async () => change.isKept(await readIdentity(stack, here.person.id), before);
      await makeUnprivileged(stack, here.person);
      await change.send(here);
      await expectAskedAgain(page, change.waiting);
      expect(await isKept()).toBe(false);
      await confirmIdentity(page, here.person);
      await change.finish?.(here);
      await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
      await expect(page).toHaveURL(/\/settings\?flow=/);
      expect(await isKept()).toBe(true);
    });
  }

  test("A2: a change that is sent twice before signing in happens as it was sent last", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    const address = await openSettings(page);
    await makeUnprivileged(stack, person);
    await choosePassword(page, `Old-${person.password}`);
    await expectAskedAgain(page, PASSWORD_WAITS);
    await page.goto(address);
    const password = `New-${person.password}`;
    await choosePassword(page, password);
    await expectAskedAgain(page, PASSWORD_WAITS);
    await confirmIdentity(page, person);
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    await page.context().clearCookies();
    await page.goto("/login");
    await signInWithPassword(page, { ...person, password });
    await expectSignedIn(page);
  });

  test("A2: a change goes through when its owner confirms it at a provider", async ({ page, stack }) => {
    const person = await createPerson(stack);
    await signIn(page, person);
    await page.goto("/settings");
    await signInVia(page, stack, "acme", { email: toOther(person), name: "Ada" });
    await expect(page.locator('[name="unlink"]')).toBeAttached();
    const before = await readIdentity(stack, person.id);
    const isKept = async () => differs("password")(await readIdentity(stack, person.id), before);
    await makeUnprivileged(stack, person);
    await choosePassword(page, `New-${person.password}`);
    await expectAskedAgain(page, PASSWORD_WAITS);
    await signInVia(page, stack, "acme", { email: toOther(person), name: "Ada" });
    await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
    expect(await isKept()).toBe(true);
  });
});

test("a change that needs no fresh sign-in does not ask for one", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await page.goto("/settings");
  await makeUnprivileged(stack, person);
  await chooseLastName(page, "Lovelace");
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
});

/** Signs the page in. What is to be changed is set up with JavaScript in any case: some methods need it for that. */
async function enter(browser: Browser, here: Here, { before }: Pick<Change, "before">): Promise<void> {
  const context = await browser.newContext({ baseURL: here.stack.urls.foyer, javaScriptEnabled: true });
  const page = await context.newPage();
  await signIn(page, here.person);
  await before?.({ ...here, page });
  await here.page.context().addCookies(await context.cookies());
  await context.close();
}
