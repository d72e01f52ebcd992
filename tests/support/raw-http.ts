/** HTTP as an attacker writes it: targets, headers and bytes that no well-behaved client would send. */

import { type OutgoingHttpHeaders, request } from "node:http";
import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  /** Lower-case names; several Set-Cookie lines stay apart. */
  headers: Record<string, string | string[] | undefined>;
  setCookies: string[];
  body: string;
  bytes: Buffer;
}

export interface RawRequest {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

/** One request to 127.0.0.1, its target exactly as given; follows nothing, decodes nothing. */
export function fetchRaw(port: number, target: string, options: RawRequest = {}): Promise<RawAnswer> {
  const { method = "GET", headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, path: target, method, headers: { host: `localhost:${port}`, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const bytes = Buffer.concat(chunks);
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            setCookies: incoming.headers["set-cookie"] ?? [],
            body: bytes.toString("utf8"),
            bytes,
          });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Posts a form as a browser on this origin does. */
export function postForm(
  port: number,
  target: string,
  fields: Record<string, string>,
  headers: OutgoingHttpHeaders = {},
): Promise<RawAnswer> {
  return fetchRaw(port, target, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: `http://localhost:${port}`,
      "sec-fetch-site": "same-origin",
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Writes bytes to the port and answers everything that comes back until the other side closes. */
export function sendBytes(port: number, bytes: string, { endAfterSending = false } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("connect", () => (endAfterSending ? socket.end(bytes) : socket.write(bytes)));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
  });
}
