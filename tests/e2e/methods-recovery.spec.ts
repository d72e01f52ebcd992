/** Recovery by code on a real Kratos: back in, forced password change, second factor, no oracle, under a session. */

import { codeAfter } from "../support/messages";
import { createPerson, newPerson, signIn, signInWithPassword } from "../support/people";
import { expectSignedIn, signOut } from "../support/people-pages";
import { addTotp, codeOf } from "../support/settings";
import { expect, expectAccessible, test } from "../support/test";

const RECOVERY = /recover/i;

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("a lost password: a code by email opens the account, and a new password is asked for", async ({
      page,
      stack,
    }) => {
      const person = await createPerson(stack);
      await page.goto("/login");
      await page.getByTestId("forgot-password-link").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
      if (javaScriptEnabled) await expectAccessible(page);
      const form = page.getByTestId("recovery-flow");
      await form.locator('[name="email"]').fill(person.email);
      const code = await codeAfter(
        stack,
        person.email,
        () => form.locator('button[name="method"][value="code"]').click(),
        RECOVERY,
      );
      await expect(page.locator("main")).toContainText(person.email);
      if (javaScriptEnabled) await expectAccessible(page);
      await page.locator('[name="code"]').fill(code === "000000" ? "111111" : "000000");
      await page.locator('button[name="method"][value="code"]').click();
      await expect(page.getByTestId("ui/message/4060006")).toBeVisible();
      await page.locator('[name="code"]').fill(code);
      await page.locator('button[name="method"][value="code"]').click();
      await expect(page).toHaveURL(/\/settings\?flow=/);
      await expect(page.getByTestId("ui/message/1060001")).toBeVisible();
      const password = `New-${person.password}`;
      await page.getByTestId("settings-password").locator('[name="password"]').fill(password);
      await page.getByTestId("settings-password").locator('button[value="password"]').click();
      await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
      await signOut(page);
      await signInWithPassword(page, { ...person, password });
      await expectSignedIn(page);
    });

    test("from a re-authentication page, “forgot password” signs out first, says so, and keeps the destination", async ({
      page,
      stack,
    }) => {
      const person = await createPerson(stack);
      await signIn(page, person);
      const returnTo = `${stack.urls.foyer}/sessions?a=1`;
      await page.goto(`/login?refresh=true&return_to=${encodeURIComponent(returnTo)}`);
      const way = page.getByTestId("forgot-password-link");
      await expect(way).toHaveText("Forgot your password? Sign out and recover your account");
      await way.click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
      const whoami = await page.request.get(`${stack.urls.kratosPublic}/sessions/whoami`);
      expect(whoami.status()).toBe(401);
      const back = await page.getByTestId("login-link").getAttribute("href");
      expect(new URL(back ?? "", stack.urls.foyer).searchParams.get("return_to")).toBe(returnTo);
    });

    test("recovery that is opened while signed in asks before it signs out", async ({ page, stack }) => {
      await signIn(page, await createPerson(stack));
      await page.goto("/recovery");
      await expect(page.getByTestId("recover-under-session")).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByTestId("recover-sign-out").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
    });
  });
}

const QUESTIONS = [
  { kind: "recovery", fields: (email: string) => ({ method: "code", email }) },
  {
    kind: "login",
    fields: (identifier: string) => ({ method: "password", identifier, password: "not the password" }),
  },
];

for (const { kind, fields } of QUESTIONS) {
  test(`F10: ${kind} says the same of an address that has an account and of one that has none`, async ({
    stack,
  }) => {
    const known = await createPerson(stack);
    // One after the other: SQLite refuses writes that meet (Kratos answers 400, "concurrent update").
    const ask = (email: string) => toAnswer(stack.urls.foyer, kind, email, fields(email));
    const one = await ask(known.email);
    expect(await ask(newPerson().email)).toEqual(one);
  });
}

/** What a browser gets that sends a flow's form: statuses and page, with what is random blotted out. */
async function toAnswer(foyer: string, kind: string, email: string, fields: Record<string, string>) {
  const jar = new Map<string, string>();
  const send = async (address: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(address, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  };
  const page = await (await send(`${foyer}/${kind}`)).text();
  const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const token = /name="csrf_token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const body = new URLSearchParams({ csrf_token: token.replaceAll("&#x3D;", "="), ...fields });
  const posted = await send(action, { method: "POST", body });
  const shown = await send(posted.headers.get("location") ?? "");
  const text = await shown.text();
  expect(text).toContain(email);
  return {
    posted: posted.status,
    shown: shown.status,
    html: text
      .replaceAll(email, "EMAIL")
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
      .replaceAll(/&quot;challenge&quot;:&quot;[^&]+/g, "CHALLENGE")
      .replaceAll(/name="csrf_token" value="[^"]+"/g, "TOKEN"),
  };
}

test("a recovered account that has a second factor still asks for it before it shows anything", async ({
  page,
  stack,
}) => {
  const person = await createPerson(stack);
  await signIn(page, person);
  const secret = await addTotp(page);
  await signOut(page);
  await page.goto("/recovery");
  const form = page.getByTestId("recovery-flow");
  await form.locator('[name="email"]').fill(person.email);
  const code = await codeAfter(
    stack,
    person.email,
    () => form.locator('button[name="method"][value="code"]').click(),
    RECOVERY,
  );
  await page.locator('[name="code"]').fill(code);
  await page.locator('button[name="method"][value="code"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second step");
  await expect(page.locator('[name="traits.email"]')).toHaveCount(0);
  await page.locator('[name="totp_code"]').fill(codeOf(secret));
  await page.locator('button[name="method"][value="totp"]').click();
  await expect(page).toHaveURL(/\/settings\?flow=/);
  const password = `New-${person.password}`;
  await page.getByTestId("settings-password").locator('[name="password"]').fill(password);
  await page.getByTestId("settings-password").locator('button[value="password"]').click();
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
});

test("an app's sign-in that goes over recovery ends at the app (O20)", async ({ page, stack }) => {
  const person = await createPerson(stack);
  await page.goto(stack.urls.relyingParty);
  await page.locator("#sign-in").click();
  await page.getByTestId("forgot-password-link").click();
  const form = page.getByTestId("recovery-flow");
  await form.locator('[name="email"]').fill(person.email);
  const code = await codeAfter(
    stack,
    person.email,
    () => form.locator('button[name="method"][value="code"]').click(),
    RECOVERY,
  );
  await page.locator('[name="code"]').fill(code);
  await page.locator('button[name="method"][value="code"]').click();
  await expect(page).toHaveURL(/\/settings\?flow=/);
  await page.getByTestId("settings-password").locator('[name="password"]').fill(`New-${person.password}`);
  await page.getByTestId("settings-password").locator('button[value="password"]').click();
  await expect(page.getByTestId("consent")).toBeVisible();
});

test("O20: “forgot password” on a page that an app asked for again keeps the app's challenge", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await page.goto(`${stack.urls.relyingParty}/login?prompt=login`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm it is you");
  await page.getByTestId("forgot-password-link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Recover your account");
  await page.getByTestId("login-link").click();
  await signInWithPassword(page, await createPerson(stack));
  await expect(page.getByTestId("consent")).toBeVisible();
});
