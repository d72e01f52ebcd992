/** What operators see: health, metrics, traces, logs and audit events, none of which tells a secret (L1, L2). */

import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { readAudit, readLog, readLogText } from "../../support/foyer-log";
import { type OtlpSink, startOtlpSink } from "../../support/otlp-sink";
import { createPerson, newPerson, register, signIn, signInWithPassword } from "../../support/people";
import { expect, test } from "../../support/test";

const METRICS_TOKEN = randomBytes(32).toString("hex");
let sink: OtlpSink;

test.use({
  stackOptions: {
    foyerEnv: async () => {
      sink = await startOtlpSink();
      return {
        FOYER_METRICS: "true",
        FOYER_METRICS_TOKEN: METRICS_TOKEN,
        FOYER_LOG_LEVEL: "debug",
        OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
        OTEL_BSP_SCHEDULE_DELAY: "100",
      };
    },
  },
});

/** Values shorter than this are words (`code`, `demo-app`), not secrets. */
const SECRET_LENGTH = 20;

/** Every cookie and every query value that the browser meets, as it meets them. */
function collectSecrets(context: BrowserContext): Set<string> {
  const secrets = new Set<string>();
  context.on("request", (request) => {
    for (const value of new URL(request.url()).searchParams.values()) secrets.add(value);
    for (const value of new URLSearchParams(request.postData() ?? "").values()) secrets.add(value);
  });
  context.on("response", async (response) => {
    const headers = await response.headersArray().catch(() => []);
    for (const { name, value } of headers) {
      if (name.toLowerCase() !== "set-cookie") continue;
      const cookie = value.split(";", 1)[0] ?? "";
      secrets.add(cookie.slice(cookie.indexOf("=") + 1));
    }
  });
  return secrets;
}

test("L1: a whole journey, and one of canaries, leaves no secret in logs, metrics or traces", async ({
  page,
  context,
  stack,
}) => {
  const secrets = collectSecrets(context);
  const person = newPerson();
  await page.goto(stack.urls.relyingParty);
  await page.locator("#sign-in").click();
  await page.getByTestId("signup-link").click();
  await register(page, person);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page).toHaveURL(`${stack.urls.relyingParty}/`);
  await page.locator("#sign-out").click();
  await page.getByTestId("logout-accept").click();
  await expect(page).toHaveURL(new RegExp(`^${stack.urls.relyingParty}/`));

  await sendCanaries(context, stack.urls.foyer);
  for (const { value } of await context.cookies()) secrets.add(value);
  secrets.add(person.password).add(person.email);
  expect(secrets.size).toBeGreaterThan(10);

  const metrics = await context.request.get("/metrics", {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  await expect.poll(() => sink.bodies.join()).toContain("kratos");
  const seen = [await readLogText(stack), await metrics.text(), sink.bodies.join()].join("\n");
  expect(seen).toContain('"event":"audit"');
  const leaked = [...secrets].filter((secret) => secret.length >= SECRET_LENGTH && seen.includes(secret));
  expect(leaked).toEqual([]);
  expect(seen).not.toContain("canary");
});

/** Requests that fail in every way a route knows, each with its secret where a real one would be. */
async function sendCanaries({ request }: BrowserContext, foyer: string): Promise<void> {
  const headers = {
    cookie: "ory_kratos_session=canary-cookie; __Host-foyer-sid=canary-seal",
    authorization: "Bearer canary-token",
    origin: foyer,
  };
  for (const path of [
    "/login?login_challenge=canary-challenge",
    "/login?flow=canary-flow",
    "/registration?login_challenge=canary-challenge",
    "/consent?consent_challenge=canary-challenge",
    "/logout?logout_challenge=canary-challenge",
    "/logout?token=canary-token",
    "/recovery?flow=canary-flow&token=canary-token",
    "/verification?flow=canary-flow&code=canary-code",
    "/error?id=canary-error",
    "/error?error=canary&error_description=canary-description&state=canary-state",
    "/self-service/recovery?flow=canary-flow&token=canary-token",
    "/self-service/methods/oidc/callback/acme?code=canary-code&state=canary-state",
    "/nowhere/canary-path?state=canary-state",
  ]) {
    await request.get(path, { headers, maxRedirects: 0 });
  }
  for (const path of ["/self-service/login?flow=canary-flow", "/consent", "/login", "/logout", "/recovery"]) {
    const form = {
      csrf_token: "canary-csrf.canary-token",
      consent_challenge: "canary-challenge",
      login_challenge: "canary-challenge",
      identifier: "canary-identifier",
      password: "canary-password",
      code: "canary-code",
      method: "canary-method",
    };
    await request.post(path, { headers, form, maxRedirects: 0 });
  }
}

test("L2: who signed in, who granted what to whom, and who signed out is one JSON line each", async ({
  page,
  stack,
}) => {
  const evil = '\n{"event":"audit","action":"forged"}\r\nforged';
  const person = newPerson();
  const { id } = await stack.createIdentity({
    traits: { email: person.email, name: { first: `Ada${evil}` } },
    password: person.password,
  });
  const client = await stack.createClient({
    client_name: `Newsletter${evil}`,
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    scope: "openid offline_access email profile phone address",
    redirect_uris: [`${stack.urls.relyingParty}/callback`],
  });
  await page.goto(`${stack.urls.relyingParty}/login?client=${client.client_id}`);
  await signInWithPassword(page, person);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page).toHaveURL(/\/callback|\/$/);
  await page.goto(`${stack.urls.foyer}/account`);
  await page.getByTestId("logout-link").first().click();
  await expect(page).toHaveURL(/\/logout$/);

  const ours = (await readAudit(stack)).filter(({ subject }) => subject === id);
  expect(ours).toEqual([
    expect.objectContaining({
      action: "login.accepted",
      clientId: client.client_id,
      amr: ["pwd"],
      acr: "aal1",
    }),
    expect.objectContaining({
      action: "consent.granted",
      clientId: client.client_id,
      scopes: expect.arrayContaining(["openid"]),
      remembered: false,
      skipped: false,
    }),
    expect.objectContaining({ action: "sign-out", by: "person" }),
  ]);
  const audit = await readAudit(stack);
  expect(audit).toContainEqual(
    expect.objectContaining({
      action: "flow.answered",
      flow: "login",
      method: "password",
      outcome: "succeeded",
    }),
  );
  expect(audit.filter(({ action }) => action === "forged")).toEqual([]);
});

test("L2: what a person changes in the account area is audited: settings, sessions, apps", async ({
  page,
  browser,
  stack,
}) => {
  const { id, ...person } = await createPerson(stack);
  await page.goto(`${stack.urls.relyingParty}/login`);
  await signInWithPassword(page, person);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByTestId("rp-claims")).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: stack.urls.foyer });
  await signIn(await elsewhere.newPage(), person);
  await elsewhere.close();
  await page.goto(`${stack.urls.foyer}/sessions`);
  await confirm(page, "end-session");
  await page.goto(`${stack.urls.foyer}/account/apps`);
  await confirm(page, "revoke-app");
  await page.goto(`${stack.urls.foyer}/settings`);
  await page.getByTestId("settings-profile").locator('button[name="method"][value="profile"]').click();
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();

  const actions = (await readAudit(stack)).filter(({ subject }) => subject === id);
  expect(actions.slice(-3)).toEqual([
    expect.objectContaining({ action: "session.ended", sessionId: expect.any(String) }),
    expect.objectContaining({ action: "app.revoked", clientId: "demo-app" }),
    expect.objectContaining({ action: "settings.saved" }),
  ]);
  expect(await readAudit(stack)).toContainEqual(
    expect.objectContaining({ action: "flow.answered", flow: "settings", method: "profile" }),
  );
});

test("L2: what Kratos refuses in a tab is not audited as saved after the other tab saved", async ({
  page,
  stack,
}) => {
  const { id, ...person } = await createPerson(stack);
  await signIn(page, person);
  await page.goto(`${stack.urls.foyer}/settings`);
  await expect(page).toHaveURL(/flow=/);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const password = other.getByTestId("settings-password");
  await expect(password).toBeVisible();
  await page.getByTestId("settings-profile").locator('button[name="method"][value="profile"]').click();
  await expect(page.getByTestId("ui/message/1050001")).toBeVisible();
  await password.locator('input[name="password"]').fill("short");
  await password.locator('button[name="method"][value="password"]').click();
  await expect(other.getByTestId("ui/message/4000032")).toBeVisible();

  const saved = (await readAudit(stack)).filter(
    ({ action, subject }) => action === "settings.saved" && subject === id,
  );
  expect(saved).toHaveLength(1);
});

/** Opens the question that stands before an end, and says yes. */
async function confirm(page: Page, testId: string): Promise<void> {
  await page.locator(`details:has([data-testid="${testId}"]) > summary`).first().click();
  await page.getByTestId(testId).first().click();
  await expect(page).toHaveURL(/done=/);
}

test("L2: a refused password is audited, and a request's log line carries the caller's trace", async ({
  page,
  stack,
}) => {
  await page.goto("/login");
  await signInWithPassword(page, { email: newPerson().email, password: "not-the-password" });
  await expect(page.getByTestId("ui/message/4000006")).toBeVisible();
  expect(await readAudit(stack)).toContainEqual(
    expect.objectContaining({
      action: "flow.answered",
      flow: "login",
      method: "password",
      outcome: "shown-again",
    }),
  );

  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01`, "x-request-id": "request-of-a-test" };
  const response = await page.request.get("/login", { headers });
  expect(response.headers()["x-request-id"]).toBe("request-of-a-test");
  await expect
    .poll(() => readLog(stack))
    .toContainEqual(
      expect.objectContaining({ event: "request", route: "/login", requestId: "request-of-a-test", traceId }),
    );
  await expect.poll(() => sink.bodies.join()).toContain(traceId);
});

test("metrics count requests, upstream calls and outcomes, and ask for their token", async ({ request }) => {
  expect((await request.get("/metrics")).status()).toBe(401);
  const wrong = await request.get("/metrics", { headers: { authorization: "Bearer wrong" } });
  expect(wrong.status()).toBe(401);
  await request.get("/login");
  const metrics = await request.get("/metrics", {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  const text = await metrics.text();
  expect(metrics.headers()["content-type"]).toContain("text/plain");
  expect(text).toMatch(/^foyer_http_requests_total\{route="\/login",method="GET",status="200"\} \d+$/m);
  expect(text).toMatch(
    /^foyer_upstream_requests_total\{upstream="kratos",operation="\/self-service\/login\/browser",outcome="2xx"\} \d+$/m,
  );
  expect(text).toMatch(/^foyer_upstream_request_seconds_count\{/m);
  expect(text).toMatch(/^process_resident_memory_bytes /m);
});

test("/health/ready says which upstream fails, within its bound, and recovers without a restart", async ({
  request,
  stack,
}) => {
  const getReady = async () => {
    const response = await request.get("/health/ready");
    return { status: response.status(), body: await response.json() };
  };
  const ok = { status: 200, body: { status: "ok", checks: { kratos: "ok", hydra: "ok" } } };
  await expect.poll(getReady).toEqual(ok);
  await stack.stopPart("hydra");
  await expect
    .poll(getReady)
    .toEqual({ status: 503, body: { status: "unavailable", checks: { kratos: "ok", hydra: "failing" } } });
  expect((await request.get("/health/alive")).status()).toBe(200);
  await stack.startPart("hydra");
  await expect.poll(getReady).toEqual(ok);
});
