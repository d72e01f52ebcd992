/** Signed authorization requests (OIDC Core §6), made as a client makes them. */

import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import { makeClient, type TestClient } from "./relying-party";
import type { Stack } from "./test";

const KEY_ID = "request-key";
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** A client whose request objects Hydra takes only when this key has signed them. */
export function makeSigningClient(stack: Stack, metadata: Record<string, unknown> = {}): Promise<TestClient> {
  const key = { ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "ES256" };
  return makeClient(stack, { request_object_signing_alg: "ES256", jwks: { keys: [key] }, ...metadata });
}

/** The parameters as a JWT signed with ES256. */
export function signRequest(parameters: Record<string, unknown>): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${encode({ alg: "ES256", kid: KEY_ID, typ: "JWT" })}.${encode(parameters)}`;
  const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

/** Serves one request object by reference, as `request_uri`. */
export async function serveRequest(jwt: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => response.end(jwt));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/request.jwt`, close: () => server.close() };
}
