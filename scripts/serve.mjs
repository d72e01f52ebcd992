// @ts-check
/** Puts an HTTP server of our own in front of Next: limits, headers, peer address, base path, draining. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { completeHeaders, keepSingleHeaders } from "./lib/answer-headers.mjs";
import { answerBrokenRequests, discardUnreadBody } from "./lib/broken-requests.mjs";
import { drainOnSignal } from "./lib/drain.mjs";
import { ALIVE_PATH, toRefusal } from "./lib/refusals.mjs";

/** Largest request head, in bytes: Hydra's challenge twice over and a few cookies (threat V4). */
const HEAD_LIMIT_BYTES = 32 * 1024;
/** A client that has not sent its head by then is cut off with a 408 (threat P16). */
const HEAD_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the idle timeout of common load balancers, so that they close first. */
const KEEP_ALIVE_MS = 65_000;
const LEARNING_INTERVAL_MS = 25;
/** lib/config/config.ts describes the variable. */
const DEFAULT_DRAIN_DELAY_MS = 3000;

const PEER_HEADER = "x-foyer-peer";
/** Where the pages answer 404: no route has this name. */
const NO_SUCH_PAGE = "/-";
/**
 * Headers that are Foyer's to say and not the client's: where it is (threats P3, P4), what frameworks before and after
 * this one take for the word of their own middleware, and requests for the framework's own format (threat P14).
 */
const IGNORED_HEADERS =
  /^(forwarded|x-forwarded-(?!for$).*|x-original-.*|x-rewrite-url|x-(middleware|nextjs|invoke|now|vercel)-.*|x-matched-path|next-.*|rsc|x-nonce|content-security-policy.*)$/;

/**
 * Starts listening and resolves once requests are answered.
 * @param {{ isDevelopment: boolean }} options
 */
export async function serve({ isDevelopment }) {
  const { default: next } = await import("next");
  // Tells the routes that the peer's address comes from here (lib/web/caller.ts).
  Object.assign(globalThis, { [Symbol.for("foyer.server")]: true });
  const port = Number(process.env.PORT ?? 3000);
  const hostname = process.env.HOST ?? "0.0.0.0";
  const dir = fileURLToPath(new URL("..", import.meta.url));
  const app = next({ dev: isDevelopment, dir, hostname, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  // What the environment does not say, instrumentation learns from Kratos, or ends the process (lib/process/start.ts).
  while (!isDevelopment && !process.env.FOYER_PUBLIC_URL) await delay(LEARNING_INTERVAL_MS);
  const publicUrl = toPublicUrl(process.env.FOYER_PUBLIC_URL);
  const consoleUrl = process.env.CONSOLE_URL ? toConsoleBase(process.env.CONSOLE_URL) : undefined;

  const limits = { maxHeaderSize: HEAD_LIMIT_BYTES, connectionsCheckingInterval: 1000 };
  const tls = readTlsFiles(process.env);
  const server = tls ? createTlsServer({ ...limits, ...tls }) : createServer(limits);
  server.headersTimeout = HEAD_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerBrokenRequests(server);
  /** @type {WeakSet<import("node:net").Socket>} connections that end with the answer under way */
  const closing = new WeakSet();
  server.on("request", (request, response) => {
    // What was sent behind a refused request is no request of its own (threat P8).
    if (closing.has(request.socket)) return;
    discardUnreadBody(request, response);
    completeHeaders(response, { isHttps: publicUrl.isHttps });
    // Which of the two origins a request came to: what it names is compared, and nothing of it is kept.
    const own = consoleUrl && isHost(request.headers.host, consoleUrl) ? consoleUrl : publicUrl;
    const refusal = toRefusal(request, { basePath: own.basePath, isDevelopment });
    if (refusal === 405) {
      closing.add(request.socket);
      response.writeHead(405, {
        "content-type": "text/plain; charset=utf-8",
        allow: "GET, HEAD, POST",
        connection: "close",
      });
      response.end("Not allowed\n");
      return;
    }
    for (const name of Object.keys(request.headers)) {
      if (IGNORED_HEADERS.test(name)) delete request.headers[name];
    }
    if (!isDevelopment) request.headers.host = own.host;
    keepSingleHeaders(response);
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
    request.url = refusal ? NO_SUCH_PAGE : toInnerUrl(request.url ?? "/", own.basePath);
    void handle(request, response);
  });
  // No page of ours upgrades a connection (threat P15); the development server's own reloading does.
  if (!isDevelopment) server.on("upgrade", (_request, socket) => socket.destroy());

  await new Promise((resolve) => server.listen(port, hostname, () => resolve(undefined)));
  process.stdout.write(`Foyer listens on port ${port}\n`);
  drainOnSignal(server, { delayMs: Number(process.env.FOYER_DRAIN_DELAY_MS || DEFAULT_DRAIN_DELAY_MS) });
}

/** A path as Next knows it: without the base path. @param {string} url @param {string} basePath */
function toInnerUrl(url, basePath) {
  if (url === ALIVE_PATH) return url;
  const inner = url.slice(basePath.length) || "/";
  return inner.startsWith("?") ? `/${inner}` : inner;
}

/** @param {string | undefined} text of FOYER_PUBLIC_URL; lib/config/config.ts has refused what is none */
function toPublicUrl(text) {
  const url = new URL(text && URL.canParse(text) ? text : "http://localhost");
  return {
    host: url.host,
    isHttps: url.protocol === "https:",
    basePath: url.pathname.replace(/\/+$/, ""),
  };
}

/** The console's address without `/console`: its pages are under that path on every origin. @param {string} text */
function toConsoleBase(text) {
  return toPublicUrl(text.replace(/\/console\/*$/, ""));
}

/**
 * Whether a Host header names this address; a default port may be said or left out.
 * @param {string | undefined} header
 * @param {{ host: string, isHttps: boolean }} url
 */
function isHost(header, { host, isHttps }) {
  const address = `${isHttps ? "https" : "http"}://${header}/`;
  return URL.canParse(address) && new URL(address).href === `${isHttps ? "https" : "http"}://${host}/`;
}

/**
 * The certificate to serve https with, where no proxy in front does.
 * @param {NodeJS.ProcessEnv} env
 * @throws when only one of the two is named, or one cannot be read
 */
function readTlsFiles({ TLS_CERT_PATH: cert, TLS_KEY_PATH: key }) {
  if (!cert && !key) return undefined;
  if (!cert || !key) throw new Error("TLS_CERT_PATH and TLS_KEY_PATH go together; only one of them is set.");
  return { cert: readFileSync(cert), key: readFileSync(key) };
}
