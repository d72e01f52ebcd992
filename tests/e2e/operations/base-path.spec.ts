/** Foyer below a path of a shared host, `https://example.com/auth`: every link, form, asset and redirect stays there. */

import { newPerson, register } from "../../support/people";
import { expect, test } from "../../support/test";

const BASE = "/auth";

test.use({ stackOptions: { basePath: BASE } });

test("below a base path the main journey works, and everything it asks of this host is below it", async ({
  page,
  stack,
}) => {
  const { origin } = new URL(stack.urls.foyer);
  const outside: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin === origin && !url.pathname.startsWith(`${BASE}/`)) outside.push(url.pathname);
  });
  const person = newPerson();
  await page.goto(stack.urls.relyingParty);
  await page.locator("#sign-in").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await page.getByTestId("signup-link").click();
  await register(page, person);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page).toHaveURL(`${stack.urls.relyingParty}/`);
  expect(JSON.parse(await page.getByTestId("rp-claims").innerText())).toMatchObject({ email: person.email });

  for (const path of ["/account", "/sessions", "/settings", "/account/apps"]) {
    const response = await page.goto(stack.urls.foyer + path);
    expect(response?.status(), path).toBe(200);
    for (const link of await page.locator("main a[href], main form[action], header a[href]").all()) {
      const target = (await link.getAttribute("href")) ?? (await link.getAttribute("action")) ?? "";
      const url = new URL(target, page.url());
      if (url.origin === origin && !target.startsWith("#"))
        expect(url.pathname, target).toMatch(/^\/auth(\/|$)/);
    }
  }

  await page.goto(stack.urls.relyingParty);
  await page.locator("#sign-out").click();
  await page.getByTestId("logout-accept").click();
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/`));
  expect(outside, "requests beside the base path").toEqual([]);
});

test("below a base path the policy's reports, the relay and the refusals are there too", async ({
  request,
  stack,
}) => {
  const { foyer } = stack.urls;
  const { origin } = new URL(foyer);
  const login = await request.get(`${foyer}/login`);
  expect(login.headers()["content-security-policy"]).toContain(`report-uri ${BASE}/csp-report`);
  expect(login.headers()["reporting-endpoints"]).toBe(`csp="${BASE}/csp-report"`);
  const report = await request.post(`${foyer}/csp-report`, {
    headers: { "content-type": "application/csp-report" },
    data: "{}",
  });
  expect(report.status()).toBe(204);
  const relayed = await request.get(`${foyer}/self-service/login/browser`, { maxRedirects: 0 });
  expect(relayed.headers().location).toMatch(new RegExp(`^${foyer}/login\\?flow=`));
  const root = await request.get(foyer, { maxRedirects: 0 });
  expect(root.headers().location).toMatch(/^\/auth\//);
  for (const path of ["/login", "/authentication/login", "/self-service/login/browser"]) {
    expect((await fetch(origin + path, { redirect: "manual" })).status, path).toBe(404);
  }
});

test("D3: what watches the process is answered without the base path, with a query too", async ({
  stack,
}) => {
  const { origin } = new URL(stack.urls.foyer);
  for (const path of ["/health/alive", "/health/alive?probe=1", `${BASE}/health/alive?probe=1`]) {
    const answer = await fetch(origin + path);
    expect(await answer.json(), path).toEqual({ status: "ok" });
  }
});
