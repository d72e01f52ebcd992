import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

let line = "";
/** Of the answer besides. */
let more: Readonly<Record<string, string>> = {};
const server = createServer((request, response) => {
  const isBegun = request.url === "/auth/self-service/login/browser";
  response.writeHead(isBegun ? 303 : 404, { ...more, "set-cookie": [line, "AWSALB=x; Path=/"] }).end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function check(cookie: string, changes: Record<string, string> = {}) {
  setEnvironment(changes);
  line = `${cookie}=c; Path=/`;
  const { checkRelay } = await import("./check-relay");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return checkRelay({ publicUrl: { origin, basePath: "/auth", href: `${origin}/auth` } });
}

it("a proxy that leads Kratos' paths past Foyer is an error where the cookie is renamed", async () => {
  expect(await check("csrf_token_1")).toMatchObject([
    {
      severity: "error",
      found: expect.stringContaining("/auth/self-service/login/browser"),
      // Not of /sessions/whoami, which Foyer relays nobody: an app may have it led to Kratos.
      change: expect.not.stringContaining("/sessions"),
    },
  ]);
  expect(await check("__Host-csrf_token_1")).toEqual([]);
  expect(await check("csrf_token_1", { KRATOS_BROWSER_URL: "https://kratos.id.example" })).toEqual([]);
});

it("a Foyer of before that name, which an update has not replaced yet, is no such proxy", async () => {
  const { COMMON_HEADERS } = await import("@/lib/web/security-headers");
  more = COMMON_HEADERS;
  expect(await check("csrf_token_1")).toEqual([]);
  more = {};
  expect(await check("csrf_token_1")).toHaveLength(1);
});
