import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { checkCountedProxies, checkFoyer, checkMetrics } from "./check-proxy";

async function withServer<T>(
  { maxHeaderSize = 32 * 1024 }: { maxHeaderSize?: number },
  answer: RequestListener,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer({ maxHeaderSize }, answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

/** As a Foyer below this path answers. */
const foyerAt =
  (basePath: string): RequestListener =>
  (request, response) => {
    const isPage = request.url?.startsWith(`${basePath}/.well-known/change-password`);
    response.writeHead(isPage ? 303 : 404, { location: `${basePath}/settings#settings-password` }).end();
  };

/** What a proxy does that takes a base path away before it passes a request on. */
const cutting =
  (basePath: string, next: RequestListener): RequestListener =>
  (request, response) => {
    request.url = request.url?.slice(basePath.length);
    next(request, response);
  };

it.each([
  ["https://id.example", 0, {}, ["FOYER_TRUSTED_PROXY_HOPS"]],
  ["https://id.example", 1, {}, []],
  ["https://id.example", 0, { TLS_CERT_PATH: "/tls/cert.pem" }, []],
  ["http://localhost:3000", 0, {}, []],
])("%s with %d proxies counted and %j: the doctor names %j", (origin, trustedProxyHops, env, settings) => {
  const publicUrl = { origin, basePath: "", href: origin };
  const find = (runsOnVercel: boolean) =>
    checkCountedProxies({ publicUrl, trustedProxyHops, runsOnVercel }, env).map(({ setting }) => setting);
  expect(find(false)).toEqual(settings);
  expect(find(true), "the platform counts itself").toEqual([]);
});

it.each([
  [8, ["request heads"]],
  [16, ["request heads"]],
  [32, []],
])("a proxy that takes request heads of %d kB: the doctor names %j", async (kilobytes, settings) => {
  const findings = await withServer({ maxHeaderSize: kilobytes * 1024 }, foyerAt(""), checkFoyer);
  expect(findings.map(({ setting }) => setting)).toEqual(settings);
});

it.each([
  ["passes the base path on", foyerAt("/auth"), []],
  ["takes the base path away", cutting("/auth", foyerAt("/auth")), ["FOYER_PUBLIC_URL"]],
  ["takes it away, before a Foyer that has none", cutting("/auth", foyerAt("")), ["FOYER_PUBLIC_URL"]],
  ["answers everything itself", (_request, response) => response.end("ok"), ["FOYER_PUBLIC_URL"]],
] as [string, RequestListener, string[]][])("a proxy that %s", async (_what, proxy, settings) => {
  const findings = await withServer({}, proxy, (url) => checkFoyer(`${url}/auth`));
  expect(findings.map(({ setting }) => setting)).toEqual(settings);
});

it.each([
  ["whoever asks", 200, "# HELP foyer_http_requests_total Answers", ["FOYER_METRICS_TOKEN"]],
  ["whoever has the token", 401, "{}", []],
  ["nobody", 404, "{}", []],
  ["everything with its own page", 200, "<!doctype html>", []],
])("a public address that gives metrics to %s", async (_whom, status, body, settings) => {
  const findings = await withServer(
    {},
    (_request, response) => response.writeHead(status).end(body),
    checkMetrics,
  );
  expect(findings.map(({ setting }) => setting)).toEqual(settings);
});
