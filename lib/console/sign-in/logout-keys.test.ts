/** A logout token that nothing could be done with yet: its keys cannot be had, or the store does not answer. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setConsoleEnvironment } from "@/tests/unit/console";
import type { OidcSignIn } from "./provider.server";

let server: Server;
let issuer: string;
let keys: { status: number; body: string };
let asked: string[];

beforeEach(async () => {
  setConsoleEnvironment();
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/jwks") return void response.writeHead(keys.status).end(keys.body);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it.each([
  ["a server that is away", { status: 503, body: "" }],
  ["a proxy's refusal", { status: 403, body: "<html>" }],
  ["a page in place of JSON", { status: 200, body: "<html>" }],
  ["JSON that is no key set", { status: 200, body: "{}" }],
])("C17: %s in place of the keys is a fault, and no word about the token", async (_, answer) => {
  keys = answer;
  const { acceptLogoutToken } = await import("./logout-token.server");
  const signIn = { kind: "oidc", issuer, clientId: "foyer-console", clientSecret: "s" } as OidcSignIn;
  const { privateKey } = await generateKeyPair("RS256");
  const token = await new SignJWT({ sid: "1", jti: "j" })
    .setProtectedHeader({ alg: "RS256", kid: "k" })
    .sign(privateKey);
  await expect(acceptLogoutToken(token, signIn)).rejects.toMatchObject({ status: 503 });
  expect(await acceptLogoutToken("x.y.z", signIn)).toEqual({ problem: "signature-or-claims" });
});

it.each([
  ["keys", "/jwks", { status: 503, body: "" }],
  ["metadata", "/.well-known/openid-configuration", undefined],
])(
  "C17: a provider whose %s cannot be had is asked once in a while, however many forge",
  async (_, path, answer) => {
    if (answer) keys = answer;
    else server.prependListener("request", ({ socket }) => socket.destroy());
    const { acceptLogoutToken } = await import("./logout-token.server");
    const signIn = { kind: "oidc", issuer, clientId: "foyer-console", clientSecret: "s" } as OidcSignIn;
    const { privateKey } = await generateKeyPair("RS256");
    const forged = await new SignJWT({ jti: "j" }).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
    const send = () => expect(acceptLogoutToken(forged, signIn)).rejects.toMatchObject({ status: 503 });
    const findAsked = () => asked.filter((url) => url === path).length;
    await send();
    const first = findAsked();
    for (let turn = 0; turn < 5; turn += 1) await send();
    expect([first > 0, findAsked()]).toEqual([true, first]);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 5001);
    await send();
    expect(findAsked()).toBeGreaterThan(first);
  },
);

it("C17: a token whose sessions could not be ended ends them when it is sent again, once", async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  keys = { status: 200, body: JSON.stringify({ keys: [await exportJWK(publicKey)] }) };
  const sessions = await import("../session/sessions.server");
  const end = vi.spyOn(sessions, "endProviderSessions").mockRejectedValueOnce(new Error("the store is away"));
  const { acceptLogoutToken } = await import("./logout-token.server");
  const signIn = { kind: "oidc", issuer, clientId: "foyer-console", clientSecret: "s" } as OidcSignIn;
  const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
  const token = await new SignJWT({ sid: "1", jti: "j", events })
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(issuer)
    .setAudience("foyer-console")
    .setIssuedAt()
    .sign(privateKey);
  await expect(acceptLogoutToken(token, signIn)).rejects.toThrow("the store is away");
  expect(await acceptLogoutToken(token, signIn)).toEqual({ ended: 0 });
  expect(await acceptLogoutToken(token, signIn)).toEqual({ problem: "replayed" });
  expect(end).toHaveBeenCalledTimes(2);
});
