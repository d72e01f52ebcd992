// @ts-check
// The steps of the main journey for the plain HTTP user agent: sign in, start at an app, allow, end at the app.

/** @typedef {import("./plain-agent.mjs").UserAgent} UserAgent */
/** @typedef {import("./plain-agent.mjs").Document} Document */
/** @typedef {{ email: string, password: string }} Credentials */

/**
 * Sends the password form of an open login page; does not follow the answer.
 * @param {UserAgent} agent
 * @param {Document} page
 * @param {Credentials} person
 */
export function sendPassword(agent, page, { email, password }) {
  return agent.submit(page, "login-flow", { identifier: email, password, method: "password" });
}

/** @param {UserAgent} agent @param {string} foyer URL @param {Credentials} person */
export async function signInAt(agent, foyer, person) {
  const page = await agent.open(`${foyer}/login`);
  const landed = await agent.follow(await sendPassword(agent, page, person));
  if (landed.status !== 200 || !/\/(welcome|account)$/.test(landed.url)) throw unexpected(landed);
}

/** Presses "Allow" on an open consent page with everything as it is ticked. @param {UserAgent} agent @param {Document} page */
export function allow(agent, page) {
  return agent.submit(page, "consent_action=accept", { consent_action: "accept" });
}

/**
 * From the demo app over password and consent to wherever that ends.
 * @param {UserAgent} agent
 * @param {string} app URL
 * @param {Credentials} person
 * @param {(act: () => Promise<Document>) => Promise<Document>} step does one thing, opens an address or sends a form, and
 *   follows it; by default nothing is tried twice
 * @throws when the password does not lead to consent
 */
export async function runJourney(agent, app, person, step = async (act) => agent.follow(await act())) {
  const login = await step(() => agent.send(`${app}/login?client=demo-app`));
  const consent = await step(() => sendPassword(agent, login, person));
  if (new URL(consent.url).pathname !== "/consent") throw unexpected(consent);
  return step(() => allow(agent, consent));
}

/** @param {Document} page */
export function unexpected({ url, status, text }) {
  const heading = text.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)?.[1] ?? text.slice(0, 200);
  return new Error(`Ended at ${new URL(url).pathname} with ${status}: ${heading}`);
}
