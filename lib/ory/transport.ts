/** HTTP to Kratos and Hydra: pooled, measured and traced; a failure is an OryError. */

import type { Agent, Dispatcher } from "undici";
import { getConfig } from "@/lib/config/config";
import { toBrowserSetCookie, toKratosCookieHeader } from "@/lib/web/cookies/cookies";
import { countUpstream } from "../observe/metrics";
import { toTraceparent, withSpan } from "../observe/tracing";
import { OryError, type Upstream } from "./error";
import { ExchangeError, exchange, type HttpAnswer, toAgent, toHeaderValues } from "./exchange";
import { NoTurnError, toTurns } from "./turns";

const CONNECTIONS_PER_UPSTREAM = 64;

/** Each server by itself. With the longest answers, those who wait are four more rounds. */
const TURNS = {
  atOnce: CONNECTIONS_PER_UPSTREAM,
  waiting: 4 * CONNECTIONS_PER_UPSTREAM,
  isSilence: (error: unknown) => error instanceof OryError && error.kind === "timeout",
};

const KEEP_ALIVE_MS = 10_000;

const agents: { prompt?: Agent; patient?: Agent } = {};

/**
 * By origin and patience, as connections are: a slow server has its own queue, and slow hooks one beside it. All origins
 * are configured ones.
 */
const turns = new Map<string, ReturnType<typeof toTurns>>();

/** Connections of their own for what may take long: slow hooks hold up nobody's page. */
function getAgent(isPatient: boolean): Agent {
  const kind = isPatient ? "patient" : "prompt";
  agents[kind] ??= toAgent({
    connections: CONNECTIONS_PER_UPSTREAM,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: getConfig().upstreamTimeoutMs },
  });
  return agents[kind];
}

export interface UpstreamRequest {
  upstream: Upstream;
  /** For messages and metrics: the API operation, never a URL with values. */
  operation: string;
  method: Dispatcher.HttpMethod;
  url: string;
  headers: Record<string, string>;
  body?: Uint8Array | string;
  /** Less than the configured longest wait, in milliseconds, from the connection to the whole answer. */
  timeoutMs?: number;
  /** It may run an operator's own code (web hooks): waited for as long as `config.writeTimeoutMs`. */
  isPatient?: boolean;
}

/** Statuses whose answers have no body (Fetch standard, "null body status"). */
export const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

export type UpstreamAnswer = HttpAnswer;

/**
 * Sends one request in its turn and reads the whole answer, whatever its status. Waiting for a turn takes nothing of
 * the time that the server has to answer.
 * @throws OryError as {@link sendAtOnce}, `busy` when too many wait already, `timeout` when nobody is answered
 */
export function send(message: UpstreamRequest): Promise<UpstreamAnswer> {
  return inTurn(message, () => sendAtOnce(message));
}

/** Runs what sends a request, or the same one again, when a connection is free. @throws OryError `busy` or `timeout` */
export async function inTurn<T>(
  { url, upstream, operation, isPatient = false }: UpstreamRequest,
  run: () => Promise<T>,
): Promise<T> {
  const key = `${new URL(url).origin} ${isPatient ? "patient" : "prompt"}`;
  const take = turns.get(key) ?? toTurns(TURNS);
  turns.set(key, take);
  try {
    return await take(run);
  } catch (cause) {
    if (!(cause instanceof NoTurnError)) throw cause;
    const kind = cause.reason === "full" ? "busy" : "timeout";
    countUpstream(upstream, operation, kind, 0);
    throw new OryError({ upstream, operation, kind, cause });
  }
}

/**
 * Sends one request whoever waits, and reads the whole answer, whatever its status. Kratos' cookies have the names that browsers
 * know on this side, and Kratos' own on the other.
 * @throws OryError `unreachable`, `timeout`, or `malformed`, see {@link ExchangeError}
 */
export function sendAtOnce(message: UpstreamRequest): Promise<UpstreamAnswer> {
  const { upstream, operation, method } = message;
  const attributes = {
    "http.request.method": method,
    "foyer.upstream": upstream,
    "foyer.operation": operation,
  };
  return withSpan(`${upstream} ${operation}`, { kind: "client", attributes }, async (span) => {
    const traceparent = toTraceparent(span);
    const startedAt = performance.now();
    let outcome = "error";
    try {
      const { upstreamTimeoutMs, writeTimeoutMs } = getConfig();
      const { url, body, isPatient = false } = message;
      const headers = upstream === "kratos" ? toKratosHeaders(message.headers) : message.headers;
      const { timeoutMs = isPatient ? writeTimeoutMs : upstreamTimeoutMs } = message;
      const sent = traceparent ? { ...headers, traceparent } : headers;
      const answer = await exchange(
        { url, method, headers: sent, body, timeoutMs: Math.ceil(timeoutMs) },
        getAgent(isPatient),
      );
      outcome = `${Math.floor(answer.status / 100)}xx`;
      span?.setAttribute("http.response.status_code", answer.status);
      return upstream === "kratos" ? toBrowserAnswer(answer) : answer;
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error;
      outcome = error.kind;
      span?.setAttribute("error.type", outcome);
      const link = [error.headers.link ?? []].flat().join(", ");
      throw new OryError({ upstream, operation, kind: error.kind, cause: error.cause, link });
    } finally {
      countUpstream(upstream, operation, outcome, (performance.now() - startedAt) / 1000);
    }
  });
}

function toKratosHeaders({ cookie, ...headers }: Record<string, string>): Record<string, string> {
  return cookie === undefined ? headers : { ...headers, cookie: toKratosCookieHeader(cookie) };
}

function toBrowserAnswer(answer: UpstreamAnswer): UpstreamAnswer {
  const lines = toHeaderValues(answer.headers["set-cookie"]);
  if (lines.length === 0) return answer;
  return { ...answer, headers: { ...answer.headers, "set-cookie": lines.map(toBrowserSetCookie) } };
}
