// @ts-check
/** The code flow, signed in, with consent shown: through Foyer, against the API calls that no correct UI can avoid. */

import { createHash, randomBytes } from "node:crypto";
import { Agent, request } from "undici";
import { createClient, createIdentity } from "../stack/ory-admin.mjs";
import { CookieJar } from "../tests/support/cookie-jar.mjs";
import { findRefresh, toForms } from "../tests/support/html.mjs";
import { toQuantile } from "../tests/support/quantile.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../stack/manager.mjs").startStack>>} Stack */
/** @typedef {import("undici").Dispatcher.ResponseData} Answer */

const ROUNDS = 120;
/** Before the first measurement, of a server that has just started: most of its code is interpreted still. */
const FIRST_ROUNDS = 100;
/** Before the second, of one that has been in use: each asks Foyer three times, ten thousand in all. */
const WARM_UP_FLOWS = 3400;
/** Reads as every correct UI makes them: who asks (login once, consent on GET and POST), and who is there each time. */
const EMAIL = "bench@foyer.example";
const PASSWORD = "Correct-bench-horse-9";

/**
 * @param {Stack} stack
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function measureCodeFlow(stack) {
  const context = await prepare(stack);
  for (let round = 0; round < FIRST_ROUNDS; round += 1) await runRound(context);
  const fresh = await measureRounds(context);
  await warmUp(context);
  const warm = await measureRounds(context);
  const [typical, undisturbed] = [toTimes(warm, 0.5), toTimes(warm, 0.1)];
  const justStarted = toTimes(fresh, 0.5);
  return [
    { what: "code flow through Foyer, median", value: typical.foyer, unit: "ms" },
    { what: "the same calls by hand, with the six reads", value: typical.floor, unit: "ms" },
    { what: "the bare writes", value: typical.writes, unit: "ms" },
    { what: "Foyer ÷ floor, medians", value: typical.foyer / typical.floor, goal: "≤ 1.2" },
    { what: "Foyer ÷ bare writes, medians", value: typical.foyer / typical.writes },
    { what: "Foyer ÷ floor, fastest tenth", value: undisturbed.foyer / undisturbed.floor, goal: "≤ 1.2" },
    { what: "Foyer ÷ bare writes, fastest tenth", value: undisturbed.foyer / undisturbed.writes },
    {
      what: `Foyer ÷ floor, medians after ${FIRST_ROUNDS} flows`,
      value: justStarted.foyer / justStarted.floor,
    },
  ];
}

/** @typedef {Record<"foyer" | "floor" | "writes", number[]>} Times in milliseconds */

/** Alternating, so that a slow second of the machine meets all three. @param {Context} context @returns {Promise<Times>} */
async function measureRounds(context) {
  /** @type {Times} */
  const times = { foyer: [], floor: [], writes: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { foyer, floor, writes } = await runRound(context);
    times.foyer.push(foyer);
    times.floor.push(floor);
    times.writes.push(writes);
  }
  return times;
}

/** @param {Context} context */
async function runRound(context) {
  const foyer = await time(() => runFoyer(context));
  const floor = await time(() => runApi(context, true));
  const writes = await time(() => runApi(context, false));
  return { foyer, floor, writes };
}

/** As a server is after a while of use. One by one: in memory, the servers' database refuses two who write. @param {Context} context */
async function warmUp(context) {
  for (let flow = 0; flow < WARM_UP_FLOWS; flow += 1) await runFoyer(context);
}

/** @param {Times} times @param {number} share */
function toTimes(times, share) {
  return {
    foyer: toQuantile(times.foyer, share),
    floor: toQuantile(times.floor, share),
    writes: toQuantile(times.writes, share),
  };
}

/** One browser for all: signed in at Kratos, keep-alive connections to each server. @param {Stack} stack */
async function prepare({ urls }) {
  const { id: subject } = await createIdentity(urls.kratosAdmin, {
    traits: { email: EMAIL, name: { first: "Bench" } },
    password: PASSWORD,
  });
  const client = await createClient(urls.hydraAdmin, {
    client_name: "Bench",
    redirect_uris: [`${urls.relyingParty}/callback`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
    scope: "openid email profile",
    token_endpoint_auth_method: "client_secret_basic",
  });
  const context = { urls, client, subject, agent: new Agent({ connections: 4 }), jar: new CookieJar() };
  const flow = await readJson(
    await send(context, `${urls.foyer}/self-service/login/browser`, { json: true }),
  );
  const csrf = flow.ui.nodes.find((/** @type {any} */ node) => node.attributes.name === "csrf_token");
  const signedIn = await send(context, flow.ui.action, {
    form: { method: "password", identifier: EMAIL, password: PASSWORD, csrf_token: csrf.attributes.value },
  });
  await signedIn.body.dump();
  return context;
}

/** @typedef {Awaited<ReturnType<typeof prepare>>} Context */

/** As a browser does it: redirects, the consent page, its form, the interstitial. @param {Context} context */
async function runFoyer(context) {
  // Hydra's memory of the person is dropped, so that each round is a first sign-in at Hydra by a signed-in person.
  forgetHydra(context);
  const { url, verifier } = toAuthorization(context);
  const toLogin = await follow(context, url);
  const toVerifier = await follow(context, toLogin);
  const toConsent = await follow(context, toVerifier);
  const page = await (await send(context, toConsent)).body.text();
  const posted = await send(context, `${context.urls.foyer}/consent`, { form: toConsentForm(page) });
  const next = toRefresh(await posted.body.text());
  const answer = new URL(await follow(context, next));
  await exchange(context, answer, verifier);
}

/** The calls themselves; `reads` adds those that a UI needs to decide. @param {Context} context @param {boolean} reads */
async function runApi(context, reads) {
  forgetHydra(context);
  const { url, verifier } = toAuthorization(context);
  const login = toChallenge(await follow(context, url), "login_challenge");
  if (reads) await Promise.all([get(context, "login", login), whoami(context)]);
  const toConsent = await follow(
    context,
    await accept(context, "login", login, { subject: context.subject, remember: true }),
  );
  const consent = toChallenge(toConsent, "consent_challenge");
  if (reads) await Promise.all([get(context, "consent", consent), whoami(context)]);
  if (reads) await Promise.all([get(context, "consent", consent), whoami(context)]);
  const next = await accept(context, "consent", consent, {
    grant_scope: ["openid", "email", "profile"],
    remember: false,
    session: { id_token: { email: EMAIL } },
  });
  await exchange(context, new URL(await follow(context, next)), verifier);
}

/** @param {Context} context */
function toAuthorization({ urls, client }) {
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: `${urls.relyingParty}/callback`,
    response_type: "code",
    scope: "openid email profile",
    state: randomBytes(16).toString("hex"),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  return { url: `${urls.hydraPublic}/oauth2/auth?${query}`, verifier };
}

/** @param {Context} context @param {URL} answer @param {string} verifier */
async function exchange(context, answer, verifier) {
  const { urls, client } = context;
  const code = answer.searchParams.get("code");
  if (!code) throw new Error(`No code: ${answer.searchParams.get("error_description")}`);
  const credentials = Buffer.from(`${client.client_id}:${client.client_secret}`).toString("base64");
  const tokens = await readJson(
    await send(context, `${urls.hydraPublic}/oauth2/token`, {
      form: {
        grant_type: "authorization_code",
        code,
        code_verifier: verifier,
        redirect_uri: `${urls.relyingParty}/callback`,
      },
      headers: { authorization: `Basic ${credentials}` },
    }),
  );
  if (!tokens.id_token) throw new Error("No ID token");
}

/** @param {Context} context @param {"login" | "consent"} kind @param {string} challenge */
async function get(context, kind, challenge) {
  const query = new URLSearchParams({ [`${kind}_challenge`]: challenge });
  return readJson(
    await send(context, `${context.urls.hydraAdmin}/admin/oauth2/auth/requests/${kind}?${query}`),
  );
}

/** @param {Context} context */
async function whoami(context) {
  return readJson(await send(context, `${context.urls.kratosPublic}/sessions/whoami`));
}

/** @param {Context} context @param {"login" | "consent"} kind @param {string} challenge @param {object} body */
async function accept(context, kind, challenge, body) {
  const query = new URLSearchParams({ [`${kind}_challenge`]: challenge });
  const url = `${context.urls.hydraAdmin}/admin/oauth2/auth/requests/${kind}/accept?${query}`;
  return (await readJson(await send(context, url, { method: "PUT", body }))).redirect_to;
}

/** @param {Context} context @param {string} url @returns {Promise<string>} where it leads */
async function follow(context, url) {
  const answer = await send(context, url);
  await answer.body.dump();
  const { location } = answer.headers;
  if (typeof location !== "string") throw new Error(`${new URL(url).pathname} answered ${answer.statusCode}`);
  return location;
}

/**
 * @param {Context} context
 * @param {string} url
 * @param {{ method?: "PUT", json?: boolean, body?: object, form?: Record<string, string> | [string, string][],
 *   headers?: Record<string, string> }} [options]
 * @returns {Promise<Answer>}
 */
async function send(context, url, { method, json, body, form, headers = {} } = {}) {
  const address = new URL(url);
  const answer = await request(url, {
    method: method ?? (form ? "POST" : "GET"),
    dispatcher: context.agent,
    headers: {
      cookie: context.jar.header(address) ?? "",
      accept: json ? "application/json" : "text/html",
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
      ...(body && { "content-type": "application/json" }),
      ...headers,
    },
    body: body ? JSON.stringify(body) : form ? new URLSearchParams(form).toString() : undefined,
  });
  context.jar.store(address, [answer.headers["set-cookie"] ?? []].flat());
  return answer;
}

/** @param {Answer} answer @returns {Promise<any>} */
async function readJson(answer) {
  if (answer.statusCode >= 400) throw new Error(`${answer.statusCode}: ${await answer.body.text()}`);
  return answer.body.json();
}

/** Hydra's cookies, and Foyer's record of what Hydra remembers: without them it is a browser that was not at Hydra yet. @param {Context} context */
function forgetHydra({ jar }) {
  jar.forget(/^ory_hydra_|foyer-sid-/);
}

/** What allowing sends: every box ticked but that to remember. @param {string} page */
function toConsentForm(page) {
  const form = toForms(page).find(({ action }) => action.endsWith("/consent"));
  if (!form) throw new Error("No form of consent");
  const boxes = form.checkboxes.filter(({ name }) => name !== "remember");
  const ticked = boxes.map(({ name, value }) => /** @type {[string, string]} */ ([name, value]));
  return [...form.fields, ...ticked, /** @type {[string, string]} */ (["consent_action", "accept"])];
}

/** @param {string} page */
function toRefresh(page) {
  const target = findRefresh(page);
  if (!target) throw new Error("No interstitial");
  return target;
}

/** @param {string} location @param {string} name */
function toChallenge(location, name) {
  return new URL(location).searchParams.get(name) ?? "";
}

/** @param {() => Promise<void>} run @returns {Promise<number>} milliseconds */
async function time(run) {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
