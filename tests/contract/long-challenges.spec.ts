/** Challenges that grow: later versions of Hydra seal more into them, and an app's long request makes them longer still. */

import { randomBytes } from "node:crypto";
import { type Contract, expect, ISSUER, test } from "../support/contract";
import { findLink, toForms } from "../support/html.mjs";
import { postForm } from "../support/raw-http";
import { CONSENT_REQUEST, LOGIN_REQUEST, toConsentRequest } from "../support/stub-hydra";
import { ALICE, toFlow } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

/** v26.2.0's for a plain request, then those of long ones. In characters. */
const LENGTHS = [2700, 8 * 1024, 16 * 1024];

/** Browsers drop a longer one, name and attributes included. */
const COOKIE_BYTES = 4096;

const makeChallenge = (length: number) => randomBytes((length / 4) * 3).toString("base64url");

const readField = (html: string, name: string) =>
  toForms(html)
    .flatMap(({ fields }) => fields)
    .find(([field]) => field === name)?.[1];

for (const length of LENGTHS) {
  test(`a sign-in with a challenge of ${length} characters keeps it whole`, async ({ contract }) => {
    const { foyer, kratos } = contract;
    const challenge = makeChallenge(length);
    // As Kratos does, and the recorded flow does not: a flow knows where it leads.
    kratos.when("/self-service/login/browser", (request, response) => {
      const flow = { ...toFlow("login", foyer.url), return_to: request.query.get("return_to") };
      return json(200, flow)(request, response);
    });
    const page = await contract.get(`/login?login_challenge=${challenge}`);
    expect(page.status).toBe(200);
    const signup = new URL(findLink(page.body, "signup-link") ?? "", ISSUER);
    expect(signup.search.includes(challenge)).toBe(true);
    const asked = kratos.to("/self-service/login/browser")[0]?.query.get("return_to");
    expect(asked?.includes(challenge)).toBe(true);
    for (const line of page.setCookies) expect(line.length).toBeLessThan(COOKIE_BYTES);
    const cookie = page.setCookies.map((line) => line.split(";", 1)[0]).join("; ");
    const signUp = await contract.get(signup.pathname + signup.search, { headers: { cookie } });
    expect(signUp.status).toBe(200);
    const back = await contract.get(`/login?login_challenge=${challenge}`, {
      headers: { cookie: `${cookie}; ory_kratos_session=${ALICE}` },
    });
    expect(back.headers.location ?? back.body).toContain(`${ISSUER}/oauth2/auth?verifier=v`);
    const accepted = contract.hydra.to(`${LOGIN_REQUEST}/accept`)[0]?.query.get("login_challenge");
    expect(accepted === challenge).toBe(true);
  });

  test(`a consent with a challenge of ${length} characters is given once`, async ({ contract }) => {
    const { foyer, hydra, get } = contract;
    const challenge = makeChallenge(length);
    hydra.when(CONSENT_REQUEST, json(200, toConsentRequest(ISSUER, challenge, ALICE)));
    const headers = { cookie: `ory_kratos_session=${ALICE}` };
    const page = await get(`/consent?consent_challenge=${challenge}`, { headers });
    expect(readField(page.body, "consent_challenge") === challenge).toBe(true);
    const fields = { csrf_token: readField(page.body, "csrf_token") ?? "", consent_challenge: challenge };
    const answer = await postForm(foyer.port, "/consent", { ...fields, consent_action: "accept" }, headers);
    expect(answer.status).toBeLessThan(400);
    const accepted = hydra.to(`${CONSENT_REQUEST}/accept`)[0]?.query.get("consent_challenge");
    expect(accepted === challenge).toBe(true);
  });
}

test("what sign-ins of four apps leave in a browser fits, with a fifth, into a head of 16 kB", async ({
  contract,
}) => {
  const jar = new Map<string, string>();
  const open = async ({ get }: Contract, challenge: string) => {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const target = `/login?login_challenge=${challenge}`;
    expect(target.length + cookie.length).toBeLessThan(14 * 1024);
    for (const line of (await get(target, { headers: { cookie } })).setCookies) {
      const [name = "", value = ""] = line.split(";", 1)[0]?.split("=", 2) ?? [];
      if (line.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, value);
    }
  };
  for (let app = 0; app < 6; app++) await open(contract, makeChallenge(2000));
  expect(jar.size).toBeGreaterThan(1);
});
