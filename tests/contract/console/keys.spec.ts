/** Keys that an operator brings reach Hydra whole (V5). */

import { generateKeyPairSync } from "node:crypto";
import { expect, fill, findActForm, test } from "../../support/console/contract";
import { json } from "../../support/stub-upstream";

/** RFC 7517 §4.6–4.9: Hydra keeps and publishes them, and the SDK's type of a key has not all of them. */
const OF_A_CERTIFICATE = {
  x5u: "https://certificates.example/k1",
  x5c: ["certificate"],
  x5t: "thumbprint",
  "x5t#S256": "thumbprint-256",
};

function makeKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const common = { kid: "k1", alg: "ES256", use: "sig", ...OF_A_CERTIFICATE };
  return {
    publicJwk: { ...publicKey.export({ format: "jwk" }), ...common },
    privateJwk: { ...privateKey.export({ format: "jwk" }), ...common },
  };
}

const SET = "/admin/keys/own";
const ISSUERS = "/admin/trust/grants/jwt-bearer/issuers";

test("V5: a key that an operator brings reaches Hydra with all of its members", async ({
  contract,
  desk,
}) => {
  const { publicJwk, privateJwk } = makeKey();
  const jwk = JSON.stringify(privateJwk);
  const jwks = JSON.stringify({ keys: [privateJwk] });
  const { hydra } = contract;
  hydra.when(SET, json(200, { keys: [] }));
  hydra.when(`${SET}/k1`, json(200, privateJwk));
  const made = { id: "155e0000-0000-4000-8000-000000000001" };
  hydra.when(ISSUERS, (request, response) =>
    json(200, request.method === "GET" ? [] : made)(request, response),
  );
  const browser = await desk.signIn("ada");
  const send = async (page: string, operation: string, values: Record<string, string>) => {
    const form = findActForm(await browser.get(page), operation);
    return browser.post(form.action || page, fill(form, values));
  };
  await send("/console/keys/own", "key.import", { jwk });
  await send("/console/keys/own", "key-set.replace", { jwks, confirm: "own" });
  const trusted = { issuer: "robots", subject: "robot", jwk: JSON.stringify(publicJwk) };
  await send("/console/issuers", "issuer.create", trusted);
  const sent = hydra.requests.filter(({ method }) => method !== "GET").map(({ body }) => JSON.parse(body));
  expect(sent).toMatchObject([privateJwk, { keys: [privateJwk] }, { jwk: publicJwk }]);
});
