/** Turns Node's request into the Web-standard one that route handlers take, and their answer into bytes. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { readWholeBody } from "@/lib/web/whole-body";
import { toAnswerHeaders } from "./answer-headers";
import { compress } from "./compression";

/** Statuses whose answers have no body (RFC 9110 §6.4.1). */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Without a `signal`: no handler asks for it, and to make one costs twice what the rest of a request does.
 * @param url absolute, on Foyer's own origin
 * @throws TypeError for a header that is none
 */
export function toRequest(message: IncomingMessage, url: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  const hasBody = message.method === "POST";
  return new Request(url, {
    method: message.method,
    headers,
    ...(hasBody && { body: Readable.toWeb(message) as ReadableStream, duplex: "half" }),
  } as RequestInit);
}

export interface SendOptions {
  /** `Accept-Encoding` of the request. */
  acceptEncoding: string | undefined;
  isHead: boolean;
  isHttps: boolean;
}

/** Writes an answer as a whole, compressed where the client takes it. */
export async function sendResponse(
  response: ServerResponse,
  answer: Response,
  { acceptEncoding, isHead, isHttps }: SendOptions,
): Promise<void> {
  const whole = WITHOUT_BODY.has(answer.status) ? undefined : await readWholeBody(answer);
  const plain = whole === undefined ? undefined : toBuffer(whole);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of answer.headers) if (name !== "set-cookie") headers[name] = value;
  const setCookies = answer.headers.getSetCookie();
  if (setCookies.length > 0) headers["set-cookie"] = setCookies;

  const body = plain && compress(plain, headers, acceptEncoding);
  if (!WITHOUT_BODY.has(answer.status)) headers["content-length"] = String(body?.length ?? 0);
  response.writeHead(answer.status, toAnswerHeaders(headers, { status: answer.status, isHttps }));
  response.end(isHead ? undefined : body);
}

function toBuffer(body: string | ArrayBuffer): Buffer {
  return typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
}
