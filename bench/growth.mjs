// @ts-check
/** How the cost of pages with lists grows with their rows: processor time at 1, 10, 25, 100 and 500, as ratios. */

import { startFoyer } from "../stack/more-foyers.mjs";
import { createClient, createIdentity } from "../stack/ory-admin.mjs";
import { sendPassword } from "../tests/support/journey.mjs";
import { UserAgent } from "../tests/support/user-agent.mjs";
import { measureRequests } from "./measure-requests.mjs";

/** As many rows as one page shows (lib/account/list-pages.ts), and fewer and more. */
const PAGE = 25;
const NUMBERS = [1, 10, PAGE, 100, 500];
const AMOUNT = { warmUp: 500, amount: 300, rounds: 3 };
const PASSWORD = "Correct-growth-horse-9";
const CALLBACK = "https://app.example/callback";

/** @typedef {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} Stack */
/** @typedef {{ id: string, email: string }} Person */

/** @typedef {(stack: Stack, person: Person, count: number) => Promise<void>} AddRow */

/** Pages, and what gives a person one more row there. @type {Record<string, AddRow>} */
const LISTS = { "/sessions": addSession, "/account/apps": addConsent };

/** @param {Stack} stack @returns {Promise<import("./table.mjs").Row[]>} */
export async function measureGrowth(stack) {
  const foyer = await startFoyer(stack, { FOYER_RATE_LIMIT: "false", FOYER_LOG_LEVEL: "error" });
  try {
    const subjects = [];
    for (const [path, addRow] of Object.entries(LISTS)) {
      for (const number of NUMBERS) {
        const person = await createPerson(stack, `growth-${path.slice(1).replace("/", "-")}-${number}`);
        for (let count = 0; count < number; count += 1) await addRow(stack, person, count);
        const headers = {
          cookie: await signIn(stack, person),
          accept: "text/html",
          "accept-encoding": "gzip",
        };
        subjects.push({ name: `${path} ${number}`, pid: foyer.pid(), url: foyer.url + path, headers });
      }
    }
    const costs = await measureRequests(subjects, AMOUNT);
    const cost = (/** @type {string} */ name) => costs.get(name)?.cpuMs ?? Number.NaN;
    return Object.keys(LISTS).flatMap((path) => [
      { what: `${path} with 1 row: CPU`, value: cost(`${path} 1`), unit: "ms" },
      ...NUMBERS.slice(1).map((number) => {
        const than = number > PAGE ? PAGE : 1;
        const value = cost(`${path} ${number}`) / cost(`${path} ${than}`);
        return {
          what: `${path} with ${number} rows ÷ with ${than}: CPU`,
          value,
          goal: number > PAGE ? "≈ 1" : "",
        };
      }),
    ]);
  } finally {
    await foyer.stop();
  }
}

/** @param {Stack} stack @param {string} name @returns {Promise<Person>} */
async function createPerson({ urls }, name) {
  const email = `${name}@foyer.example`;
  const traits = { email, name: { first: "Ada" } };
  const { id } = await createIdentity(urls.kratosAdmin, { traits, password: PASSWORD });
  return { id, email };
}

/** Signs in as an app on a device does. @param {Stack} stack @param {Person} person */
async function addSession({ urls }, { email }) {
  const { id } = await send(`${urls.kratosPublic}/self-service/login/api`);
  await send(`${urls.kratosPublic}/self-service/login?flow=${id}`, "POST", {
    method: "password",
    identifier: email,
    password: PASSWORD,
  });
}

/** Lets one more app in, by Hydra's admin API. @param {Stack} stack @param {Person} person @param {number} count */
async function addConsent({ urls }, { id }, count) {
  const { client_id } = await createClient(urls.hydraAdmin, {
    client_id: `growth-${id}-${count}`,
    client_name: `App ${count}`,
    redirect_uris: [CALLBACK],
    scope: "openid",
  });
  const query = { client_id, response_type: "code", redirect_uri: CALLBACK, scope: "openid" };
  const start = `${urls.hydraPublic}/oauth2/auth?${new URLSearchParams({ ...query, state: "growth-state" })}`;
  const agent = new UserAgent();
  const accept = async (/** @type {URL} */ url, /** @type {string} */ kind, /** @type {object} */ body) => {
    const challenge = url.searchParams.get(`${kind}_challenge`);
    const to = `${urls.hydraAdmin}/admin/oauth2/auth/requests/${kind}/accept?${kind}_challenge=${challenge}`;
    return (await send(to, "PUT", body)).redirect_to;
  };
  const login = await agent.open(start, { until: /login_challenge=/ });
  const signedIn = await accept(login.url, "login", { subject: id });
  const consent = await agent.open(signedIn, { until: /consent_challenge=/ });
  const allowed = await accept(consent.url, "consent", { grant_scope: ["openid"], remember: true });
  await agent.open(allowed, { until: /^https:\/\/app\.example/ });
}

/** @param {string} url @param {string} [method] @param {object} [body] @throws for what is no 2xx */
async function send(url, method = "GET", body = undefined) {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** @param {Stack} stack @param {Person} person @returns {Promise<string>} a browser's cookies */
async function signIn({ urls }, { email }) {
  const agent = new UserAgent();
  await sendPassword(agent, await agent.open(`${urls.foyer}/login`), { email, password: PASSWORD });
  return agent.jar.header(new URL(urls.foyer)) ?? "";
}
