/** An app's logo and documents: beside its name on every page of its request, from Foyer's own origin. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { startAtApp } from "../../support/app";
import { createPerson, signInWithPassword } from "../../support/people";
import { withAndWithoutScript } from "../../support/script";
import { expect, expectAccessible, test } from "../../support/test";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** The apps' own server; it has a logo, and something else that says it is one. */
let server: Server | undefined;
const asked: string[] = [];

function startLogoServer(): string {
  server ??= createServer(({ url = "" }, response) => {
    asked.push(url);
    response.writeHead(200, { "content-type": "image/png" });
    response.end(url.startsWith("/logo") ? PNG : "<svg xmlns='http://www.w3.org/2000/svg'/>");
  }).listen(0);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const toClient = (id: string, relyingParty: string, more: object) => ({
  client_id: id,
  client_name: "Shop of many things",
  client_secret: "stand-in-secret-of-a-test",
  redirect_uris: [`${relyingParty}/callback`],
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  scope: "openid offline_access email profile",
  ...more,
});

test.use({
  stackOptions: {
    demoAccounts: [],
    foyerEnv: () => ({ FOYER_LOGO_ORIGINS: startLogoServer() }),
    clients: ({ relyingParty }) => {
      const origin = startLogoServer();
      return [
        toClient("with-logo", relyingParty, {
          logo_uri: `${origin}/logo`,
          policy_uri: "https://shop.example/privacy",
          tos_uri: "https://shop.example/terms",
        }),
        toClient("with-other", relyingParty, { logo_uri: `${origin}/other` }),
        toClient("elsewhere", relyingParty, { logo_uri: "https://cdn.example/logo" }),
      ];
    },
  },
});
test.afterAll(() => {
  server?.closeAllConnections();
  server?.close();
});

const logo = (page: Page) => page.getByTestId("client-logo");

async function expectLogo(page: Page): Promise<void> {
  await expect(logo(page)).toBeVisible();
  await expect
    .poll(() => logo(page).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true);
}

withAndWithoutScript((javaScriptEnabled) => {
  test("P22: a client's logo comes from Foyer's own origin, on every page of its request", async ({
    page,
    stack,
  }) => {
    const person = await createPerson(stack);
    await startAtApp(page, stack, { client: "with-logo" });
    await expectLogo(page);
    const source = await logo(page).getAttribute("src");
    expect(new URL(source ?? "", page.url()).pathname).toBe("/client-logo");
    await expect(page.getByRole("link", { name: /^Privacy policy of Shop of many things/ })).toHaveAttribute(
      "href",
      "https://shop.example/privacy",
    );
    await expect(
      page.getByRole("link", { name: /^Terms of service of Shop of many things/ }),
    ).toHaveAttribute("href", "https://shop.example/terms");
    if (javaScriptEnabled) await expectAccessible(page);
    await signInWithPassword(page, { ...person, password: "a wrong one" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectLogo(page);
    await expect(page.getByRole("link", { name: /^Terms of service of Shop/ })).toBeVisible();
    await page.getByTestId("signup-link").click();
    await expectLogo(page);
    await page.getByTestId("cta-link").click();
    await signInWithPassword(page, person);
    await expect(page.getByTestId("consent")).toBeVisible();
    await expectLogo(page);
    expect(asked.filter((url) => url === "/logo").length, "it is kept").toBe(1);
  });

  test("P22: what is no picture leaves the page as it is without a logo", async ({ page, stack }) => {
    await startAtApp(page, stack, { client: "with-other" });
    await expect.poll(() => asked.includes("/other")).toBe(true);
    await startAtApp(page, stack, { client: "with-other" });
    await expect(page.locator('[name="identifier"]').first()).toBeVisible();
    await expect(logo(page)).toHaveCount(0);
  });
});

test("P22: a logo of an origin that is not allowed is not asked for", async ({ page, stack }) => {
  await startAtApp(page, stack, { client: "elsewhere" });
  await expect(page.locator('[name="identifier"]').first()).toBeVisible();
  await expect(logo(page)).toHaveCount(0);
});

test("a logo that the client holds itself is shown as it is", async ({ page, stack }) => {
  const logo_uri = `data:image/png;base64,${PNG.toString("base64")}`;
  await stack.createClient(toClient("of-its-own", stack.urls.relyingParty, { logo_uri }));
  await startAtApp(page, stack, { client: "of-its-own" });
  await expectLogo(page);
});

test("P22: nothing is served at an address that Foyer did not write", async ({ page, stack }) => {
  await startAtApp(page, stack, { client: "with-logo" });
  const source = new URL((await logo(page).getAttribute("src")) ?? "", stack.urls.foyer);
  const served = await page.request.get(source.href);
  expect(served.headers()).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
  });
  for (const [name, value] of [
    ["src", `${new URL(source.searchParams.get("src") ?? "").origin}/other`],
    ["src", stack.urls.hydraAdmin],
    ["signature", "guessed"],
  ] as const) {
    const other = new URL(source);
    other.searchParams.set(name, value);
    expect((await page.request.get(other.href)).status()).toBe(404);
  }
});
