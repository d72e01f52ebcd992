/**
 * A change that is sent when the privileged session has run out (threat A2): sign in once more, and that very change
 * has happened. Kratos carries it on itself, by a GET to the address the form was sent to.
 */

import type { Identity } from "@ory/client-fetch";
import type { Browser, Page } from "@playwright/test";
import { addAuthenticator } from "../../support/authenticator";
import { createPerson, type Person, readIdentity, signIn, signInWithPassword } from "../../support/people";
import { expectSignedIn } from "../../support/people-pages";
import { answerProvider, signInVia } from "../../support/provider";
import {
  addLookupCodes,
  addPasskey,
  addSecurityKey,
  addTotp,
  choosePassword,
  codeOf,
  pressSure,
  readLookupCodes,
} from "../../support/settings";
import { expect, type Stack, test } from "../../support/test";

// PostgreSQL, so that a session can be made older: waiting would race against the setting up.
test.use({ stackOptions: { database: "postgres", parts: ["kratos", "mail", "upstreamIdp", "foyer"] } });

interface Here {
  page: Page;
  stack: Stack;
  person: Person & { id: string };
}

interface Change {
  what: string;
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
    send: ({ page, person }) => choosePassword(page, `New-${person.password}`),
    isKept: differs("password"),
  },
  {
    what: "a new address",
    send: async ({ page, person }) => {
      const form = page.getByTestId("settings-profile");
      await form.locator('[name="traits.email"]').fill(toOther(person));
      await form.locator('button[value="profile"]').click();
    },
    isKept: (now, before) => JSON.stringify(now.traits) !== JSON.stringify(before.traits),
  },
  {
    what: "linking another account",
    send: press('[name="link"][value="acme"]'),
    finish: async ({ page, stack, person }) => {
      await page.waitForURL((url) => url.href.startsWith(stack.urls.upstreamIdp));
      await answerProvider(page, { email: toOther(person), name: "Ada" });
    },
    isKept: (now) => JSON.stringify(now.credentials?.oidc?.identifiers ?? []).includes("acme:"),
  },
  {
    what: "unlinking an account",
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
    send: async ({ page }) => {
      const secret = await page.getByTestId("node/text/totp_secret_key/text").innerText();
      await page.locator('[name="totp_code"]').fill(codeOf(secret));
      await page.locator('button[name="method"][value="totp"]').click();
    },
    isKept: has("totp"),
  },
  {
    what: "removing the authenticator app",
    before: ({ page }) => addTotp(page),
    send: take('[name="totp_unlink"]'),
    isKept: lacks("totp"),
  },
  {
    what: "making backup codes",
    send: press(GENERATE),
    finish: confirmCodes,
    isKept: has("lookup_secret"),
  },
  {
    what: "confirming backup codes",
    begin: showCodes(GENERATE),
    send: press(CONFIRM),
    isKept: has("lookup_secret"),
  },
  {
    what: "replacing backup codes",
    before: ({ page }) => addLookupCodes(page),
    begin: showCodes(REVEAL),
    send: take(GENERATE),
    finish: confirmCodes,
    isKept: differs("lookup_secret"),
  },
  {
    what: "switching backup codes off",
    before: ({ page }) => addLookupCodes(page),
    send: take('[name="lookup_secret_disable"]'),
    isKept: lacks("lookup_secret"),
  },
  {
    what: "adding a passkey",
    needsScript: true,
    send: async ({ page }) => {
      await addAuthenticator(page);
      await page.locator('[name="passkey_register_trigger"]').click();
    },
    isKept: has("passkey"),
  },
  {
    what: "removing a passkey",
    before: async ({ page }) => {
      await addAuthenticator(page);
      await addPasskey(page);
    },
    send: take('[name="passkey_remove"]'),
    isKept: lacks("passkey"),
  },
  {
    what: "adding a security key",
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
    before: async ({ page }) => {
      await addAuthenticator(page);
      await addSecurityKey(page, "Blue key");
    },
    send: take('[name="webauthn_remove"]'),
    isKept: differs("webauthn"),
  },
];

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

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
        await makeUnprivileged(here);
        await change.send(here);
        await expectAskedAgain(page);
        expect(await isKept()).toBe(false);
        await confirmIdentity(here);
        await change.finish?.(here);
        await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
        await expect(page).toHaveURL(/\/settings\?flow=/);
        expect(await isKept()).toBe(true);
      });
    }

    test("a change that is sent twice before signing in does not happen, and that is said", async ({
      page,
      stack,
    }) => {
      const person = await createPerson(stack);
      const here = { page, stack, person };
      await signIn(page, person);
      await page.goto("/settings");
      const action = await page.getByTestId("settings-password").getAttribute("action");
      const address = `/settings?flow=${new URL(action ?? "").searchParams.get("flow")}`;
      await makeUnprivileged(here);
      const password = `New-${person.password}`;
      await choosePassword(page, password);
      await expectAskedAgain(page);
      await page.goto(address);
      await choosePassword(page, password);
      await expectAskedAgain(page);
      await confirmIdentity(here);
      await expect(page.getByTestId("form-messages")).toContainText("Nothing was changed.");
      await choosePassword(page, password);
      await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
      await page.context().clearCookies();
      await page.goto("/login");
      await signInWithPassword(page, { ...person, password });
      await expectSignedIn(page);
    });
  });
}

test("a change that needs no fresh sign-in does not ask for one", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  await page.goto("/settings");
  await makeUnprivileged({ stack, person });
  const form = page.getByTestId("settings-profile");
  await form.locator('[name="traits.name.last"]').fill("Lovelace");
  await form.locator('button[value="profile"]').click();
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

/** Lets the sign-in be older than `privileged_session_max_age`. */
async function makeUnprivileged({ stack, person }: Pick<Here, "stack" | "person">): Promise<void> {
  await stack.query(
    "kratos",
    `UPDATE sessions SET authenticated_at = now() - interval '1 hour' WHERE identity_id = '${person.id}'`,
  );
}

/** The page that asks for credentials, and why. */
async function expectAskedAgain(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
  await expect(page.locator("main")).toContainText("You are about to change something important");
}

async function confirmIdentity({ page, person }: Here): Promise<void> {
  const form = page.getByTestId("login-flow");
  await form.locator('[name="password"]').fill(person.password);
  await form.locator('button[value="password"]').click();
}
