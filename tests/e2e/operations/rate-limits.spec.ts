/** Form posts are limited by address and by flow; reading never is (threat F13). */

import type { APIRequestContext } from "@playwright/test";
import { createPerson } from "../../support/people";
import { readFlow } from "../../support/senders";
import { expect, expectAccessible, test } from "../../support/test";

const FLOW_POSTS = 15;
const ADDRESS_POSTS = 12;

test.use({
  stackOptions: {
    parts: ["mail", "kratos", "foyer"],
    demoAccounts: [],
    foyerEnv: {
      HYDRA_ADMIN_URL: "",
      FOYER_TRUSTED_PROXY_HOPS: "1",
      // What is counted by recipient over all flows has tests of its own (recipient-limits).
      FOYER_RATE_LIMIT_GUESSES: "0",
      FOYER_RATE_LIMIT_FLOW_POSTS: String(FLOW_POSTS),
      FOYER_RATE_LIMIT_ADDRESS_POSTS: String(ADDRESS_POSTS),
    },
  },
});

type Flow = ReturnType<typeof readFlow>;

const openFlow = async (request: APIRequestContext, path: string): Promise<Flow> =>
  readFlow(await (await request.get(path)).text());

function post(
  request: APIRequestContext,
  kind: string,
  flow: Flow,
  fields: Record<string, string>,
  forwardedFor: string,
) {
  return request.post(`/self-service/${kind}?flow=${flow.id}`, {
    form: { csrf_token: flow.csrfToken, ...fields },
    headers: { "x-forwarded-for": forwardedFor, accept: "text/html" },
    maxRedirects: 0,
  });
}

test("F13: the 20th code sent to one flow is a 429 with the wait; the page can still be read", async ({
  page,
  stack,
}) => {
  const { request } = page;
  const person = await createPerson(stack);
  const flow = await openFlow(request, "/recovery");
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const fields: Record<string, string> =
      attempt === 0 ? { method: "code", email: person.email } : { method: "code", code: "000000" };
    // Kratos takes an id in capitals too: it stays the same flow.
    const spelt = attempt % 2 === 1 ? { ...flow, id: flow.id.toUpperCase() } : flow;
    const response = await post(request, "recovery", spelt, fields, `198.51.100.${attempt}`);
    statuses.push(response.status());
  }
  expect(statuses.slice(0, FLOW_POSTS)).not.toContain(429);
  expect(statuses.slice(FLOW_POSTS)).toEqual(statuses.slice(FLOW_POSTS).map(() => 429));

  const refused = await post(request, "recovery", flow, { method: "code", code: "000000" }, "198.51.100.99");
  const wait = Number(refused.headers()["retry-after"]);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(600);
  expect(refused.headers()["content-type"]).toContain("text/html");
  expect((await request.get(`/recovery?flow=${flow.id}`)).status()).toBe(200);
  expect((await request.get("/login")).status()).toBe(200);
});

test("F13: one address is limited over all flows; a forged entry does not help, others go on", async ({
  page,
}) => {
  const { request } = page;
  const fields = { method: "password" };
  const statuses: number[] = [];
  let flow = await openFlow(request, "/login");
  for (let attempt = 0; attempt <= ADDRESS_POSTS; attempt += 1) {
    if (attempt % 10 === 9) flow = await openFlow(request, "/login");
    const response = await post(request, "login", flow, fields, `6.6.6.${attempt}, 203.0.113.7`);
    statuses.push(response.status());
  }
  expect(statuses.indexOf(429)).toBe(ADDRESS_POSTS);
  const other = await post(request, "login", await openFlow(request, "/login"), fields, "203.0.113.8");
  expect(other.status()).toBe(303);
  const reader = await request.get("/login", { headers: { "x-forwarded-for": "203.0.113.7" } });
  expect(reader.status()).toBe(200);
});

test("F13: a person reads how long to wait, in words", async ({ page, context }) => {
  const { request } = page;
  await context.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.20" });
  const flow = await openFlow(request, "/login");
  for (let attempt = 0; attempt < FLOW_POSTS; attempt += 1) {
    await post(request, "login", flow, { method: "password" }, `198.51.100.${attempt}`);
  }
  await page.goto(`/login?flow=${flow.id}`);
  const form = page.getByTestId("login-flow");
  await form.locator('[name="identifier"]').fill("somebody@foyer.example");
  await form.locator('[name="password"]').fill("a-password-of-mine");
  await form.locator('button[name="method"][value="password"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Too many tries");
  await expect(page.getByText("Please wait 10 minutes before you try again.")).toBeVisible();
  await expectAccessible(page);
});
