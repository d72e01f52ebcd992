/** Whatever a stranger sends to a real Kratos and Hydra by way of Foyer: nobody's fault but theirs, and no alarm. */

import type { BrowserContext } from "@playwright/test";
import { type Asked, FORMS, findAlarms, findFaults, PAGES, RELAYED, toTargets } from "../support/hostile";
import { createPerson, signIn } from "../support/people";
import { fetchRaw } from "../support/raw-http";
import { makeClient, startAuthorization } from "../support/relying-party";
import { openFlow as openAgentsFlow, send } from "../support/senders";
import { expect, type Stack, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { openSignedIn } from "../support/walk";

test.use({ stackOptions: { foyerEnv: { FOYER_RATE_LIMIT: "false", FOYER_UPSTREAM_TIMEOUT_MS: "30000" } } });

// Some thousand requests each.
test.setTimeout(180_000);

const toPort = (stack: Stack) => Number(new URL(stack.urls.foyer).port);

const toCookie = async (context: BrowserContext) =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

test("D2: no value of any parameter of a page is a fault, whoever is signed in", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  const signedIn = await toCookie(page.context());
  for (const [path, parameters] of Object.entries(PAGES)) {
    for (const parameter of parameters) {
      const requests = toTargets(path, parameter, stack.urls.foyer).flatMap((target): Asked[] =>
        toCallers(path, signedIn).map((headers) => [target, { headers }]),
      );
      expect(await findFaults(toPort(stack), requests)).toEqual([]);
    }
  }
  expect(await findAlarms(stack)).toEqual([]);
});

test("D2: no value of any parameter that the relay passes on is a fault", async ({ page, stack }) => {
  await signIn(page, await createPerson(stack));
  const signedIn = await toCookie(page.context());
  for (const [path, parameters] of Object.entries(RELAYED)) {
    for (const parameter of parameters) {
      const requests = toTargets(path, parameter, stack.urls.foyer).flatMap((target): Asked[] =>
        toCallers(path, signedIn).flatMap((caller) =>
          ["text/html", "application/json"].map((accept) => [target, { headers: { ...caller, accept } }]),
        ),
      );
      expect(await findFaults(toPort(stack), requests)).toEqual([]);
    }
  }
  expect(await findAlarms(stack)).toEqual([]);
});

/** Nobody, and a person; signing out is tried by nobody alone: it would work. */
function toCallers(path: string, cookie: string): { cookie?: string }[] {
  return path.includes("logout") ? [{}] : [{}, { cookie }];
}

const OWN_FORMS = [
  "/login",
  "/registration",
  "/recovery",
  "/consent",
  "/consent/switch-account",
  "/logout",
  "/device",
  "/sessions",
  "/account/apps",
  "/csp-report",
  "/nowhere",
];

test("D2: no form of any shape is a fault, to pages of ours and to flows of Kratos'", async ({
  page,
  stack,
}) => {
  await signIn(page, await createPerson(stack));
  const signedIn = await toCookie(page.context());
  const flows = await Promise.all(
    ["login", "registration", "recovery", "verification", "settings"].map((kind) =>
      openFlow(stack, kind, signedIn),
    ),
  );
  const same = { "sec-fetch-site": "same-origin" };
  for (const accept of ["text/html", "application/json"]) {
    for (const [type, body] of FORMS) {
      const headers = { ...same, accept, ...(type && { "content-type": type }) };
      const requests: Asked[] = [
        ...OWN_FORMS.map((target): Asked => [target, { method: "POST", headers, body }]),
        ...flows.map(
          ({ target, cookie }): Asked => [target, { method: "POST", headers: { ...headers, cookie }, body }],
        ),
      ];
      expect(await findFaults(toPort(stack), requests)).toEqual([]);
    }
  }
  expect(await findAlarms(stack)).toEqual([]);
});

test("D2: no letter that a database does not keep is a fault", async ({ stack }) => {
  const person = await createPerson(stack);
  const agents = {
    login: new UserAgent(),
    registration: new UserAgent(),
    settings: await openSignedIn(stack, person),
  };
  const traits = { email: person.email, name: { first: "a\0" } };
  for (const [kind, fields] of [
    ["login", { method: "password", identifier: "a\0", password: "x" }],
    ["registration", { method: "profile", traits }],
    ["settings", { method: "profile", traits }],
  ] as const) {
    const agent = agents[kind];
    const flow = await openAgentsFlow(agent, stack, kind);
    expect(await send(agent, flow, fields, "JSON"), kind).toBe(400);
    const asForm = { ...fields, ...("traits" in fields && { traits: JSON.stringify(traits) }) };
    expect(await send(agent, flow, asForm), kind).toBe(400);
  }
  expect(await findAlarms(stack)).toEqual([]);
});

test("D2: nor is one in what a provider is made to answer", async ({ stack }) => {
  const agent = new UserAgent();
  const led = await agent.press(await agent.open(`${stack.urls.foyer}/login`), "provider=acme");
  const state = led.next?.url.searchParams.get("state") ?? "";
  const callback = `${stack.urls.foyer}/self-service/methods/oidc/callback/acme?state=${state}`;
  const answer = await agent.open(`${callback}&error=access_denied&error_description=a%00b`);
  expect([answer.status, answer.url.pathname]).toEqual([400, new URL(callback).pathname]);
  // Its own word is heard.
  const refused = await agent.open(`${callback}&error=access_denied&error_description=no`);
  expect([refused.status, refused.url.pathname]).toEqual([200, "/login"]);
  expect(await findAlarms(stack)).toEqual([]);
});

test("D2, O16: nor is a request to Hydra that is longer than any consent can be listed with", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  // Each compresses into a short challenge; the first is larger than any answer that is read.
  for (const count of [400_000, 60_000]) {
    const { url } = await startAuthorization(client, { acr_values: "x ".repeat(count) });
    const page = await new UserAgent().open(url);
    expect([page.url.pathname, page.status]).toEqual(["/login", 400]);
  }
  expect(await findAlarms(stack)).toEqual([]);
});

test("D2: a browser whose name for itself is no UTF-8 signs in like every other", async ({ stack }) => {
  const headers = { "user-agent": `${"x".repeat(300)}\u00e4` };
  const agent = await openSignedIn(stack, await createPerson(stack), new UserAgent({ headers }));
  expect((await agent.open(`${stack.urls.foyer}/sessions`)).text).toContain("xxx?");
  expect(await findAlarms(stack)).toEqual([]);
});

test("P20: the largest form that is taken leaves flows that can be read, whosever they are", async ({
  stack,
}) => {
  // What is JSON's to escape, in the largest form but a little.
  const longest = "<".repeat(62 * 1024);
  const person = await createPerson(stack);
  for (const [kind, agent] of [
    ["registration", new UserAgent()],
    ["settings", await openSignedIn(stack, person)],
  ] as const) {
    const flow = await openAgentsFlow(agent, stack, kind);
    const traits = { email: person.email, name: { first: longest, last: "L" } };
    expect(await send(agent, flow, { method: "profile", traits }, "JSON")).toBeLessThan(413);
    const shown = flow.url.replace("/self-service", "");
    for (const address of [shown, `${stack.urls.foyer}/${kind}`]) {
      expect((await agent.open(address)).status, address).toBe(200);
    }
    const tooLong = { ...traits, name: { first: `${longest}${longest}` } };
    expect(await send(agent, flow, { method: "profile", traits: tooLong }, "JSON")).toBe(413);
  }
  expect(await findAlarms(stack)).toEqual([]);
});

/** A fresh flow's address at the relay, and the cookies it belongs to. */
async function openFlow(
  stack: Stack,
  kind: string,
  signedIn: string,
): Promise<{ target: string; cookie: string }> {
  const own = kind === "settings" ? { cookie: signedIn } : {};
  const { body, setCookies } = await fetchRaw(toPort(stack), `/${kind}`, { headers: own });
  const [, flow = ""] = body.match(/\/self-service\/\w+\?flow=([\w-]+)/) ?? [];
  expect(flow, kind).not.toBe("");
  const cookies = setCookies.map((line) => line.split(";", 1)[0]);
  return {
    target: `/self-service/${kind}?flow=${flow}`,
    cookie: [...(kind === "settings" ? [signedIn] : []), ...cookies].join("; "),
  };
}
