/** A captcha of Kratos' forms (a stub's, in the shape of Ory Network's): its script runs where the operator says so. */

import type { Page } from "@playwright/test";
import { toRecord } from "@/lib/json";
import { type Contract, expect, test } from "../support/contract";
import { toFlow } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

const SCRIPT = "https://captcha.example/turnstile/v0/api.js";

test.use({ foyerEnv: { FOYER_CAPTCHA_SCRIPT: SCRIPT } });

const CAPTCHA = {
  type: "div",
  group: "captcha",
  attributes: {
    id: "captcha",
    class: "cf-turnstile",
    data: { sitekey: "k", "response-field-name": "transient_payload.captcha_turnstile_response" },
  },
  messages: [],
  meta: {},
};

const ANSWER = "transient_payload.captcha_turnstile_response";

/** As Ory Network sends it. */
const NETWORK_CAPTCHA = [
  toHidden(ANSWER, ""),
  { ...CAPTCHA, attributes: { id: "captcha_turnstile_inject" } },
  toHidden(
    "captcha_turnstile_options",
    JSON.stringify({ sitekey: "k", theme: "light", action: "login", response_field_name: ANSWER }),
  ),
];

function toHidden(name: string, value: string) {
  const attributes = { node_type: "input", type: "hidden", name, value };
  return { type: "input", group: "captcha", attributes, messages: [], meta: {} };
}

function giveCaptcha(
  { kratos, foyer }: Contract,
  kind: "login" | "settings",
  captcha: object[] = [CAPTCHA],
): void {
  const flow = toFlow(kind, foyer.url);
  const { ui } = flow as { ui: { nodes: object[] } };
  kratos.when(
    `/self-service/${kind}/flows`,
    json(200, { ...toRecord(flow), ui: { ...ui, nodes: [...captcha, ...ui.nodes] } }),
  );
}

/** Does what such a script does: a frame of its own origin, and the answer as a hidden field. */
async function serveScript(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route("https://captcha.example/**", (route) => {
    asked.push(route.request().url());
    return route.request().url() === SCRIPT
      ? route.fulfill({
          contentType: "text/javascript",
          body: `const draw = () => { for (const place of document.querySelectorAll(".cf-turnstile")) {
            const frame = document.createElement("iframe");
            frame.title = "Captcha";
            frame.src = "https://captcha.example/frame";
            const answer = document.createElement("input");
            answer.type = "hidden";
            answer.name = place.dataset.responseFieldName;
            answer.value = "solved";
            place.append(frame, answer);
          } };
          if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", draw);
          else draw();`,
        })
      : route.fulfill({ contentType: "text/html", body: "<p>You are a person</p>" });
  });
  return asked;
}

test("F1: a captcha's script runs, and its answer goes along with the form it stands in", async ({
  page,
  contract,
}) => {
  giveCaptcha(contract, "login");
  const asked = await serveScript(page);
  await page.goto(`${contract.foyer.url}/login?flow=recorded`);
  const form = page.locator("form", { has: page.locator('button[value="password"]') });
  await expect(form.frameLocator('iframe[title="Captcha"]').getByText("You are a person")).toBeVisible();
  await form.locator('[name="identifier"]').fill("a@foyer.example");
  await form.locator('[name="password"]').fill("a password");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await form.locator('button[value="password"]').click();
  const body = new URLSearchParams((await sent).postData() ?? "");
  expect(body.get("transient_payload.captcha_turnstile_response")).toBe("solved");
  expect(asked).toContain(SCRIPT);
});

test("whichever form is sent early waits for Ory Network's captcha, and takes its answer along", async ({
  page,
  contract,
}) => {
  giveCaptcha(contract, "login", NETWORK_CAPTCHA);
  await serveScript(page);
  await page.goto(`${contract.foyer.url}/login?flow=recorded`);
  const answer = page.locator(`[name="${ANSWER}"]`);
  await expect(answer).toHaveCount(1);
  await answer.evaluate((field: HTMLInputElement) => {
    field.value = "";
  });
  const posted: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posted.push(request.postData() ?? ""));
  const button = page.locator('button[name="provider"]').first();
  await button.click();
  await expect(button).toHaveAttribute("aria-busy", "true");
  await button.click();
  expect(posted).toEqual([]);
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await answer.evaluate((field: HTMLInputElement) => {
    field.value = "solved";
  });
  const body = new URLSearchParams((await sent).postData() ?? "");
  expect(body.get("provider")).toBeTruthy();
  expect(body.getAll(ANSWER)).toEqual(["solved"]);
  const payload = { locale: "en", captcha_turnstile_response: "solved" };
  expect(JSON.parse(body.get("transient_payload") ?? "")).toEqual(payload);
});

test("where a captcha's script is blocked the page says what to do, and keeps what was typed", async ({
  page,
  contract,
}) => {
  giveCaptcha(contract, "login");
  await page.clock.install();
  await page.route(SCRIPT, (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.goto(`${contract.foyer.url}/login?flow=recorded`);
  const form = page.locator("form", { has: page.locator('button[value="password"]') });
  await form.locator('[name="identifier"]').fill("a@foyer.example");
  await form.locator('[name="password"]').fill("a password");
  const posted: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posted.push(request.url()));
  const button = form.locator('button[value="password"]');
  await button.click();
  await expect(button).toHaveAttribute("aria-busy", "true");
  await page.clock.fastForward(11_000);
  const words = page.getByRole("alert").filter({ hasText: "an ad blocker may be stopping it" });
  await expect(words).toBeFocused();
  await expect(form.locator('[name="password"]')).toHaveValue("a password");
  expect(posted).toEqual([]);
  const place = page.locator(".cf-turnstile");
  await place.evaluate((captcha: HTMLElement) => {
    const answer = document.createElement("input");
    answer.type = "hidden";
    answer.name = captcha.dataset.responseFieldName || "cf-turnstile-response";
    answer.value = "solved late";
    captcha.append(answer);
  });
  await page.clock.fastForward(1000);
  await expect(words).toBeHidden();
  await expect(button).toBeFocused();
  await place.evaluate((captcha) => captcha.replaceChildren());
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await button.click();
  await sent;
});

test("F1: no page without a captcha, and none of an account, has a thing of its script's origin", async ({
  page,
  contract,
}) => {
  const asked = await serveScript(page);
  await page.goto(`${contract.foyer.url}/login?flow=recorded`);
  await expect(page.getByTestId("login-flow")).toBeVisible();
  giveCaptcha(contract, "settings");
  const cookie = { name: "ory_kratos_session", value: "alice", url: contract.foyer.url };
  await page.context().addCookies([cookie]);
  const answer = await page.goto(`${contract.foyer.url}/settings?flow=recorded`);
  expect(answer?.headers()["content-security-policy"]).not.toContain("captcha.example");
  await expect(page.locator("#captcha").first()).toBeAttached();
  await expect(page.locator(".cf-turnstile")).toHaveCount(0);
  expect(asked).toEqual([]);
});
