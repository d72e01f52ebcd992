// @ts-check
// Answers clients whose bytes are no request, so that they learn why, and reads on a little so that they can.

import { toPlainHeaders } from "./answer-headers.mjs";

/** How much more of a refused request is read and thrown away, in bytes: a client that still sends reads no answer. */
const DISCARD_LIMIT_BYTES = 16 * 1024 * 1024;
const DISCARD_LIMIT_MS = 2000;

/** @type {Record<string, { status: string, text: string }>} */
const ANSWERS = {
  HPE_HEADER_OVERFLOW: {
    status: "431 Request Header Fields Too Large",
    text: "The address or the cookies are too long. Delete this site's cookies, then start again from the app.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: "408 Request Timeout", text: "The request took too long. Try again." },
};
const BAD_REQUEST = { status: "400 Bad Request", text: "This is no request that can be answered." };

/** The content type of an answer in a sentence. */
const TEXT = "text/plain; charset=utf-8";

/**
 * @param {import("node:http").Server} server
 * @param {{ isHttps: boolean }} options
 */
export function answerBrokenRequests(server, options) {
  const headers = { "content-type": TEXT, ...toPlainHeaders(options), connection: "close" };
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  /** @type {WeakSet<import("node:stream").Duplex>} */
  const answered = new WeakSet();
  server.on("clientError", (/** @type {NodeJS.ErrnoException} */ error, socket) => {
    if (answered.has(socket)) return;
    answered.add(socket);
    const isAnswering = Boolean(Reflect.get(socket, "_httpMessage"));
    if (error.code === "ECONNRESET" || !socket.writable || isAnswering) {
      socket.destroy();
      return;
    }
    const { status, text } = ANSWERS[error.code ?? ""] ?? BAD_REQUEST;
    const lines = [`HTTP/1.1 ${status}`, ...headerLines, `content-length: ${Buffer.byteLength(text) + 1}`];
    socket.end(`${lines.join("\r\n")}\r\n\r\n${text}\n`);
    setTimeout(() => socket.destroy(), DISCARD_LIMIT_MS).unref();
  });
}

/** @type {Record<405 | 417, { text: string, headers?: Record<string, string> }>} */
const REFUSALS = {
  405: { text: "Not allowed", headers: { allow: "GET, HEAD, POST" } },
  417: { text: "This server expects nothing but 100-continue." },
};

/**
 * Answers in a sentence what reaches no page, and ends the connection: what follows on it is nobody's (threat P8).
 * @param {import("node:http").ServerResponse} response whose headers are completed when it is sent
 * @param {400 | 405 | 417} status
 */
export function refuse(response, status) {
  const { text, headers } = status === 400 ? { text: BAD_REQUEST.text, headers: {} } : REFUSALS[status];
  response.writeHead(status, { "content-type": TEXT, ...headers, connection: "close" });
  response.end(`${text}\n`);
}

/**
 * A request's one Host header (RFC 9112 §3.2). HTTP/1.0 has none.
 * @param {import("node:http").IncomingMessage} request
 */
export function hasOneHost({ httpVersion, rawHeaders }) {
  const count = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host").length;
  return count === 1 || (count === 0 && httpVersion === "1.0");
}

/**
 * Once a request is answered, whatever of its body nobody wanted is read and thrown away, up to a limit.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function discardUnreadBody(request, response) {
  response.once("finish", () => {
    if (request.complete || request.destroyed) return;
    let size = 0;
    request.unpipe();
    for (const event of ["readable", "data"]) request.removeAllListeners(event);
    request.on("data", (/** @type {Buffer} */ chunk) => {
      size += chunk.length;
      if (size > DISCARD_LIMIT_BYTES) request.destroy();
    });
    request.resume();
  });
}
