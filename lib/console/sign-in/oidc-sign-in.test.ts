/** Answers to sign-ins of operators that somebody begins and makes up, one after the other. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ConsolePage } from "@/lib/console/request/console-page.server";
import { setConsoleEnvironment, toRequest } from "@/tests/unit/console";

const MOST = 3;

let server: Server;
let issuer: string;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", issuer);
    asked.push(pathname);
    const metadata = {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
    };
    const isToken = pathname === "/token";
    response.writeHead(isToken ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(isToken ? { error: "invalid_grant" } : metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  setConsoleEnvironment({
    CONSOLE_OIDC_ISSUER: issuer,
    CONSOLE_OIDC_ACR_VALUES: "any",
    FOYER_RATE_LIMIT_ADDRESS_POSTS: String(MOST),
    FOYER_TRUSTED_PROXY_HOPS: "1",
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

it("C3: the operators' provider is asked about so many made-up answers of one address", async () => {
  const { startOidc, finishOidc } = await import("./oidc-sign-in.server");
  const makeUp = async (address: string, state?: string) => {
    const headers = { "x-forwarded-for": address };
    const start = { request: toRequest("/console/sign-in/start", { headers }) } as ConsolePage;
    const begun = await startOidc(start, { returnTo: "/console", isStepUp: false });
    const own = new URL(begun.headers.get("location") ?? "").searchParams.get("state");
    const path = `/console/callback?${new URLSearchParams({ state: state ?? own ?? "", code: "guess" })}`;
    const request = toRequest(path, { headers, cookies: begun.headers.getSetCookie() });
    return finishOidc({ request } as ConsolePage);
  };
  for (let time = 0; time < MOST * 2; time += 1)
    await expect(makeUp("203.0.113.1", "another's")).rejects.toMatchObject({ status: 400 });
  expect(asked).not.toContain("/token");
  for (let time = 0; time < MOST; time += 1)
    await expect(makeUp("203.0.113.1")).rejects.toMatchObject({ status: 400 });
  asked = [];
  for (let time = 0; time < MOST; time += 1)
    await expect(makeUp("203.0.113.1")).rejects.toMatchObject({ status: 429 });
  expect(asked).toEqual([]);
  await expect(makeUp("203.0.113.2")).rejects.toMatchObject({ status: 400 });
  expect(asked).toContain("/token");
});
