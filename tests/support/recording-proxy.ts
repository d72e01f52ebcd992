/** A proxy between Foyer and a server of Ory: it remembers every request, and can change an answer. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface RecordedRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body: string;
  status: number;
}

interface Answer {
  status: number;
  headers: Headers;
  body: string;
}

export interface RecordingProxy {
  url: string;
  /** Oldest first, since the last `clear`. */
  requests(): RecordedRequest[];
  /** Requests whose method and path match, `PUT /admin/oauth2/auth/requests/consent/accept`. */
  matching(pattern: RegExp): RecordedRequest[];
  clear(): void;
  /** Changes every answer whose method and path match, until the returned function is called. */
  change(pattern: RegExp, change: (body: Record<string, unknown>) => Record<string, unknown>): () => void;
  close(): Promise<void>;
}

/** Headers that belong to one connection, or that this proxy sets anew. */
const OWN_HEADERS = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "host"]);

export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  const changes = new Map<RegExp, (body: Record<string, unknown>) => Record<string, unknown>>();

  const server = createServer(async (request, response) => {
    const line = `${request.method} ${request.url}`;
    const sent = await readAll(request);
    const answer = await forward(target, request, sent).catch(() => undefined);
    if (!answer) return response.destroy();
    const headers = toPlain(request.headers);
    requests.push({ ...toLine(request), headers, body: sent, status: answer.status });
    const change = [...changes].find(([pattern]) => pattern.test(line))?.[1];
    write(response, change ? { ...answer, body: JSON.stringify(change(JSON.parse(answer.body))) } : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  // A test run must not wait for it.
  server.unref();
  const matching = (pattern: RegExp) =>
    requests.filter(({ method, path }) => pattern.test(`${method} ${path}`));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests: () => [...requests],
    matching,
    clear: () => {
      requests.length = 0;
    },
    change: (pattern, change) => {
      changes.set(pattern, change);
      return () => changes.delete(pattern);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function forward(target: string, request: IncomingMessage, body: string): Promise<Answer> {
  const answer = await fetch(target + request.url, {
    method: request.method,
    headers: toPlain(request.headers),
    body: body === "" ? undefined : body,
    redirect: "manual",
  });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  const setCookies = headers.getSetCookie();
  const kept = [...headers].filter(
    ([name]) => !OWN_HEADERS.has(name) && name !== "content-encoding" && name !== "set-cookie",
  );
  response.writeHead(status, {
    ...Object.fromEntries(kept),
    ...(setCookies[0] && { "set-cookie": setCookies }),
  });
  response.end(body);
}

function toLine({ method = "", url = "" }: IncomingMessage): Pick<RecordedRequest, "method" | "path"> {
  return { method, path: url };
}

function toPlain(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || OWN_HEADERS.has(name) ? [] : [[name, String(value)]],
    ),
  );
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
