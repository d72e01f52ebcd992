/** An OpenID provider for contract tests: it says of a sign-in whatever a test wants it to say. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export const CLIENT_ID = "foyer-console";
export const CLIENT_SECRET = "stub-provider-secret";

export interface StubProvider {
  issuer: string;
  /** A code that the token endpoint changes, once, into an ID token with these claims. */
  issueCode(claims: JWTPayload, options?: SignOptions): string;
  /** A signed token of any kind. */
  sign(claims: JWTPayload, options?: SignOptions): Promise<string>;
  /** How often the token endpoint was asked. */
  tokenRequests(): number;
  /** Until false, the token endpoint refuses the client: with the code alone, or with a challenge besides (RFC 6749 §5.2). */
  setSecretChanged(changed: "code" | "challenge" | false): void;
  /** While true, nothing is answered; while a status, everything by a proxy's page with it. */
  setAway(away: boolean | number): void;
  stop(): Promise<void>;
}

interface SignOptions {
  typ?: string;
  /** Signs with a key that the provider does not publish. */
  isForged?: boolean;
}

export async function startStubProvider(): Promise<StubProvider> {
  const [own, other] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "stub", alg: "RS256", use: "sig" };
  const codes = new Map<string, { claims: JWTPayload; options?: SignOptions }>();
  let asked = 0;
  let isAway: boolean | number = false;
  let isSecretChanged: "code" | "challenge" | false = false;
  let issuer = "";
  const sign: StubProvider["sign"] = (claims, { typ, isForged } = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "stub", ...(typ && { typ }) })
      .sign(isForged ? other.privateKey : own.privateKey);
  const answers: Record<string, (body: URLSearchParams) => unknown> = {
    "/.well-known/openid-configuration": () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/logout`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    }),
    "/jwks": () => ({ keys: [jwk] }),
    "/token": async (body) => {
      asked += 1;
      const issued = codes.get(body.get("code") ?? "");
      codes.delete(body.get("code") ?? "");
      if (!issued || !body.get("code_verifier")) return undefined;
      const idToken = await sign(issued.claims, issued.options);
      return { access_token: "stub-access", token_type: "bearer", expires_in: 60, id_token: idToken };
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (isAway === true) return void request.socket.destroy();
    if (isAway !== false)
      return void response.writeHead(isAway, { "content-type": "text/html" }).end("<html>");
    const { pathname } = new URL(request.url ?? "", "http://stub.invalid");
    if (isSecretChanged && pathname === "/token") {
      const challenge = isSecretChanged === "challenge" && { "www-authenticate": 'Basic realm="stub"' };
      response.writeHead(401, { "content-type": "application/json", ...challenge });
      return void response.end(JSON.stringify({ error: "invalid_client" }));
    }
    const value = await answers[pathname]?.(new URLSearchParams(Buffer.concat(chunks).toString()));
    response.writeHead(value ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify(value ?? { error: "invalid_grant" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    issueCode(claims, options) {
      const code = `code-${codes.size}-${Math.random().toString(36).slice(2)}`;
      codes.set(code, { claims, options });
      return code;
    },
    sign,
    tokenRequests: () => asked,
    setSecretChanged: (changed) => {
      isSecretChanged = changed;
    },
    setAway: (away) => {
      isAway = away;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
