/** What loading a page does: it reads. Nothing is sent, changed or ended by an address alone, however often it is loaded. */

import { randomUUID } from "node:crypto";
import { PAGES } from "@/lib/pages";
import { type Contract, expect, ISSUER, test } from "../support/contract";
import {
  CONSENT_REQUEST,
  LOGIN_REQUEST,
  LOGOUT_REQUEST,
  toConsentRequest,
  toLoginRequest,
} from "../support/stub-hydra";
import { ALICE, FLOW_ID } from "../support/stub-kratos";
import { json } from "../support/stub-upstream";

/** What Kratos is asked by a page. Making a flow sends nothing but for a second factor (`app/login/second-factor.test.ts`). */
const READS =
  /^\/(sessions(\/whoami)?|schemas|self-service\/(errors|[a-z]+\/(browser|flows))|\.well-known\/ory\/webauthn\.js)$/;

/** Queries under which a page shows something else. */
const QUERIES = [
  "",
  `flow=${FLOW_ID}`,
  "refresh=true",
  "return_to=%2Fsessions",
  "login_challenge=ITS",
  "consent_challenge=ITS",
  "logout_challenge=ITS",
  "device_challenge=ITS&user_code=ABCDEFGH",
  "token=t",
  "id=e",
  "decision=accept&csrf_token=t",
];

const TARGETS = Object.entries(PAGES)
  .filter(([, { takes }]) => takes.includes("GET"))
  .flatMap(([path]) => QUERIES.map((query) => (query ? `${path}?${query}` : path)));

/** Everything that was asked of a server that is not known to be a read. */
function findEffects({ kratos, hydra }: Contract): string[] {
  const atKratos = kratos.requests.filter(({ method, path }) => method !== "GET" || !READS.test(path));
  const atHydra = hydra.requests.filter(({ method }) => method !== "GET");
  return [...atKratos, ...atHydra].map(({ method, path }) => `${method} ${path}`);
}

for (const [who, cookie] of [
  ["nobody", ""],
  ["somebody", `ory_kratos_session=${ALICE}`],
]) {
  test(`D7: no address of a page has an effect on Kratos or Hydra for ${who}, once or twice`, async ({
    contract,
  }) => {
    contract.hydra.when(CONSENT_REQUEST, (request, response) => {
      const challenge = request.query.get("consent_challenge") ?? "";
      return json(200, toConsentRequest(ISSUER, challenge, ALICE))(request, response);
    });
    for (const target of TARGETS) {
      const its = target.replace("ITS", randomUUID());
      // A signed-in person's sign-in and sign-out for an app are what the app asked for: the next test.
      if (cookie && /^\/(login|registration)\?login_challenge/.test(target)) continue;
      for (let load = 0; load < 2; load++) {
        const { status } = await contract.get(its, { headers: { cookie } });
        expect(status, its).toBeLessThan(500);
        expect(findEffects(contract), `${its}, load ${load + 1}`).toEqual([]);
      }
    }
    for (const endpoint of [CONSENT_REQUEST, LOGOUT_REQUEST])
      expect(contract.hydra.to(endpoint), endpoint).not.toEqual([]);
  });
}

test("D7: a challenge that needs no page is answered once, however often it is loaded", async ({
  contract,
}) => {
  const { hydra, get } = contract;
  const headers = { cookie: `ory_kratos_session=${ALICE}` };
  const [login, consent] = [randomUUID(), randomUUID()];
  hydra.when(LOGIN_REQUEST, json(200, { ...toLoginRequest(ISSUER, login), skip: true, subject: ALICE }));
  hydra.when(CONSENT_REQUEST, json(200, { ...toConsentRequest(ISSUER, consent, ALICE), skip: true }));
  for (const target of [`/login?login_challenge=${login}`, `/consent?consent_challenge=${consent}`]) {
    hydra.requests.length = 0;
    const answers = [await get(target, { headers }), await get(target, { headers })];
    for (const answer of answers) expect(answer.headers.location ?? answer.body).toContain("verifier=v");
    expect(
      hydra.requests.filter(({ method }) => method === "PUT"),
      target,
    ).toHaveLength(1);
  }
});
