/** What the login page costs with every way to sign in switched on: bytes, requests, and calls to Kratos. */

import { createPerson, signInWithPassword } from "../../support/people";
import { getProxies, RECORDED_STACK } from "../../support/recorded-stack";
import { expect, test } from "../../support/test";
import { measureVisit, sumBytes } from "../../support/wire";

test.use({ stackOptions: RECORDED_STACK });

test("the login page is 14 kB or less on the wire, of which 4 kB or less are our own script", async ({
  page,
}) => {
  const all = await measureVisit(page, "/login");
  // Kratos' own script, there because the flow offers a passkey.
  const requests = all.filter(({ url }) => !url.includes("/.well-known/ory/webauthn.js"));
  expect(all.length - requests.length).toBe(1);
  expect(requests.filter(({ type }) => type === "Document")).toHaveLength(1);
  expect(requests.filter(({ url }) => url.includes("/_next/"))).toEqual([]);
  expect(sumBytes(requests)).toBeGreaterThan(1000);
  // A headless browser leaves the tab's picture out.
  const icon = await measureVisit(page, "/icon.svg");
  expect(sumBytes(requests) + sumBytes(icon)).toBeLessThanOrEqual(14_000);
  expect(sumBytes(requests.filter(({ type }) => type === "Script"))).toBeLessThanOrEqual(4000);
});

test("the login page costs one browser round trip and one Kratos call, with and without a flow", async ({
  page,
}) => {
  const documents: number[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "document") documents.push(response.status());
  });
  const { kratos } = getProxies();
  await page.goto("/login", { waitUntil: "networkidle" });
  await expect(page).toHaveURL(/\/login\?flow=/);
  expect(documents).toEqual([200]);
  expect(toCalls(kratos.requests())).toEqual(["GET /self-service/login/browser"]);

  kratos.clear();
  await page.reload({ waitUntil: "networkidle" });
  expect(documents).toEqual([200, 200]);
  expect(toCalls(kratos.requests())).toEqual(["GET /self-service/login/flows"]);
});

test("the consent page costs one whoami and one read; its answer one more each, and one write", async ({
  page,
  stack,
}) => {
  await page.goto(`${stack.urls.relyingParty}/login`);
  await signInWithPassword(page, await createPerson(stack));
  await expect(page.getByTestId("consent")).toBeVisible();
  const { kratos, hydra } = getProxies();
  await page.reload({ waitUntil: "networkidle" });
  expect(toCalls(kratos.requests())).toEqual(["GET /sessions/whoami"]);
  expect(toCalls(hydra.requests())).toEqual(["GET /admin/oauth2/auth/requests/consent"]);

  kratos.clear();
  hydra.clear();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByTestId("rp-user")).toBeVisible();
  expect(toCalls(kratos.requests())).toEqual(["GET /sessions/whoami"]);
  expect(toCalls(hydra.requests())).toEqual([
    "GET /admin/oauth2/auth/requests/consent",
    "PUT /admin/oauth2/auth/requests/consent/accept",
  ]);
});

/** Kratos' own script, and which flows are switched on, are cached by the process and belong to no page. */
function toCalls(requests: { method: string; path: string }[]): string[] {
  return requests
    .filter(({ path }) => !path.includes("id=00000000-"))
    .map(({ method, path }) => `${method} ${path.split("?")[0]}`)
    .filter((call) => !call.endsWith("/webauthn.js"));
}
