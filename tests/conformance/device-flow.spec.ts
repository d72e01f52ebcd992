/** The device flow's pages against the documented shapes of newer servers; Hydra v2.3.0 lacks it. */

import { type NewerHydra, startNewerHydra, WAITING_CODE } from "../support/newer-hydra";
import { expect, type Stack, test } from "../support/test";
import { UserAgent } from "../support/user-agent.mjs";

let hydra: NewerHydra;
test.use({
  stackOptions: {
    parts: ["kratos", "hydra", "mail", "foyer"],
    foyerEnv: async (urls) => {
      hydra = await startNewerHydra(urls);
      return { HYDRA_ADMIN_URL: hydra.adminUrl, HYDRA_PUBLIC_URL: hydra.publicUrl };
    },
  },
});

const open = (stack: Stack, agent: UserAgent, code = "WdJb-MjHt") =>
  agent.open(`${stack.urls.foyer}/device?device_challenge=challenge&user_code=${code}`);

test("O17: a code that came with the link is filled in and never sent by itself", async ({ stack }) => {
  const sent = hydra.typed.length;
  const page = await open(stack, new UserAgent());
  expect(page.status).toBe(200);
  expect(page.forms[0]?.fields).toContainEqual(["user_code", "WdJb-MjHt"]);
  expect(page.html).not.toContain("http-equiv");
  expect(hydra.typed.length).toBe(sent);
});

test("the click sends the code as typed, letter case kept, and leads to Hydra", async ({ stack }) => {
  const verify = `${hydra.publicUrl}/oauth2/device/verify`;
  const agent = new UserAgent();
  const page = await agent.submit(await open(stack, agent), "Continue", { until: verify });
  expect(page.url.searchParams.get("device_verifier")).toBe("verifier");
  expect(hydra.typed.at(-1)).toBe(WAITING_CODE);
  expect(agent.jar.names()).toContain("__Host-foyer-device");
});

test("without a challenge, Hydra is asked for one, and the code goes along", async ({ stack }) => {
  const verify = `${hydra.publicUrl}/oauth2/device/verify`;
  const page = await new UserAgent().open(`${stack.urls.foyer}/device?user_code=WdJb-MjHt`, {
    until: verify,
  });
  expect(page.url.searchParams.get("user_code")).toBe(WAITING_CODE);
});

test("of two device pages the older begins anew: Hydra finishes the newest alone", async ({ stack }) => {
  const sent = hydra.typed.length;
  const agent = new UserAgent();
  const older = await open(stack, agent);
  const newer = await agent.open(`${stack.urls.foyer}/device?device_challenge=another&user_code=WdJb-MjHt`);
  const verify = `${hydra.publicUrl}/oauth2/device/verify`;
  const begun = await agent.submit(older, "Continue", { until: verify });
  expect([...begun.url.searchParams]).toEqual([["user_code", WAITING_CODE]]);
  expect(hydra.typed.length).toBe(sent);
  const led = await agent.submit(newer, "Continue", { until: verify });
  expect(led.url.searchParams.get("device_verifier")).toBe("verifier");
});

test("O17: a form that was not made for this challenge sends nothing", async ({ stack }) => {
  const sent = hydra.typed.length;
  const agent = new UserAgent();
  const page = await open(stack, agent);
  const refused = await agent.submit(page, "Continue", { fill: { device_challenge: "another" } });
  expect(refused.status).toBe(403);
  expect(hydra.typed.length).toBe(sent);
});

test("O23: a device challenge in another form is unknown, and nothing is sent", async ({ stack }) => {
  const sent = hydra.typed.length;
  const agent = new UserAgent();
  const page = await open(stack, agent);
  const sealed = Buffer.alloc(64, 7).toString("base64");
  const query = (form: string) => new URLSearchParams({ device_challenge: form });
  expect((await agent.open(`${stack.urls.foyer}/device?${query(sealed)}`)).status).toBe(200);
  for (const form of ["Challenge", sealed.replace("=", ""), sealed.replace("w==", "x=="), `${sealed}=`]) {
    expect((await agent.open(`${stack.urls.foyer}/device?${query(form)}`)).status, form).toBe(404);
    const refused = await agent.submit(page, "Continue", { fill: { device_challenge: form } });
    expect(refused.status, form).toBe(404);
  }
  expect(hydra.typed.length).toBe(sent);
});

test("the end says that the device is connected", async ({ stack }) => {
  const page = await new UserAgent().open(`${stack.urls.foyer}/device/success`);
  expect(page.has("device-success")).toBe(true);
});

test("O17: wrong codes are said to be wrong; after ten codes even the right one is a 429", async ({
  stack,
}) => {
  const agent = new UserAgent();
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 11; attempt++) {
    const page = await agent.submit(await open(stack, agent, "AAAABBBB"), "Continue");
    statuses.push(page.status);
    if (page.status === 400) expect(page.text).toContain("No device is waiting for this code");
  }
  const last = await agent.submit(await open(stack, agent), "Continue");
  expect([...new Set(statuses)]).toEqual([400, 429]);
  expect(last.status).toBe(429);
  expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
});
