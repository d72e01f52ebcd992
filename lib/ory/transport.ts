/** HTTP to Kratos and Hydra: pooled, bounded in time and size, never following a redirect (threats P1, P3, P16). */

import { Agent, type Dispatcher, request } from "undici";
import { getConfig } from "@/lib/config/config";
import { countUpstream } from "../observe/metrics";
import { toTraceparent, withSpan } from "../observe/tracing";
import { OryError, type Upstream } from "./error";

/** Largest answer that is read, in bytes; Kratos' biggest flow (settings with a QR code) is about 30 kB. */
const ANSWER_LIMIT_BYTES = 1024 * 1024;

const CONNECTIONS_PER_UPSTREAM = 64;
const KEEP_ALIVE_MS = 10_000;

let agent: Agent | undefined;

function getAgent(): Agent {
  agent ??= new Agent({
    connections: CONNECTIONS_PER_UPSTREAM,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: getConfig().upstreamTimeoutMs },
  });
  return agent;
}

export interface UpstreamRequest {
  upstream: Upstream;
  /** For messages and metrics: the API operation, never a URL with values. */
  operation: string;
  method: Dispatcher.HttpMethod;
  url: string;
  headers: Record<string, string>;
  body?: Uint8Array | string;
  /** Less than the configured longest wait, in milliseconds. */
  timeoutMs?: number;
}

/** Statuses whose answers have no body (Fetch standard, "null body status"). */
export const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

export interface UpstreamAnswer {
  status: number;
  /** Lower-case names; several values stay apart (Set-Cookie). */
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/**
 * Sends one request and reads the whole answer, whatever its status.
 * @throws OryError `unreachable`, `timeout`, or `malformed` when the answer breaks off, has no status that exists, or
 *   is larger than {@link ANSWER_LIMIT_BYTES}.
 */
export function send(message: UpstreamRequest): Promise<UpstreamAnswer> {
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
      const answer = await exchange(
        traceparent ? { ...message, headers: { ...message.headers, traceparent } } : message,
      );
      outcome = `${Math.floor(answer.status / 100)}xx`;
      span?.setAttribute("http.response.status_code", answer.status);
      return answer;
    } catch (error) {
      if (error instanceof OryError) outcome = error.kind;
      span?.setAttribute("error.type", outcome);
      throw error;
    } finally {
      countUpstream(upstream, operation, outcome, (performance.now() - startedAt) / 1000);
    }
  });
}

async function exchange(message: UpstreamRequest): Promise<UpstreamAnswer> {
  const timeout = Math.ceil(message.timeoutMs ?? getConfig().upstreamTimeoutMs);
  // Cleared with the answer: a timer keeps the request in memory that it was set in.
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  let hasBegun = false;
  const { upstream, operation } = message;
  try {
    const answer = await request(message.url, {
      method: message.method,
      headers: message.headers,
      body: message.body,
      dispatcher: getAgent(),
      signal: abort.signal,
      headersTimeout: timeout,
      bodyTimeout: timeout,
    });
    hasBegun = true;
    if (answer.statusCode < 200 || answer.statusCode > 599) {
      // A stream that is destroyed unread says so by an error; without a listener that would end the process.
      answer.body.on("error", () => undefined).destroy();
      throw toMalformed(message, "the answer has a status that does not exist");
    }
    const body = await readCapped(answer.body, message);
    return { status: answer.statusCode, headers: answer.headers, body };
  } catch (cause) {
    if (cause instanceof OryError) throw cause;
    const isGarbage = hasBegun || isNotHttp(cause);
    const kind =
      abort.signal.aborted || isTimeout(cause) ? "timeout" : isGarbage ? "malformed" : "unreachable";
    throw new OryError({ upstream, operation, kind, cause });
  } finally {
    clearTimeout(timer);
  }
}

async function readCapped(body: Dispatcher.ResponseData["body"], message: UpstreamRequest) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > ANSWER_LIMIT_BYTES) {
      body.destroy();
      throw toMalformed(message, "the answer is too large");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function toMalformed({ upstream, operation }: UpstreamRequest, what: string): OryError {
  return new OryError({ upstream, operation, kind: "malformed", cause: new Error(what) });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}

function isTimeout(cause: unknown): boolean {
  return ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT"].includes(
    codeOf(cause),
  );
}

/** Something answered that does not speak HTTP; undici names the error and gives it no code. */
function isNotHttp(cause: unknown): boolean {
  return cause instanceof Error && cause.name === "HTTPParserError";
}
