/** A fake Kratos or Hydra for contract tests: records every request, answers what a test tells it to. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Recorded {
  method: string;
  /** Request target as it was sent. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
}

export type Answer = (request: Recorded, response: ServerResponse) => void | Promise<void>;

export interface StubUpstream {
  url: string;
  /** Made for somebody's request. */
  requests: Recorded[];
  /** Made by Foyer for itself: what is switched on, what the server can do. They come at any time. */
  background: Recorded[];
  /** Recorded requests to one path. */
  to(path: string): Recorded[];
  /** From now on until `reset`, this path is answered so. */
  when(path: string, answer: Answer): void;
  /** Forgets what was recorded and what tests told. */
  reset(): void;
  stop(): Promise<void>;
}

/** As much as Kratos and Hydra read of a head, and more than Node does by itself. */
const HEAD_LIMIT_BYTES = 1024 * 1024;

/**
 * Listens on a free port of 127.0.0.1.
 * @param answerByDefault for paths that no test spoke of
 * @param options `countsAll`: whatever arrives is a request, for whomever it was made
 */
export async function startStubUpstream(
  answerByDefault: Answer,
  { countsAll = false } = {},
): Promise<StubUpstream> {
  const requests: Recorded[] = [];
  const background: Recorded[] = [];
  const answers = new Map<string, Answer>();
  const server = createServer({ maxHeaderSize: HEAD_LIMIT_BYTES }, async (incoming, response) => {
    const recorded = await record(incoming);
    (countsAll || isForSomebody(recorded) ? requests : background).push(recorded);
    await (answers.get(recorded.path) ?? answerByDefault)(recorded, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    background,
    to: (path) => requests.filter((request) => request.path === path),
    when: (path, answer) => void answers.set(path, answer),
    reset() {
      requests.length = 0;
      background.length = 0;
      answers.clear();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Record<string, string | string[]> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** An answer that leads elsewhere. */
export function redirect(
  location: string,
  { status = 303, setCookies = [] as string[] }: { status?: number; setCookies?: string[] } = {},
): Answer {
  return (_request, response) => {
    response.writeHead(status, { location, "set-cookie": setCookies });
    response.end();
  };
}

/** Everything done for a browser carries its request's id; Kratos' script is fetched for all of them. */
function isForSomebody({ headers, path }: Recorded): boolean {
  return headers["x-request-id"] !== undefined || path === "/.well-known/ory/webauthn.js";
}

async function record(incoming: IncomingMessage): Promise<Recorded> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = incoming.url ?? "";
  const { pathname, searchParams } = new URL(url, "http://stub.invalid");
  return {
    method: incoming.method ?? "",
    url,
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
