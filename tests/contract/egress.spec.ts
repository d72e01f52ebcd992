/** Whom a Foyer process talks to, over everything that people and attackers can ask of it: written down by the process. */

import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startRedis } from "../../stack/redis.mjs";
import { allow, expectAtApp, startAtApp } from "../support/app";
import { readLog } from "../support/foyer-log";
import { newPerson, register, signIn, signInWithPassword } from "../support/people";
import { sendBytes } from "../support/raw-http";
import { expect, type Stack, test } from "../support/test";

const RECORDER = new URL("../support/egress-recorder.mjs", import.meta.url);
const ATTEMPTS = new URL("../support/egress-attempts.mjs", import.meta.url);
const CANARY = "canary.foyer.example";

const execute = promisify(execFile);

let redis: Awaited<ReturnType<typeof startRedis>>;
let dir: string;

test.use({
  stackOptions: {
    demoAccounts: [],
    foyerEnv: async (_urls, stackDir) => {
      dir = join(stackDir, "egress");
      await mkdir(dir);
      redis = await startRedis();
      return {
        ...toRecordingEnv(join(dir, "foyer")),
        FOYER_REDIS_URL: redis.url,
        FOYER_START_CHECKS: "true",
        FOYER_METRICS: "true",
        // As somebody who starts it by hand would: the framework is not told to be silent.
        NEXT_TELEMETRY_DISABLED: "",
      };
    },
    clients: (urls) => [
      {
        client_id: "app-full-of-addresses",
        client_name: "App full of addresses",
        client_secret: "stand-in-secret-of-a-test",
        redirect_uris: [`${urls.relyingParty}/callback`],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        scope: "openid offline_access email profile",
        ...Object.fromEntries(
          ["logo_uri", "client_uri", "policy_uri", "tos_uri"].map((name) => [
            name,
            `https://${CANARY}/${name}`,
          ]),
        ),
      },
    ],
  },
});
test.setTimeout(120_000);
test.afterAll(() => redis?.stop());

test("S5: whatever is asked, Foyer connects to Kratos, Hydra and Redis, and starts no program", async ({
  page,
  stack,
}) => {
  const person = newPerson();
  await startAtApp(page, stack, { client: "app-full-of-addresses" });
  await page.getByTestId("signup-link").click();
  await register(page, person);
  await allow(page);
  await expectAtApp(page, stack);
  for (const path of ["/", "/account", "/account/apps", "/sessions", "/settings", "/welcome"])
    await page.goto(path);
  await page.goto("/logout");
  await page.getByTestId("logout-accept").click();
  for (const path of [
    "/login",
    "/registration",
    "/recovery",
    "/verification",
    "/error?id=stub:500",
    "/device",
  ])
    await page.goto(path);
  await page.goto("/recovery");
  await page.locator('[name="email"]').fill(person.email);
  await page.locator('button[name="method"][value="code"]').click();
  await stack.waitForMessage(person.email);
  await signIn(page, person);
  await startAtApp(page, stack, { client: "app-full-of-addresses", prompt: "login" });
  await signInWithPassword(page, person);
  await expect(page.getByTestId("consent")).toBeVisible();
  await askForElsewhere(stack);
  // The checks of a start have been made when their first finding, or the lack of one, has been logged.
  await expect
    .poll(async () => (await readEgress("foyer")).has(toAddress(stack.urls.hydraPublic)))
    .toBe(true);

  const egress = await readEgress("foyer");
  const servers = ["kratosPublic", "kratosAdmin", "hydraPublic", "hydraAdmin"] as const;
  const allowed = [...servers.map((name) => stack.urls[name]), redis.url].map(toAddress);
  const names = allowed.map((address) => `name ${new URL(address.replace("tcp ", "http://")).hostname}`);
  expect([...egress].filter((line) => ![...allowed, ...names].includes(line))).toEqual([]);
  for (const url of [stack.urls.kratosPublic, stack.urls.hydraAdmin, redis.url])
    expect([...egress], "the recorder sees").toContain(toAddress(url));
  expect((await readLog(stack)).some(({ event }) => event === "request")).toBe(true);
});

test("S5: the recorder misses no way out that Node has", async () => {
  await execute(process.execPath, [fileURLToPath(ATTEMPTS), CANARY], {
    env: { ...process.env, ...toRecordingEnv(join(dir, "attempts")) },
  });
  const egress = await readEgress("attempts");
  const ways = [1, 2, 3, 4, 5, 6, 8].map((port) => `tcp 127.0.0.1:${port}`);
  expect([...egress]).toEqual(
    expect.arrayContaining([
      ...ways,
      "unix /nowhere.sock",
      "udp x 7 127.0.0.1",
      `name ${CANARY}`,
      `name ${CANARY}.`,
      "program /nowhere/program",
      "program /nowhere/program-2",
    ]),
  );
});

/** Requests that name other servers in every place where one could be taken up. */
async function askForElsewhere(stack: Stack): Promise<void> {
  const { foyer } = stack.urls;
  const url = encodeURIComponent(`http://${CANARY}/`);
  for (const path of [
    `/login?return_to=${url}`,
    `/error?error=invalid_request&error_uri=${url}`,
    `/login?login_challenge=${url}`,
    `/logout?logout_challenge=${url}`,
    `/_next/image?url=${url}&w=64&q=75`,
    `/self-service/login/browser?return_to=${url}`,
    "/.well-known/ory/webauthn.js",
    "/assets/foyer.0123456789.js",
    "/metrics",
    "/health/ready",
  ]) {
    await fetch(foyer + path, {
      redirect: "manual",
      headers: { "x-forwarded-host": CANARY, "x-forwarded-proto": "https", referer: `http://${CANARY}/` },
    });
  }
  const target = `GET http://${CANARY}/login HTTP/1.1\r\nHost: ${CANARY}\r\nConnection: close\r\n\r\n`;
  await sendBytes(stack.ports.foyer, target);
}

function toRecordingEnv(log: string): Record<string, string> {
  return { NODE_OPTIONS: `--import ${fileURLToPath(RECORDER)}`, FOYER_TEST_EGRESS_LOG: log };
}

function toAddress(url: string): string {
  const { hostname, port } = new URL(url);
  return `tcp ${hostname}:${port}`;
}

/** Every different line that a process wrote. */
async function readEgress(name: string): Promise<Set<string>> {
  const text = await readFile(join(dir, name), "utf8");
  return new Set(text.split("\n").filter(Boolean));
}
