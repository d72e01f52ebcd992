/** Native mode: Kratos accepts login challenges itself; Foyer passes them on and asks for consent. */

import { createPerson, newPerson } from "../support/people";
import { finishAuthorization, makeClient, startAuthorization } from "../support/relying-party";
import { expect, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";
import { authorize, sendPassword, walk } from "../support/walk";

test.use({
  stackOptions: {
    kratos: ({ hydraAdmin }) => ({ oauth2_provider: { url: hydraAdmin } }),
    foyerEnv: { FOYER_NATIVE_OAUTH2: "true" },
  },
});

test("native mode: the code flow works, and Kratos tells Hydra how the person signed in", async ({
  stack,
}) => {
  const person = await createPerson(stack);
  const client = await makeClient(stack);
  const agent = new UserAgent();
  const { claims } = await authorize(client, { agent, person });
  expect(claims).toMatchObject({ sub: person.id, amr: ["password"] });
  const again = await authorize(client, { agent, person });
  expect(again.claims.sub).toBe(person.id);
});

test("native mode: the challenge goes along to registration, and the new account to the app", async ({
  stack,
}) => {
  const client = await makeClient(stack);
  const agent = new UserAgent();
  const authorization = await startAuthorization(client);
  const login = await agent.open(authorization.url);
  const registration = await agent.click(login, "signup-link");
  expect(registration.hops[0]).toContain("/registration?login_challenge=");
  expect(registration.has("registration-flow")).toBe(true);
  const person = newPerson();
  const profile = { "traits.email": person.email, "traits.name.first": person.firstName };
  const second = await agent.submit(registration, "method=profile", { fill: profile });
  const until = client.redirectUri;
  const consent = await agent.submit(second, "method=password", {
    fill: { password: person.password },
    until,
  });
  const page = await walk(consent, until, { agent });
  expect((await finishAuthorization(authorization, page.url)).claims()?.sub).toBeTruthy();
});

test("native mode: a wrong password keeps the challenge", async ({ stack }) => {
  const person = await createPerson(stack);
  const client = await makeClient(stack);
  const agent = new UserAgent();
  const authorization = await startAuthorization(client);
  const login = await agent.open(authorization.url);
  const wrong = await sendPassword(agent, login, { ...person, password: "wrong-password-1" });
  expect(wrong.has("login-flow")).toBe(true);
  const page = await walk(wrong, client.redirectUri, { agent, person });
  expect((await finishAuthorization(authorization, page.url)).claims()?.sub).toBe(person.id);
});
