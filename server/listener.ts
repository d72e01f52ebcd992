/** What happens to a request before any handler sees it: limits, refusals, headers that are not the client's to say. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { REFUSAL_HEADER } from "@/lib/web/bounds";
import { PEER_HEADER } from "@/lib/web/caller";
import { BoundedRequest } from "./bounded-request";
import {
  answerBrokenRequests,
  discardUnreadBody,
  hasAllHeaders,
  hasOneHost,
  type RefusalStatus,
  refuse,
} from "./broken-requests";
import type { ServerOptions } from "./options";
import { ALIVE_PATH, findRefusal } from "./refusals";
import { type Sites, toSite } from "./sites";
import { boundArriving, boundReading, createTurns } from "./slow-clients";

/** Largest request head, in bytes: Hydra's challenge twice over and a few cookies (threat V4). */
const HEAD_LIMIT_BYTES = 32 * 1024;
/** A client that has not sent its head by then is cut off with a 408, and one that makes no TLS handshake (threat P16). */
const HEAD_TIMEOUT_MS = 10_000;
/** However much of it comes: a request that is larger than any that is taken, or waits for its turn (server/slow-clients.ts). */
const REQUEST_TIMEOUT_MS = 5 * 60_000;
/** Longer than the idle timeout of common load balancers, so that they close first. */
const KEEP_ALIVE_MS = 65_000;
/** Where a refused request's page is drawn: no route has this name (app/[...path]). */
const NO_SUCH_PAGE = "/-";
/**
 * Headers that are Foyer's to say and not the client's: where it is (threats P3, P4), what frameworks before and after
 * this one take for the word of their own middleware, and requests for the framework's own format (threat P14).
 */
const IGNORED_HEADERS =
  /^(forwarded|x-forwarded-(?!for$).*|x-original-.*|x-rewrite-url|x-(foyer|middleware|nextjs|invoke|now|vercel)-.*|x-matched-path|next-.*|rsc|x-nonce|content-security-policy.*)$/;

export interface ListenerOptions extends Sites {
  isHttps: boolean;
  isDevelopment?: boolean;
  /** Shorter in tests. */
  headTimeoutMs?: number;
}

/** Answers one request; `request.url` is without the base path. */
export type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that has its limits and refusals in front of `answer`; it does not listen yet. */
export function createListener(
  { tls }: Pick<ServerOptions, "tls">,
  { isHttps, headTimeoutMs = HEAD_TIMEOUT_MS, ...options }: ListenerOptions,
  answer: Answerer,
): Server {
  // Whether a request names its host is looked at below, so that the answer has every header (threat D3).
  const limits = {
    maxHeaderSize: HEAD_LIMIT_BYTES,
    connectionsCheckingInterval: 1000,
    requireHostHeader: false,
    IncomingMessage: BoundedRequest,
  };
  const server = tls
    ? createTlsServer({ ...limits, handshakeTimeout: headTimeoutMs, ...tls })
    : createServer(limits);
  server.headersTimeout = headTimeoutMs;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  answerBrokenRequests(server, { isHttps });
  /** Connections that end with the answer under way. */
  const closing = new WeakSet<Socket>();
  const inTurn = createTurns();
  const take = (
    request: BoundedRequest,
    response: ServerResponse,
    judge: () => RefusalStatus | undefined,
  ) => {
    const { socket } = request;
    boundArriving(request, response);
    inTurn(socket, response, () => {
      // What was sent behind a refused request is no request of its own (threat P8).
      if (closing.has(socket)) return;
      discardUnreadBody(request, response);
      boundReading(request, response);
      const status = judge();
      if (status === undefined) return answer(request, response);
      closing.add(socket);
      refuse(response, status, { isHttps });
    });
  };
  server.on("request", (request: BoundedRequest, response: ServerResponse) =>
    take(request, response, () => prepare(request, options)),
  );
  server.on("checkExpectation", (request: BoundedRequest, response: ServerResponse) =>
    take(request, response, () => 417),
  );
  return server;
}

/**
 * Makes a request what the pages may see of it.
 * @returns the status when it is none that reaches the pages
 */
function prepare(
  request: IncomingMessage,
  { isDevelopment, ...sites }: Omit<ListenerOptions, "isHttps" | "headTimeoutMs">,
): RefusalStatus | undefined {
  const { headers } = request;
  const { host, basePath } = toSite(headers.host, sites);
  const refusal = findRefusal(request, { basePath, isDevelopment });
  if (refusal === 405) return 405;
  if (!hasAllHeaders(request)) return 431;
  if (!hasOneHost(request)) return 400;
  for (const name of Object.keys(headers)) if (IGNORED_HEADERS.test(name)) delete headers[name];
  // What it names was compared, and nothing of it is kept (threat P3).
  if (!isDevelopment) headers.host = host;
  headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  if (refusal) headers[REFUSAL_HEADER] = String(refusal);
  request.url = refusal ? NO_SUCH_PAGE : toInnerUrl(request.url ?? "/", basePath);
  return undefined;
}

function toInnerUrl(url: string, basePath: string): string {
  if (url.split("?", 1)[0] === ALIVE_PATH) return url;
  const inner = url.slice(basePath.length) || "/";
  return inner.startsWith("?") ? `/${inner}` : inner;
}
