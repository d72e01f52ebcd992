/** Turns Node's request into the Web-standard one that route handlers take, and their answer into bytes. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { toAnswerHeaders } from "@/lib/web/answer-headers";
import { expectBody } from "@/lib/web/request-body";
import { BrokenOff, isStreamed, readWholeBody } from "@/lib/web/whole-body";
import { compress } from "./compression";

/** Statuses whose answers have no body (RFC 9110 §6.4.1). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Without a `signal`, which no handler asks for, and without a stream of its body: each costs more than the rest of it.
 * @param url absolute, on Foyer's own origin
 * @throws TypeError for a header that is none
 */
export function toRequest(message: IncomingMessage, url: string): Request {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const request = new Request(url, { method: message.method, headers });
  if (message.method === "POST") {
    // What nobody reads is discarded once the answer is there (broken-requests.ts): the connection is not to end before.
    const pieces = message.iterator({ destroyOnReturn: false });
    expectBody(request, () => pieces.next());
  }
  return request;
}

export interface SendOptions {
  /** `Accept-Encoding` of the request. */
  acceptEncoding: string | undefined;
  isHead: boolean;
  isHttps: boolean;
}

/** Writes an answer as a whole, compressed where the client takes it; one that is made while it is sent, as it comes. */
export async function sendResponse(
  response: ServerResponse,
  answer: Response,
  { acceptEncoding, isHead, isHttps }: SendOptions,
): Promise<void> {
  if (answer.body && isStreamed(answer)) return stream(response, answer, answer.body, { isHead, isHttps });
  const whole = WITHOUT_BODY.has(answer.status) ? undefined : await readWholeBody(answer);
  const plain = whole === undefined ? undefined : toBuffer(whole);
  const headers = toHeaderRecord(answer);
  const body = plain && compress(plain, headers, acceptEncoding);
  if (!WITHOUT_BODY.has(answer.status)) headers["content-length"] = String(body?.length ?? 0);
  response.writeHead(answer.status, toAnswerHeaders(headers, { status: answer.status, isHttps }));
  response.end(isHead ? undefined : body);
}

function toHeaderRecord(answer: Response): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of answer.headers) if (name !== "set-cookie") headers[name] = value;
  const setCookies = answer.headers.getSetCookie();
  if (setCookies.length > 0) headers["set-cookie"] = setCookies;
  return headers;
}

/** A client that hangs up, and a source that fails, end both: what was sent then lacks its end, and is seen to. */
async function stream(
  response: ServerResponse,
  answer: Response,
  body: ReadableStream<Uint8Array>,
  { isHead, isHttps }: Pick<SendOptions, "isHead" | "isHttps">,
): Promise<void> {
  const { status } = answer;
  response.writeHead(status, toAnswerHeaders(toHeaderRecord(answer), { status, isHttps }));
  if (isHead) {
    await body.cancel();
    return void response.end();
  }
  const source = Readable.fromWeb(body as WebStream);
  source.once("error", () => breakOff(response));
  await pipeline(source, response).catch((error: unknown) => {
    if (!isHangUp(error) && !(error instanceof BrokenOff)) throw error;
  });
}

/**
 * To a client of HTTP/1.0, as nginx is one unless it is told otherwise, the end of the connection is the end of the answer: half
 * a file would pass for a whole one. A connection that is reset has no such end. With TLS the end has a mark of its own.
 */
function breakOff({ req, socket }: ServerResponse): void {
  if (req.httpVersion === "1.0" && socket && !("encrypted" in socket)) socket.resetAndDestroy();
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}

function toBuffer(body: string | ArrayBuffer): Buffer {
  return typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
}
