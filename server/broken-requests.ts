/** Answers clients whose bytes are no request, so that they learn why, and reads on a little so that they can. */

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { toAnswerHeaders } from "@/lib/web/answer-headers";

/** How much more of a refused request is read and thrown away, in bytes: a client that still sends reads no answer. */
const DISCARD_LIMIT_BYTES = 16 * 1024 * 1024;
/** How long a client has to read its answer then, in milliseconds. */
const DISCARD_LIMIT_MS = 2000;

const ANSWERS: Readonly<Record<string, { status: string; text: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: "431 Request Header Fields Too Large",
    text: "The address or the cookies are too long. Delete this site's cookies, then start again from the app.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: "408 Request Timeout", text: "The request took too long. Try again." },
};
const BAD_REQUEST = { status: "400 Bad Request", text: "This is no request that can be answered." };

/** After these nobody would read an answer, or could. */
const UNANSWERED: ReadonlySet<string> = new Set(["ECONNRESET", "ERR_TLS_HANDSHAKE_TIMEOUT"]);

/** The content type of an answer in a sentence. */
const TEXT = "text/plain; charset=utf-8";

/** Where Node's parser gives up, a client learns why before its connection ends. */
export function answerBrokenRequests(server: Server, { isHttps }: { isHttps: boolean }): void {
  const headers = toAnswerHeaders({ "content-type": TEXT, connection: "close" }, { status: 400, isHttps });
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const answered = new WeakSet<Duplex>();
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (answered.has(socket)) return;
    answered.add(socket);
    const isAnswering = Boolean(Reflect.get(socket, "_httpMessage"));
    if (UNANSWERED.has(error.code ?? "") || !socket.writable || isAnswering) {
      socket.destroy();
      return;
    }
    const { status, text } = ANSWERS[error.code ?? ""] ?? BAD_REQUEST;
    const lines = [`HTTP/1.1 ${status}`, ...headerLines, `content-length: ${Buffer.byteLength(text) + 1}`];
    socket.end(`${lines.join("\r\n")}\r\n\r\n${text}\n`);
    setTimeout(() => socket.destroy(), DISCARD_LIMIT_MS).unref();
  });
}

/** Of a request that reaches no page. */
export type RefusalStatus = 400 | 405 | 417 | 431;

const REFUSALS: Readonly<Record<RefusalStatus, { text: string; headers?: Record<string, string> }>> = {
  400: { text: BAD_REQUEST.text },
  405: { text: "Not allowed", headers: { allow: "GET, HEAD, POST" } },
  417: { text: "This server expects nothing but 100-continue." },
  431: { text: "The request has more headers than are read." },
};

/** Answers in a sentence what reaches no page, and ends the connection: what follows on it is nobody's (threat P8). */
export function refuse(
  response: ServerResponse,
  status: RefusalStatus,
  { isHttps }: { isHttps: boolean },
): void {
  const { text, headers } = REFUSALS[status];
  const given = { "content-type": TEXT, ...headers, connection: "close" };
  response.writeHead(status, toAnswerHeaders(given, { status, isHttps }));
  response.end(`${text}\n`);
}

/** More than a browser and several proxies write. Node reads a thousand, and leaves the rest out. */
const HEADER_COUNT_LIMIT = 256;

/** Whether every header was read: else one that a proxy has added, such as a client's address, may be missing (threat P5). */
export function hasAllHeaders({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.length <= 2 * HEADER_COUNT_LIMIT;
}

/** A request's one Host header (RFC 9112 §3.2). HTTP/1.0 has none. */
export function hasOneHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const count = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host").length;
  return count === 1 || (count === 0 && httpVersion === "1.0");
}

/**
 * Once a request is answered, whatever of its body nobody wanted is read and thrown away, up to a limit that is counted
 * byte by byte: however fast a client sends, no more is taken from it.
 */
export function discardUnreadBody(
  request: IncomingMessage,
  response: ServerResponse,
  limitMs = DISCARD_LIMIT_MS,
): void {
  // Before Node's own look at it, at "finish": of a body that nobody reads by then Node throws away all there is.
  response.once("prefinish", () => {
    if (request.complete || request.destroyed) return;
    let left = DISCARD_LIMIT_BYTES;
    request.unpipe();
    for (const event of ["readable", "data"]) request.removeAllListeners(event);
    request.on("data", (chunk: Buffer) => {
      const hadSome = left > 0;
      left -= chunk.length;
      if (left > 0 || !hadSome) return;
      // Closed with bytes unread, the connection is reset, and the client loses an answer that it has not read yet.
      request.pause();
      setTimeout(() => request.socket.destroy(), limitMs).unref();
    });
    request.read(0);
    request.resume();
  });
}
