/** Somebody who is signed in at an app, and what is left of that after a sign-out. */

import * as oidc from "openid-client";
import { createPerson } from "./people";
import { findClient, startAuthorization, type TestClient } from "./relying-party";
import { expect, type Stack } from "./test";
import type { LoadedPage, UserAgent } from "./user-agent.mjs";
import { authorize, openSignedIn } from "./walk";

interface Notice {
  channel: "back" | "front";
  claims: { sid?: string; sub?: string; aud?: unknown };
}

/** A browser that is signed in at an app which asked to be told of the end. */
export async function signedInAtApp(stack: Stack, clientId = "demo-app") {
  const person = await createPerson(stack);
  const agent = await openSignedIn(stack, person);
  const client = await findClient(stack, clientId);
  const { tokens, claims } = await authorize(client, { agent });
  return { person, agent, client, idToken: String(tokens.id_token), sid: String(claims.sid) };
}

export function endSession(client: TestClient, parameters: Record<string, string>): URL {
  return oidc.buildEndSessionUrl(client.configuration, parameters);
}

/** What the apps were told about this login session; waits until somebody was. */
export async function waitForNotices(
  stack: Stack,
  sid: string,
  channel: Notice["channel"],
): Promise<Notice[]> {
  let found: Notice[] = [];
  await expect
    .poll(async () => {
      const response = await fetch(`${stack.urls.relyingParty}/backchannel-logout/received`);
      const notices: Notice[] = await response.json();
      found = notices.filter((notice) => notice.claims.sid === sid && notice.channel === channel);
      return found.length;
    })
    .toBeGreaterThan(0);
  return found;
}

export async function isSignedIn(stack: Stack, agent: UserAgent): Promise<boolean> {
  return (await agent.fetch(`${stack.urls.kratosPublic}/sessions/whoami`)).status === 200;
}

/** Whether Hydra still answers for the person without asking. */
export async function isRemembered(client: TestClient, agent: UserAgent): Promise<boolean> {
  const { url } = await startAuthorization(client, { prompt: "none" });
  const page = await agent.open(url, { until: client.redirectUri });
  return page.url.searchParams.get("error") !== "login_required";
}

export const toSignOut = (page: LoadedPage) => page.has("logout-confirmation");
