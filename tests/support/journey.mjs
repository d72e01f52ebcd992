// @ts-check
// The steps of the main journey for the browser without a screen: sign in, start at an app, allow, end at the app.

/** @typedef {import("./user-agent.mjs").UserAgent} UserAgent */
/** @typedef {import("./user-agent.mjs").LoadedPage} LoadedPage */
/** @typedef {{ email: string, password: string }} Credentials */

/**
 * Sends the password form of an open login page; does not follow the answer.
 * @param {UserAgent} agent
 * @param {LoadedPage} page
 * @param {Credentials} person
 */
export function sendPassword(agent, page, { email, password }) {
  return agent.press(page, "method=password", { fill: { identifier: email, password } });
}

/** @param {UserAgent} agent @param {string} foyer URL @param {Credentials} person */
export async function signInAt(agent, foyer, person) {
  const page = await agent.open(`${foyer}/login`);
  const landed = await agent.follow(await sendPassword(agent, page, person));
  if (landed.status !== 200 || !/\/(welcome|account)$/.test(landed.url.pathname)) throw unexpected(landed);
}

/** Presses "Allow" on an open consent page with everything as it is ticked. @param {UserAgent} agent @param {LoadedPage} page */
export function allow(agent, page) {
  return agent.press(page, "consent_action=accept");
}

/**
 * From the demo app over password and consent to wherever that ends.
 * @param {UserAgent} agent
 * @param {string} app URL
 * @param {Credentials} person
 * @param {(act: () => Promise<LoadedPage>) => Promise<LoadedPage>} step does one thing, opens an address or sends a form, and
 *   follows it; by default nothing is tried twice
 * @throws when the password does not lead to consent
 */
export async function runJourney(agent, app, person, step = async (act) => agent.follow(await act())) {
  const login = await step(() => agent.send(`${app}/login?client=demo-app`));
  const consent = await step(() => sendPassword(agent, login, person));
  if (consent.url.pathname !== "/consent") throw unexpected(consent);
  return step(() => allow(agent, consent));
}

/** @param {LoadedPage} page */
export function unexpected({ url, status, html }) {
  const heading = html.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)?.[1] ?? html.slice(0, 200);
  return new Error(`Ended at ${url.pathname} with ${status}: ${heading}`);
}
