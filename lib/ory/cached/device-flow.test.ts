/** Whether Hydra has the device flow, by what it says itself. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const ISSUER = "https://oauth.example/";

let server: Server;
let answer: { status: number; body: string };
let paths: string[];

beforeEach(async () => {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("foyer.device-flow"));
  paths = [];
  server = createServer((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  setEnvironment({ FOYER_PUBLIC_URL: "http://localhost:4400", HYDRA_PUBLIC_URL: url });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

async function ask(status: number, body: unknown): Promise<boolean> {
  answer = { status, body: typeof body === "string" ? body : JSON.stringify(body) };
  const { hasDeviceFlow } = await import("./device-flow");
  return hasDeviceFlow();
}

describe("the device flow", () => {
  it("is there when discovery names its endpoint, and asked for once", async () => {
    const said = { issuer: ISSUER, device_authorization_endpoint: `${ISSUER}oauth2/device/auth` };
    expect(await ask(200, said)).toBe(true);
    expect(await ask(200, said)).toBe(true);
    expect(paths).toEqual(["/.well-known/openid-configuration"]);
  });

  it("is not there when discovery names none", async () => {
    expect(await ask(200, { issuer: ISSUER })).toBe(false);
  });

  it.each([
    [404, { error: "not_found" }],
    [404, "404 page not found"],
    [405, ""],
    [503, {}],
    [200, "<!doctype html>"],
    [200, []],
    [302, ""],
  ])(
    "is not taken for missing when the answer is a %i with %j: that says nothing of it",
    async (status, body) => {
      expect(await ask(status, body)).toBe(true);
    },
  );
});
