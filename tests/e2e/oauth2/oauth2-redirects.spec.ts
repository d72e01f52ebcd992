/** Where the handshake leads, and how: never by a status that repeats a POST, never to where Hydra would not. */

import { allow, expectAtApp, startAtApp } from "../../support/app";
import { createPerson, signIn, signInWithPassword } from "../../support/people";
import { getProxies, RECORDED_STACK } from "../../support/recorded-stack";
import { expect, expectAccessible, test } from "../../support/test";

test.use({ stackOptions: RECORDED_STACK });

const FORGED = "https://evil.example/callback?code=stolen";

test("O18: every redirect of the whole journey is a 303 of Foyer, and none repeats a POST", async ({
  page,
  stack,
}) => {
  const redirects: { url: string; status: number }[] = [];
  page.on("response", (response) => {
    const status = response.status();
    if (status >= 300 && status < 400 && status !== 304) redirects.push({ url: response.url(), status });
  });
  const person = await createPerson(stack);
  await startAtApp(page, stack);
  await signInWithPassword(page, person);
  await allow(page);
  await expectAtApp(page, stack);
  await page.locator("#sign-out").click();
  await page.getByTestId("logout-accept").click();
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/\\?state=`));

  const ours = redirects.filter(({ url }) => url.startsWith(`${stack.urls.foyer}/`));
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.filter(({ status }) => status !== 303)).toEqual([]);
  expect(redirects.filter(({ status }) => status === 307 || status === 308)).toEqual([]);
});

const ACCEPTS = {
  login: /^PUT \/admin\/oauth2\/auth\/requests\/login\/accept/,
  consent: /^PUT \/admin\/oauth2\/auth\/requests\/consent\/accept/,
  logout: /^PUT \/admin\/oauth2\/auth\/requests\/logout\/accept/,
};

test("O9: a redirect_to that does not lead to Hydra is a 502, for login and for consent", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  const { hydra } = getProxies();
  const forge = (body: Record<string, unknown>) => ({ ...body, redirect_to: FORGED });

  const restoreLogin = hydra.change(ACCEPTS.login, forge);
  const answer = await startAtApp(page, stack);
  expect(answer?.status()).toBe(502);
  await expectAccessible(page);
  expect(await page.content()).not.toContain("evil.example");
  restoreLogin();

  const restoreConsent = hydra.change(ACCEPTS.consent, forge);
  await startAtApp(page, stack);
  await allow(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something is wrong on our side");
  expect(await page.content()).not.toContain("evil.example");
  restoreConsent();
});

test.describe("framing", () => {
  test.use({ expectedErrors: [/^(Refused to frame|Framing )/] });

  test("O10: no page can be framed by another site", async ({ page, stack }) => {
    await signIn(page, await createPerson(stack));
    await startAtApp(page, stack);
    const consentUrl = page.url();
    await page.goto(`${stack.urls.relyingParty}/privacy`);
    for (const url of [consentUrl, `${stack.urls.foyer}/login`, `${stack.urls.foyer}/account`]) {
      const frame = await page.evaluateHandle(
        (src) =>
          new Promise<HTMLIFrameElement>((resolve) => {
            const element = document.createElement("iframe");
            element.addEventListener("load", () => resolve(element));
            element.src = src;
            document.body.append(element);
          }),
        url,
      );
      const content = await frame.asElement()?.contentFrame();
      await expect.poll(() => content?.url()).toBe("chrome-error://chromewebdata/");
    }
  });
});
