// @ts-check
/** Puts an HTTP server of our own in front of Next: limits, peer address, base path, draining. */
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { drainOnSignal } from "./lib/drain.mjs";

/** Largest request head, in bytes: Hydra's challenge twice over and a few cookies (threat V4). */
const HEAD_LIMIT_BYTES = 32 * 1024;
/** A client that has not sent its head by then is cut off with a 408 (threat P16). */
const HEAD_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the idle timeout of common load balancers, so that they close first. */
const KEEP_ALIVE_MS = 65_000;
/** lib/config.ts describes the variable. */
const DEFAULT_DRAIN_DELAY_MS = 3000;

const METHODS = new Set(["GET", "HEAD", "POST"]);
const PEER_HEADER = "x-foyer-peer";
/** Headers by which frameworks before and after this one were told to skip their own checks. */
const INTERNAL_HEADERS = [
  "x-middleware-subrequest",
  "x-nextjs-data",
  "x-matched-path",
  "x-invoke-path",
  "x-nonce",
];

/**
 * Starts listening and resolves once requests are answered.
 * @param {{ isDevelopment: boolean }} options
 */
export async function serve({ isDevelopment }) {
  const { default: next } = await import("next");
  const port = Number(process.env.PORT ?? 3000);
  const hostname = process.env.HOST ?? "0.0.0.0";
  const dir = fileURLToPath(new URL("..", import.meta.url));
  const app = next({ dev: isDevelopment, dir, hostname, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const basePath = toBasePath(process.env.FOYER_PUBLIC_URL);

  const server = createServer({ maxHeaderSize: HEAD_LIMIT_BYTES, connectionsCheckingInterval: 1000 });
  server.headersTimeout = HEAD_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on("request", (request, response) => {
    const refusal = refuse(request, basePath);
    if (refusal) {
      response.writeHead(refusal, { "content-type": "text/plain; charset=utf-8", connection: "close" });
      response.end(refusal === 404 ? "Not found\n" : "Not allowed\n");
      return;
    }
    keepSingleHeaders(response);
    for (const name of INTERNAL_HEADERS) delete request.headers[name];
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
    request.url = request.url?.slice(basePath.length) || "/";
    if (request.url.startsWith("?")) request.url = `/${request.url}`;
    void handle(request, response);
  });
  // No page of ours upgrades a connection (threat P15); the development server's own reloading does.
  if (!isDevelopment) server.on("upgrade", (_request, socket) => socket.destroy());

  await new Promise((resolve) => server.listen(port, hostname, () => resolve(undefined)));
  process.stdout.write(`Foyer listens on port ${port}\n`);
  drainOnSignal(server, { delayMs: Number(process.env.FOYER_DRAIN_DELAY_MS || DEFAULT_DRAIN_DELAY_MS) });
}

/**
 * What never reaches a page: other methods, absolute-form targets, and paths that mean different things to
 * different readers (threats P2, P15, S4).
 * @param {import("node:http").IncomingMessage} request
 * @param {string} basePath
 * @returns {number | undefined} the status of the refusal
 */
function refuse(request, basePath) {
  if (!METHODS.has(request.method ?? "")) return 405;
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  if (!path.startsWith("/") || /\/\/|\\|%2f|%5c|%00|\/\.{1,2}(\/|$)/i.test(path)) return 404;
  if (path !== basePath && !path.startsWith(`${basePath}/`)) return 404;
  if (path.slice(basePath.length).startsWith("/_next/image")) return 404;
  return undefined;
}

/**
 * Next sets each header of a route handler's answer as a list, also its content type; its own compression then
 * takes the page for something that cannot be compressed (next 16.4.5, server/base-http/node).
 * @param {import("node:http").ServerResponse} response
 */
function keepSingleHeaders(response) {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    set(name, Array.isArray(value) && value.length === 1 && value[0] !== undefined ? value[0] : value);
}

/** @param {string | undefined} publicUrl */
function toBasePath(publicUrl) {
  return publicUrl && URL.canParse(publicUrl) ? new URL(publicUrl).pathname.replace(/\/+$/, "") : "";
}
