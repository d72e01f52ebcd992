/** A stub stands in for Hydra: the real one signs every ID token with a key that it publishes. */

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, expect, it } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";

let server: Server;
let issuer = "";
let revoked: string[] = [];
/** The token endpoint's answer. */
let answer: () => Promise<unknown>;

beforeEach(async () => {
  revoked = [];
  const { publicKey } = await generateKeyPair("RS256");
  const keys = [{ ...(await exportJWK(publicKey)), kid: "published", alg: "RS256", use: "sig" }];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    const say = (value: unknown) => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (request.url === "/token") return say(await answer());
    if (request.url === "/jwks") return say({ keys });
    if (request.url === "/revoke") {
      revoked.push(body.get("token") ?? "");
      return response.writeHead(200).end();
    }
    return say({
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      token_endpoint: `${issuer}token`,
      revocation_endpoint: `${issuer}revoke`,
      jwks_uri: `${issuer}jwks`,
      id_token_signing_alg_values_supported: ["RS256"],
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  setConsoleEnvironment({ HYDRA_PUBLIC_URL: issuer, HYDRA_ADMIN_URL: "http://127.0.0.1:1" });
});

afterEach(async () => {
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

const TOKENS = { access_token: "stub-access", refresh_token: "stub-refresh", token_type: "bearer" };
const PENDING = {
  handle: "h",
  clientId: "app",
  name: "App",
  authMethod: "none",
  secret: "",
  scope: "openid",
};

async function finish() {
  const { finishTry, newTry } = await import("./request.server");
  const made = newTry();
  return finishTry({ ...PENDING, ...made }, `?code=c&state=${made.state}&iss=${encodeURIComponent(issuer)}`);
}

async function signByNobody() {
  const { privateKey } = await generateKeyPair("RS256");
  return new SignJWT({ nonce: "another" })
    .setProtectedHeader({ alg: "RS256", kid: "published" })
    .setIssuer(issuer)
    .setSubject("s")
    .setAudience("app")
    .setIssuedAt()
    .setExpirationTime("1m")
    .sign(privateKey);
}

it.each([
  ["is signed by nobody", signByNobody],
  ["is no JWT", async () => "none"],
])("C25: tokens that came with an ID token that %s are revoked at once", async (_, toIdToken) => {
  answer = async () => ({ ...TOKENS, id_token: await toIdToken() });
  await expect(finish()).rejects.toMatchObject({ name: "TryFailed", isRevoked: true });
  expect(revoked.toSorted()).toEqual(["stub-access", "stub-refresh"]);
});

it("C25: where no token was given out, none is said to be revoked", async () => {
  answer = async () => ({ error: "server_error" });
  await expect(finish()).rejects.toMatchObject({ name: "TryFailed", isRevoked: undefined });
  expect(revoked).toEqual([]);
});

it("C24: a Hydra that is away before or after the sign-in is told as one", async () => {
  const { newTry, toRequestAddress } = await import("./request.server");
  answer = async () => {
    server.closeAllConnections();
    return {};
  };
  const away = { name: "OryError", upstream: "hydra", kind: "unreachable" };
  await expect(finish()).rejects.toMatchObject({ name: "TryFailed", isRevoked: undefined, cause: away });
  server.close();
  await expect(finish()).rejects.toMatchObject({ name: "TryFailed", cause: away });
  await expect(toRequestAddress({ ...PENDING, ...newTry() })).rejects.toMatchObject(away);
});
