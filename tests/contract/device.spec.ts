/** The device's page between stubs: what Hydra may answer to a code, and what a stranger may send as one. */

import { type Contract, expect, ISSUER, test } from "../support/contract";
import { toForms } from "../support/html.mjs";
import { postForm } from "../support/raw-http";
import { type Answer, json } from "../support/stub-upstream";

const ACCEPT = "/admin/oauth2/auth/requests/device/accept";

// A process of its own: it remembers for a minute that this Hydra has the device flow.
test.use({ foyerEnv: { PROJECT_NAME: "Devices", FOYER_TRUSTED_PROXY_HOPS: "1" } });

let sender = 0;

/** Types a code for a challenge, from an address that has typed none yet; Hydra answers the accept so. */
async function type({ foyer, hydra, get }: Contract, userCode: string, answer: Answer) {
  hydra.when(ACCEPT, (request, response) =>
    (request.method === "GET" ? json(405, {}) : answer)(request, response),
  );
  const page = await get("/device?device_challenge=d");
  const [form] = toForms(page.body).filter(({ action }) => action === "/device");
  const fields = { ...Object.fromEntries(form?.fields ?? []), user_code: userCode };
  sender += 1;
  return postForm(foyer.port, "/device", fields, { "x-forwarded-for": `203.0.113.${sender}` });
}

test("O9: after a device's code Hydra leads back to Hydra, or to a 502", async ({ contract }) => {
  for (const to of ["https://evil.example/", `${ISSUER}@evil.example/`, "//evil.example/", 7, undefined]) {
    const { status, headers, body } = await type(contract, "ABCD-EFGH", json(200, { redirect_to: to }));
    expect([status, headers.location], String(to)).toEqual([502, undefined]);
    expect(body).not.toContain("evil.example");
  }
  const led = await type(contract, "ABCD-EFGH", json(200, { redirect_to: `${ISSUER}/oauth2/device/verify` }));
  expect([led.status, led.body.includes(`${ISSUER}/oauth2/device/verify`)]).toEqual([200, true]);
});

test("O17: what cannot be a code is asked of nobody, and shown again only in part", async ({ contract }) => {
  for (const typed of ["", "abc", "<script>", "x".repeat(500), "A".repeat(64) + "-".repeat(400)]) {
    contract.hydra.reset();
    const { status, body } = await type(contract, typed, json(200, { redirect_to: ISSUER }));
    expect(status, typed).toBe(400);
    expect(body).not.toMatch(/<script>|x{65}|-{65}/);
    expect(contract.hydra.to(ACCEPT).filter(({ method }) => method !== "GET")).toEqual([]);
  }
});

test("O17: a code that is over is a 410, a wrong one a page to try again, a fault a fault", async ({
  contract,
}) => {
  for (const [answer, status] of [
    [json(401, { error: "request_unauthorized" }), 410],
    [json(404, { error: "not_found" }), 400],
    [json(409, { error: "used" }), 400],
    [json(500, {}), 503],
  ] as const) {
    expect((await type(contract, "ABCD-EFGH", answer)).status).toBe(status);
  }
  const nothing = await postForm(contract.foyer.port, "/device", {}, { "x-forwarded-for": "203.0.113.250" });
  expect(nothing.status, "a form without its challenge").toBe(400);
});

test("O17: once the device is connected its code is forgotten", async ({ contract: { hydra, get } }) => {
  hydra.when(ACCEPT, json(405, {}));
  const { status, setCookies } = await get("/device/success");
  expect(status).toBe(200);
  expect(setCookies).toEqual([expect.stringMatching(/^__Host-foyer-device=; Path=\/; Max-Age=0;/)]);
});
