/** What happens to a request before any handler sees it: limits, refusals, headers that are not the client's to say. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { PEER_HEADER } from "@/lib/http/caller";
import { toAnswerHeaders } from "./answer-headers";
import { answerBrokenRequests, discardUnreadBody } from "./broken-requests";
import type { ServerOptions } from "./options";
import { ALIVE_PATH, toRefusal } from "./refusals";

/** Largest request head, in bytes: Hydra's challenge twice over and a few cookies (threat V4). */
const HEAD_LIMIT_BYTES = 32 * 1024;
/** A client that has not sent its head by then is cut off with a 408 (threat P16). */
const HEAD_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the idle timeout of common load balancers, so that they close first. */
const KEEP_ALIVE_MS = 65_000;
/** Where the pages answer 404: no route has this name. */
const NO_SUCH_PAGE = "/-";

export interface ListenerOptions {
  basePath: string;
  isHttps: boolean;
  isDevelopment?: boolean;
}

/** Answers one request; `request.url` is without the base path. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that has its limits and refusals in front of `answer`; it does not listen yet. */
export function createListener(
  { tls }: Pick<ServerOptions, "tls">,
  { basePath, isHttps, isDevelopment }: ListenerOptions,
  answer: Answerer,
): Server {
  const limits = { maxHeaderSize: HEAD_LIMIT_BYTES, connectionsCheckingInterval: 1000 };
  const server = tls ? createTlsServer({ ...limits, ...tls }) : createServer(limits);
  server.headersTimeout = HEAD_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerBrokenRequests(server);
  /** Connections that end with the answer under way. */
  const closing = new WeakSet<Socket>();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    // What was sent behind a refused request is no request of its own (threat P8).
    if (closing.has(request.socket)) return;
    discardUnreadBody(request, response);
    const refusal = toRefusal(request, { basePath, isDevelopment });
    if (refusal === 405) {
      closing.add(request.socket);
      refuseMethod(response, isHttps);
      return;
    }
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
    request.url = refusal ? NO_SUCH_PAGE : toInnerUrl(request.url ?? "/", basePath);
    answer(request, response);
  });
  // No page of ours upgrades a connection (threat P15); the development server's own reloading does.
  if (!isDevelopment) server.on("upgrade", (_request, socket) => socket.destroy());
  return server;
}

function refuseMethod(response: ServerResponse, isHttps: boolean): void {
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    allow: "GET, HEAD, POST",
    connection: "close",
  };
  response.writeHead(405, toAnswerHeaders(headers, { status: 405, isHttps }));
  response.end("Not allowed\n");
}

function toInnerUrl(url: string, basePath: string): string {
  if (url === ALIVE_PATH) return url;
  const inner = url.slice(basePath.length) || "/";
  return inner.startsWith("?") ? `/${inner}` : inner;
}
