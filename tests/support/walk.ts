/** The person's half of a test over plain HTTP: signing in, answering Foyer's questions, arriving at the app. */

import { createPerson, type Person } from "./people";
import {
  type Authorization,
  finishAuthorization,
  makeClient,
  startAuthorization,
  type TestClient,
} from "./relying-party";
import type { Stack } from "./test";
import { type LoadedPage, type SubmitOptions, UserAgent } from "./user-agent.mjs";

type Credentials = Pick<Person, "email" | "password">;

/** Fills the password form of the login page. */
export function sendPassword(
  agent: UserAgent,
  page: LoadedPage,
  { email, password }: Credentials,
  options: Pick<SubmitOptions, "until"> = {},
): Promise<LoadedPage> {
  return agent.submit(page, "method=password", { fill: { identifier: email, password }, ...options });
}

/** A browser in which this person is signed in at Foyer. */
export async function openSignedIn(
  stack: Stack,
  person: Credentials,
  agent = new UserAgent(),
): Promise<UserAgent> {
  const page = await agent.open(`${stack.urls.foyer}/login`);
  const landed = await sendPassword(agent, page, person);
  if (!landed.has("logout")) throw new Error(`Signing in ended at ${landed.url.pathname}: ${landed.text}`);
  return agent;
}

/** Somebody who is signed in at Foyer, and an app that has not asked for them yet. @param metadata of the app at Hydra */
export async function signedInWithApp(stack: Stack, metadata: Record<string, unknown> = {}) {
  const person = await createPerson(stack);
  const agent = await openSignedIn(stack, person);
  return { person, agent, client: await makeClient(stack, metadata) };
}

export interface Walk {
  agent: UserAgent;
  person?: Credentials;
  /** Scopes to leave ticked; all by default. */
  tick?: string[];
  remember?: boolean;
}

/**
 * Walks an authorization request to the app's redirect URI, answering each page: password, then consent.
 * @returns the page that carries the answer, or the one that nobody here knows how to answer
 */
export async function walk(
  start: Authorization | LoadedPage,
  until: string,
  options: Walk,
): Promise<LoadedPage> {
  const { agent, person, tick, remember } = options;
  let page = "checks" in start ? await agent.open(start.url, { until }) : start;
  for (let step = 0; step < 4 && !page.url.href.startsWith(until); step++) {
    if (page.has("consent")) {
      const values = tick ?? page.forms.flatMap(({ checkboxes }) => checkboxes.map(({ value }) => value));
      const ticked = values.filter((value) => value !== "1");
      page = await agent.submit(page, "accept", { tick: remember ? [...ticked, "1"] : ticked, until });
    } else if (page.has("login-flow") && person) page = await sendPassword(agent, page, person, { until });
    else return page;
  }
  return page;
}

/** The whole code flow, tokens included. @throws oidc.AuthorizationResponseError for an error answer */
export async function authorize(
  client: TestClient,
  options: Walk & { parameters?: Record<string, string | undefined> },
) {
  const authorization = await startAuthorization(client, options.parameters);
  const page = await walk(authorization, client.redirectUri, options);
  if (!page.url.href.startsWith(client.redirectUri))
    throw new Error(`The walk ended at ${page.url.pathname} (${page.status}): ${page.text.slice(0, 500)}`);
  const tokens = await finishAuthorization(authorization, page.url);
  return { tokens, claims: { ...tokens.claims() }, page, authorization };
}
