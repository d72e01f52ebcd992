/** What operators see of a request whose handler could not be had at all; over a real socket. */

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeTemporaryFolder } from "../stack/temporary-folder.mjs";

const { path: publicFolder, remove } = makeTemporaryFolder("production");
let server: Server;
let logged: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  for (const [name, value] of Object.entries({
    FOYER_PUBLIC_URL: "https://id.example",
    KRATOS_PUBLIC_URL: "http://kratos.example",
    COOKIE_SECRET: "b3f1c9d27a6e48508d1f6a2b9c7e3d40",
    FOYER_METRICS: "true",
  }))
    vi.stubEnv(name, value);
  const [{ createAnswerer }, { getLogger }, { openMetrics }] = await Promise.all([
    import("./production"),
    import("@/lib/observe/log"),
    import("@/lib/observe/metrics"),
  ]);
  await openMetrics();
  logged = vi.spyOn(getLogger(), "error").mockReturnValue(undefined);
  const handlers = () => Promise.reject(new Error("EMFILE: too many open files"));
  const patterns = ["/console/keys/[set]", "/[...path]", "/console/[...path]", "/self-service/[...path]"];
  const routes = [...patterns, "/assets/[file]"].map((pattern) => ({ pattern, handlers }));
  server = createServer(createAnswerer({ routes, publicFolder, isHttps: true })).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(() => {
  server.close();
  remove();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it("L1: an answer that no handler gave is logged and counted as a 500, by its route's name", async () => {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/console/keys/canary?a=canary`);
  expect([answer.status, await answer.text()]).toEqual([500, "Something broke. Try again.\n"]);
  const route = "/console/keys/{set}";
  expect(logged.mock.calls).toEqual([
    [{ event: "unanswered", method: "GET", route, error: expect.stringContaining("EMFILE") }],
  ]);
  const { renderMetrics } = await import("@/lib/observe/metrics");
  const text = (await renderMetrics())?.text ?? "";
  expect(text).toContain(`foyer_http_requests_total{route="${route}",method="GET",status="500"} 1`);
  expect(text).toContain(`foyer_http_request_seconds_count{route="${route}",method="GET"} 1`);
  expect(text).not.toContain("canary");
});

it.each([
  ["/nowhere", "*"],
  ["/console/no/where", "/console/*"],
  ["/self-service/login", "/self-service"],
  ["/assets/none.js", "/assets"],
])("what no handler answered at %s is counted as its handler would be", async (path, route) => {
  const { port } = server.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}${path}`);
  const { renderMetrics } = await import("@/lib/observe/metrics");
  expect((await renderMetrics())?.text).toContain(`{route="${route}",method="GET",status="500"} 1`);
});
