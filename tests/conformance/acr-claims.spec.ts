/** The operator's OAuth2 configuration file, and assurance levels with a real second factor. */

import { createHmac, randomInt } from "node:crypto";
import * as oidc from "openid-client";
import { writeOAuth2Config } from "../support/oauth2-config";
import { newPerson } from "../support/people";
import { finishAuthorization, makeClient, readJwt, startAuthorization } from "../support/relying-party";
import { expect, type Stack, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize, openSignedIn, walk } from "../support/walk";

const CONFIG = {
  acrLevels: { "urn:example:silver": "aal1", "urn:example:gold": "aal2" },
  acrNames: { aal1: "urn:example:silver", aal2: "urn:example:gold" },
  claims: {
    sources: { shoe_size: "/traits/shoe_size", plan: ["/metadata_public/plan", "/traits/plan"] },
    id_token: { sport: ["shoe_size"] },
    access_token: { billing: ["plan"] },
  },
  context: { tenant: "/metadata_public/tenant" },
  scopes: { sport: { title: "Know your shoe size", description: "For sport.", icon: "calendar" } },
};

test.use({
  stackOptions: {
    identitySchema: "full",
    foyerEnv: (_urls, dir) => ({
      FOYER_OAUTH2_CONFIG: writeOAuth2Config(dir, CONFIG),
      FOYER_REMEMBER_LOGIN_SECONDS: "600",
    }),
  },
});

const SCOPE = "openid offline_access email profile phone address sport billing";

async function createFullPerson(stack: Stack) {
  const { email, password } = newPerson();
  const phone = `+49151${String(randomInt(100_000_000)).padStart(8, "0")}`;
  const identity = await stack.createIdentity({
    traits: {
      email,
      tos: true,
      name: { first: "Ada", last: "Lovelace" },
      phone,
      shoe_size: 38,
      address: { street: "St James's Square 12", city: "London", postal_code: "SW1Y", country: "GB" },
    },
    password,
    verified: true,
    ...{ metadata_public: { plan: "gold", tenant: "t-1" } },
  });
  return { id: identity.id, email, password, phone };
}

test("oidcc-scope-profile, -email, -address, -phone, -all: each releases its claims alone", async ({
  stack,
}) => {
  const person = await createFullPerson(stack);
  const agent = await openSignedIn(stack, person);
  const client = await makeClient(stack);
  const expected: Record<string, Record<string, unknown>> = {
    profile: {
      name: "Ada Lovelace",
      given_name: "Ada",
      family_name: "Lovelace",
      updated_at: expect.any(Number),
    },
    email: { email: person.email, email_verified: true },
    address: { address: { postal_code: "SW1Y", country: "GB" } },
    phone: { phone_number: person.phone, phone_number_verified: false },
  };
  for (const [scope, claims] of Object.entries(expected)) {
    const parameters = { scope: `openid ${scope}` };
    const { tokens, claims: idToken } = await authorize(client, { agent, parameters });
    const userinfo = await oidc.fetchUserInfo(client.configuration, tokens.access_token, String(idToken.sub));
    expect(userinfo).toMatchObject(claims);
    const others = Object.entries(expected).filter(([other]) => other !== scope);
    for (const name of others.flatMap(([, other]) => Object.keys(other)))
      expect(userinfo).not.toHaveProperty(name);
  }
  const { claims } = await authorize(client, {
    agent,
    parameters: { scope: "openid profile email address phone" },
  });
  expect(claims).toMatchObject(Object.assign({}, ...Object.values(expected)));
});

test("claims mapping: a scope of one's own releases its claims where the file says", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createFullPerson(stack));
  const client = await makeClient(stack, { scope: SCOPE, access_token_strategy: "jwt" });
  const parameters = { scope: "openid sport billing" };
  const { tokens, claims } = await authorize(client, { agent, parameters });
  expect(claims).toMatchObject({ shoe_size: 38 });
  expect(claims).not.toHaveProperty("plan");
  expect(readJwt(tokens.access_token).ext).toEqual({ plan: "gold" });
  const unticked = await authorize(client, { agent, parameters, tick: ["billing"] });
  expect(unticked.claims).not.toHaveProperty("shoe_size");
});

test("scope words and icons: the consent page shows the file's, and an icon for each scope", async ({
  stack,
}) => {
  const agent = await openSignedIn(stack, await createFullPerson(stack));
  const client = await makeClient(stack, { scope: SCOPE });
  const { url } = await startAuthorization(client, { scope: "openid sport billing" });
  const page = await agent.open(url);
  expect(page.text).toContain("Know your shoe size For sport.");
  const [main = ""] = page.html.match(/<main[\s>].*<\/main>/s) ?? [];
  expect(main.match(/<svg aria-hidden="true"/g)).toHaveLength(3);
});

test("context: tenant data from the file reaches the consent request", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createFullPerson(stack));
  const { url } = await startAuthorization(await makeClient(stack));
  const challenge = (await agent.open(url)).url.searchParams.get("consent_challenge") ?? "";
  const query = new URLSearchParams({ consent_challenge: challenge });
  const request = await fetch(`${stack.urls.hydraAdmin}/admin/oauth2/auth/requests/consent?${query}`);
  expect((await request.json()).context).toEqual({ tenant: "t-1", kratos_session_id: expect.any(String) });
});

test("extend_session_lifespan: a remembered sign-in that is used starts its time anew", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createFullPerson(stack));
  const client = await makeClient(stack);
  await authorize(client, { agent });
  const first = agent.jar.expiry(/^ory_hydra_session/);
  await expect.poll(() => Date.now() > first - 600_000 + 1000).toBe(true);
  await authorize(client, { agent });
  expect(agent.jar.expiry(/^ory_hydra_session/)).toBeGreaterThan(first);
});

test("O13: acr_values for a second factor step up with TOTP, and the token proves it", async ({ stack }) => {
  const person = await createFullPerson(stack);
  const client = await makeClient(stack);
  const secret = await enrolTotp(stack, await openSignedIn(stack, person));
  const agent = new UserAgent();
  const authorization = await startAuthorization(client, { acr_values: "urn:example:gold" });
  const asked = await walk(authorization, client.redirectUri, { agent, person });
  expect(asked.forms.some(({ fields }) => fields.some(([name]) => name === "totp_code"))).toBe(true);
  const stepped = await agent.submit(asked, "method=totp", {
    fill: { totp_code: toTotp(secret) },
    until: client.redirectUri,
  });
  const page = await walk(stepped, client.redirectUri, { agent });
  const claims = (await finishAuthorization(authorization, page.url)).claims();
  expect(claims).toMatchObject({
    acr: "urn:example:gold",
    amr: expect.arrayContaining(["pwd", "otp", "mfa"]),
  });
});

test("O13: without a second factor one is offered to be set up, or the app is told", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createFullPerson(stack));
  const client = await makeClient(stack);
  const parameters = { acr_values: "urn:example:gold" };
  const { url } = await startAuthorization(client, parameters);
  const enrol = await agent.open(url, { until: client.redirectUri });
  expect(enrol.has("enrol-second-factor")).toBe(true);
  const settings = await agent.click(enrol, "Set up a second step");
  expect(settings.url.pathname).toBe("/settings");
  const cancelled = await agent.submit(enrol, "cancel", { until: client.redirectUri });
  expect(cancelled.url.searchParams.get("error")).toBe("access_denied");
  const silent = await startAuthorization(client, { ...parameters, prompt: "none" });
  const refused = await agent.open(silent.url, { until: client.redirectUri });
  expect(refused.url.searchParams.get("error")).toMatch(
    /^(login_required|unmet_authentication_requirements)$/,
  );
});

test("acr_values in order of preference: the best that the session proves is given", async ({ stack }) => {
  const agent = await openSignedIn(stack, await createFullPerson(stack));
  const client = await makeClient(stack);
  const { claims } = await authorize(client, {
    agent,
    parameters: { acr_values: "urn:example:silver urn:example:gold" },
  });
  expect(claims.acr).toBe("urn:example:silver");
});

test("ui_locales: kept from page to page of the app's sign-in, and dropped by the next", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const agent = new UserAgent();
  await agent.open((await startAuthorization(client, { ui_locales: "de-CH de <script>" })).url);
  expect(agent.jar.value("__Host-foyer-ui-locales")).toBe("de-CH.de");
  await agent.open((await startAuthorization(client)).url);
  expect(agent.jar.names()).not.toContain("__Host-foyer-ui-locales");
});

async function enrolTotp(stack: Stack, agent: UserAgent): Promise<string> {
  const settings = await agent.open(`${stack.urls.foyer}/settings`);
  const secret = (settings.byTestId("node/text/totp_secret_key/text") ?? "").replaceAll(" ", "");
  const saved = await agent.submit(settings, "method=totp", { fill: { totp_code: toTotp(secret) } });
  if (!saved.html.includes("totp_unlink"))
    throw new Error(`TOTP was not enrolled: ${saved.text.slice(0, 400)}`);
  return secret;
}

/** RFC 6238, SHA-1, 30 seconds, six digits. */
function toTotp(secret: string): string {
  const bits = [...secret.replaceAll(/[\s=]/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const code = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, "0");
}
