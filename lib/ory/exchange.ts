/** One exchange over HTTP: bounded in time and size, following no redirect, the whole answer read (threats P1, P3, P16). */

import { EventEmitter } from "node:events";
import type { Readable } from "node:stream";
import { Agent, type Dispatcher } from "undici";
import { isInCrumbs } from "@/lib/crumbs";

/** Largest answer that is read, in bytes; Kratos' biggest flow (settings with a QR code) is about 30 kB. */
const ANSWER_LIMIT_BYTES = 1024 * 1024;

export interface Exchange {
  url: string;
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Until the whole answer is there, in milliseconds. */
  timeoutMs: number;
}

export interface HttpAnswer {
  status: number;
  /** Lower-case names; several values stay apart (Set-Cookie). */
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/**
 * Why there is no answer:
 * - `unreachable` refused, reset, DNS, TLS
 * - `timeout` no complete answer in time
 * - `malformed` an answer that is no HTTP, breaks off, is too large, or has no status that exists
 */
export class ExchangeError extends Error {
  constructor(
    readonly kind: "unreachable" | "timeout" | "malformed",
    cause: unknown,
    /** The head of what broke off. */
    readonly headers: HttpAnswer["headers"] = {},
  ) {
    super(kind, { cause });
    this.name = "ExchangeError";
  }
}

/** Connections that are kept for the next exchange. */
export function toAgent(options: Agent.Options = {}): Agent {
  return new Agent({ pipelining: 1, maxResponseSize: ANSWER_LIMIT_BYTES, ...options });
}

let ownAgent: Agent | undefined;

/** @throws ExchangeError */
export async function exchange(
  { url, method = "GET", headers, body, timeoutMs }: Exchange,
  agent?: Agent,
): Promise<HttpAnswer> {
  ownAgent ??= toAgent();
  // Cleared with the answer: a timer keeps the request in memory that it was set in.
  const deadline = new EventEmitter();
  let isPast = false;
  const timer = setTimeout(() => {
    isPast = true;
    deadline.emit("abort");
  }, timeoutMs);
  let head: HttpAnswer["headers"] | undefined;
  try {
    const { origin, pathname, search } = new URL(url);
    const answer = await (agent ?? ownAgent).request({
      origin,
      path: pathname + search,
      method,
      headers,
      body,
      // undici takes an emitter as well as an AbortSignal, and it costs a tenth.
      signal: deadline,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    head = answer.headers;
    if (answer.statusCode < 200 || answer.statusCode > 599) {
      // A stream that is destroyed unread says so by an error; without a listener that would end the process.
      answer.body.on("error", () => undefined).destroy();
      throw new Error("the answer has a status that does not exist");
    }
    return { status: answer.statusCode, headers: answer.headers, body: await readWhole(answer.body) };
  } catch (cause) {
    const isGarbage = head !== undefined || isNotHttp(cause);
    const isLate = isPast || TIMEOUTS.includes(toErrorCode(cause) ?? "");
    throw new ExchangeError(isLate ? "timeout" : isGarbage ? "malformed" : "unreachable", cause, head);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Error for a body in crumbs, of which each would be kept as an object of its own (threat P16) */
function readWhole(body: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    body.on("data", (piece: Buffer) => {
      pieces.push(piece);
      bytes += piece.length;
      if (isInCrumbs(pieces.length, bytes)) body.destroy(new Error("the answer comes in crumbs"));
    });
    body.on("end", () => resolve(Buffer.concat(pieces)));
    body.on("error", reject);
  });
}

const TIMEOUTS = ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_CONNECT_TIMEOUT"];

/** The system's code for a failure (`ECONNREFUSED`), or undici's. */
export function toErrorCode(cause: unknown): string | undefined {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
}

const GARBAGE = ["UND_ERR_HEADERS_OVERFLOW", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "ERR_ASSERTION"];

/** Something answered that does not speak HTTP, or too much of it; undici names the first error and gives it no code. */
function isNotHttp(cause: unknown): boolean {
  return (
    (cause instanceof Error && cause.name === "HTTPParserError") || GARBAGE.includes(toErrorCode(cause) ?? "")
  );
}

/** The values of a header, none for one that is not there. */
export function toHeaderValues(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
