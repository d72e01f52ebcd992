/** Answers clients whose bytes are no request, so that they learn why, and reads on a little so that they can. */

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** How much more of a refused request is read and thrown away, in bytes: a client that still sends reads no answer. */
const DISCARD_LIMIT_BYTES = 16 * 1024 * 1024;
const DISCARD_LIMIT_MS = 2000;

const ANSWERS: Readonly<Record<string, { status: string; text: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: "431 Request Header Fields Too Large",
    text: "The address or the cookies are too long. Delete this site's cookies, then start again from the app.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: "408 Request Timeout", text: "The request took too long. Try again." },
};
const BAD_REQUEST = { status: "400 Bad Request", text: "This is no request that can be answered." };

const HEADERS = [
  "content-type: text/plain; charset=utf-8",
  "content-security-policy: default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options: nosniff",
  "cache-control: private, no-store",
  "connection: close",
];

/** Where Node's parser gives up, a client learns why before its connection ends. */
export function answerBrokenRequests(server: Server): void {
  const answered = new WeakSet<Duplex>();
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (answered.has(socket)) return;
    answered.add(socket);
    const isAnswering = Boolean(Reflect.get(socket, "_httpMessage"));
    if (error.code === "ECONNRESET" || !socket.writable || isAnswering) {
      socket.destroy();
      return;
    }
    const { status, text } = ANSWERS[error.code ?? ""] ?? BAD_REQUEST;
    const lines = [`HTTP/1.1 ${status}`, ...HEADERS, `content-length: ${Buffer.byteLength(text) + 1}`];
    socket.end(`${lines.join("\r\n")}\r\n\r\n${text}\n`);
    setTimeout(() => socket.destroy(), DISCARD_LIMIT_MS).unref();
  });
}

/** Once a request is answered, whatever of its body nobody wanted is read and thrown away, up to a limit. */
export function discardUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (request.complete || request.destroyed) return;
    let size = 0;
    request.unpipe();
    for (const event of ["readable", "data"]) request.removeAllListeners(event);
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > DISCARD_LIMIT_BYTES) request.destroy();
    });
    request.resume();
  });
}
