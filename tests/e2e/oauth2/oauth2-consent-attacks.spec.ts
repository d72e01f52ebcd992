/** What nobody gets out of the consent page, whatever they send: read from what reaches Hydra. */

import type { BrowserContext, Page } from "@playwright/test";
import { allow, expectAtApp, forgetAtApp, readAccessToken, startAtApp } from "../../support/app";
import { createPerson, signIn } from "../../support/people";
import { getProxies, RECORDED_STACK } from "../../support/recorded-stack";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: RECORDED_STACK });

const ACCEPT = /^PUT \/admin\/oauth2\/auth\/requests\/consent\/accept/;

test("O1: an unrequested scope or audience is never granted", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack, { scope: "openid email" });
  await page
    .getByTestId("consent")
    .locator('[name="consent_action"][value="accept"]')
    .evaluate((button: HTMLButtonElement) => {
      for (const [name, value] of [
        ["grant_scope", "offline_access"],
        ["grant_scope", "admin"],
        ["grant_access_token_audience", "https://api.evil.example"],
      ]) {
        button.before(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
    });
  const { hydra } = getProxies();
  await allow(page);
  await expectAtApp(page, stack);
  const [accept, ...more] = hydra.matching(ACCEPT);
  expect(more).toEqual([]);
  const body = JSON.parse(accept?.body ?? "");
  expect(body.grant_scope).toEqual(["openid", "email"]);
  expect(body.grant_access_token_audience).toEqual([]);
  const token = await readAccessToken(page);
  expect(token).toMatchObject({ scope: ["openid", "email"], audience: [], refreshable: false });
});

test("O4, O19: a GET writes nothing; an accept is finite, remembered or not", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  const { hydra } = getProxies();
  await startAtApp(page, stack);
  await page.reload();
  await expect(page.getByTestId("consent")).toBeVisible();
  expect(hydra.matching(/^PUT .*consent/)).toEqual([]);
  await allow(page);
  await expectAtApp(page, stack);

  await startAtApp(page, stack);
  await page.locator('[name="remember"]').check();
  await allow(page);
  await expectAtApp(page, stack);
  const bodies = hydra.matching(ACCEPT).map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ remember }) => remember)).toEqual([false, true]);
  for (const { remember_for } of bodies) expect(remember_for).toBeGreaterThan(0);
});

test("O4: a link that chooses what has the focus allows nothing by a key that is held", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
  expect(ids).toEqual(expect.arrayContaining(["accept", "remember", "scope-email"]));
  const { hydra } = getProxies();
  // A fragment outlives the redirects from the app over Hydra and /login.
  for (const id of ["accept", "remember", "scope-email"]) {
    await page.goto(`${stack.urls.relyingParty}/login#${id}`);
    await expect(page).toHaveURL(new RegExp(`/consent\\?.*#${id}$`));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await expect(page.locator("body")).toBeFocused();
  }
  await page.reload();
  await expect(page.getByTestId("consent")).toBeVisible();
  expect(hydra.matching(ACCEPT)).toEqual([]);
});

test("O4: a click that was begun in another window allows nothing", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  await page.clock.install();
  await startAtApp(page, stack);
  const allowing = page.locator('[name="consent_action"][value="accept"]');
  await allowing.scrollIntoViewIfNeeded();
  const box = await allowing.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 40, (box?.y ?? 0) + 20];
  await page.clock.pauseAt(Date.now() + 60_000);
  const clicks = await page.evaluateHandle(() => {
    const taken: string[] = [];
    window.addEventListener("click", ({ target }) => taken.push((target as Element).textContent ?? ""));
    window.addEventListener("submit", (event) => event.preventDefault());
    return taken;
  });
  const countTaken = () => clicks.evaluate((taken) => taken.filter((text) => text === "Allow").length);

  // The second click of two, the first of which another page had.
  await page.mouse.move(x, y);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  expect(await countTaken()).toBe(0);
  await allowing.click();
  expect(await countTaken()).toBe(1);

  // A window over this one closes under the pointer, at once or under the press of the next click.
  const comeToFront = () =>
    page.evaluate(() => {
      window.dispatchEvent(new Event("blur"));
      window.dispatchEvent(new Event("focus"));
    });
  await comeToFront();
  await page.mouse.move(x + 2, y);
  await page.mouse.click(x + 2, y);
  expect(await countTaken()).toBe(1);

  // Nobody waits who has come here by themselves, with the mouse or after a while.
  await page.mouse.move(x + 60, y);
  await page.mouse.click(x, y);
  expect(await countTaken()).toBe(2);
  await comeToFront();
  await page.clock.runFor(500);
  await page.mouse.click(x, y);
  expect(await countTaken()).toBe(3);
});

test("O6: a token of another challenge, of another session or of nobody is refused", async ({
  page,
  browser,
  stack,
}) => {
  const [alice, bob] = [await createPerson(stack), await createPerson(stack)];
  await signIn(page, alice);
  const first = await openConsent(page);
  const second = await openConsent(page);
  const stranger = await browser.newContext({ baseURL: stack.urls.foyer });
  const strangersPage = await stranger.newPage();
  await signIn(strangersPage, bob);
  const foreign = await openConsent(strangersPage);
  await stranger.close();

  const { hydra } = getProxies();
  for (const csrf_token of [second.csrf_token ?? "", foreign.csrf_token ?? "", "forged", ""]) {
    const answer = await post(page.context(), { ...first, csrf_token });
    expect(answer.status()).toBe(403);
  }
  expect((await post(page.context(), foreign)).status()).toBe(403);
  expect(hydra.matching(/^PUT /)).toEqual([]);

  async function openConsent(at: Page) {
    await startAtApp(at, stack);
    return readForm(at);
  }
});

test("O7: two answers at once are one accept, and lead to the same place", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  await startAtApp(page, stack);
  const form = await readForm(page);
  const { hydra } = getProxies();
  const answers = await Promise.all([1, 2, 3].map(() => post(page.context(), form)));
  const targets = await Promise.all(
    answers.map(
      async (answer) => /http-equiv="refresh" content="0;url=([^"]+)"/i.exec(await answer.text())?.[1],
    ),
  );
  expect(targets[0]).toContain("consent_verifier");
  expect(new Set(targets).size).toBe(1);
  expect(hydra.matching(ACCEPT)).toHaveLength(1);
});

test("O2: A's consent page, sent after B signed in, gives nothing and says whose turn it is", async ({
  page,
  stack,
}) => {
  const [alice, bob] = [await createPerson(stack), await createPerson(stack)];
  await signIn(page, alice);
  await startAtApp(page, stack);
  const other = await page.context().newPage();
  await page.context().clearCookies({ name: "ory_kratos_session" });
  await signIn(other, bob);

  const { hydra } = getProxies();
  await page.getByTestId("consent").getByRole("button", { name: "Allow" }).click();
  await expect(page.getByTestId("wrong-account")).toContainText(bob.email);
  await expectAccessible(page);
  await page.reload();
  expect(hydra.matching(/^PUT /)).toEqual([]);
});

test("O8: a request that began in another browser ends with an error at the app, without a code", async ({
  page,
  browser,
  stack,
}) => {
  await startAtApp(page, stack);
  const challenge = await page.locator('[name="login_challenge"]').first().inputValue();
  const victim = await browser.newContext({ baseURL: stack.urls.foyer });
  const victimsPage = await victim.newPage();
  await signIn(victimsPage, await createPerson(stack));
  const callback = victimsPage.waitForRequest(`${stack.urls.relyingParty}/callback?*`);
  await victimsPage.goto(`/login?login_challenge=${encodeURIComponent(challenge)}`);
  const answer = new URL((await callback).url()).searchParams;
  expect(answer.get("error")).toBe("request_forbidden");
  expect(answer.has("code")).toBe(false);
  await victim.close();

  await page.goto(`/login?login_challenge=${encodeURIComponent(challenge)}`);
  await expect(page.getByTestId("login-flow")).toBeVisible();
});

test("O5: a native app is asked about every time, whatever was remembered", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  const redirects = ["http://127.0.0.1/callback", "com.example.app:/callback"];
  for (const redirectUri of redirects) {
    const url = toNativeRequest(stack.urls.hydraPublic, redirectUri);
    for (let time = 0; time < 2; time++) {
      await page.goto(url);
      await expect(page.getByTestId("consent")).toContainText(
        new URL(redirectUri).host || "com.example.app:",
      );
      await expect(page.locator('[name="remember"]')).toHaveCount(0);
      const answer = await post(page.context(), { ...(await readForm(page)), remember: "1" });
      expect(answer.status()).toBe(200);
      await followToClient(page.context(), await answer.text(), redirectUri);
    }
  }
});

test("a client in TRUSTED_CLIENT_IDS is not asked about; its accept is finite too (O19)", async ({
  page,
  stack,
}) => {
  await stack.createClient({
    client_id: "trusted-app",
    client_name: "Trusted app",
    client_secret: "stand-in-secret-of-a-test",
    redirect_uris: [`${stack.urls.relyingParty}/callback`],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    scope: "openid offline_access email profile",
  });
  await signIn(page, await createPerson(stack));
  const { hydra } = getProxies();
  await startAtApp(page, stack, { client: "trusted-app" });
  await expectAtApp(page, stack);
  expect(JSON.parse(hydra.matching(ACCEPT)[0]?.body ?? "").remember_for).toBeGreaterThan(0);
  await forgetAtApp(page);
  await startAtApp(page, stack, { client: "trusted-app", prompt: "none" });
  await expectAtApp(page, stack);
});

function readForm(page: Page): Promise<Record<string, string>> {
  return page
    .locator('[name="consent_action"][value="accept"]')
    .evaluate((button: HTMLButtonElement) =>
      Object.fromEntries([...new FormData(button.form ?? undefined, button)].map(([k, v]) => [k, String(v)])),
    );
}

/** Sends the form as the page would, without following what the answer leads to. */
function post(context: BrowserContext, form: Record<string, string>) {
  return context.request.post("/consent", { form, maxRedirects: 0 });
}

function toNativeRequest(hydraPublic: string, redirectUri: string): string {
  return `${hydraPublic}/oauth2/auth?${new URLSearchParams({
    client_id: "native-app",
    response_type: "code",
    scope: "openid",
    redirect_uri: redirectUri,
    state: "state-of-the-app",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  })}`;
}

/** Follows the interstitial to Hydra; nothing listens where Hydra leads. */
async function followToClient(context: BrowserContext, html: string, redirectUri: string): Promise<void> {
  const href = /http-equiv="refresh" content="0;url=([^"]+)"/i.exec(html)?.[1]?.replaceAll("&amp;", "&");
  const answer = await context.request.get(href ?? "", { maxRedirects: 0 });
  expect(answer.headers().location).toContain(`${redirectUri}?code=`);
}
