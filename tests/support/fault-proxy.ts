/** A proxy between Foyer and a real server that breaks the connection in one chosen way until it is told to stop. */

import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer, Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** One way for an upstream to fail; `lost` lets the request through and drops its answer. */
export type Fault =
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  | { kind: "slow"; ms: number }
  | { kind: "drip"; everyMs: number }
  | { kind: "truncated" }
  | { kind: "garbage" }
  | { kind: "html" }
  | { kind: "huge"; bytes: number }
  | { kind: "reset" }
  | { kind: "reset-midway" }
  | { kind: "lost" };

export interface SeenRequest {
  method: string;
  /** Path and query as they came. */
  path: string;
  headers: IncomingMessage["headers"];
}

/** Certificate and key, PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

const CHUNK = Buffer.alloc(64 * 1024, 0x20);

export class FaultProxy {
  /** Where healthy requests go; set once the real server's address is known. */
  target = "";
  /** Every request since the last `clear`, in order. */
  readonly seen: SeenRequest[] = [];
  /** Most requests that were open at one time since the last `clear`. */
  peak = 0;
  #open = 0;
  #port = 0;
  #fault: Fault | undefined;
  #applies: (request: SeenRequest) => boolean = () => true;
  readonly #server: Server;

  private constructor(private readonly certificate?: Certificate) {
    const handle = (request: IncomingMessage, response: ServerResponse) =>
      void this.#handle(request, response);
    this.#server = certificate ? createTlsServer(certificate, handle) : createServer(handle);
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Listens on a free loopback port; with a certificate, by TLS. */
  static async start(certificate?: Certificate): Promise<FaultProxy> {
    const proxy = new FaultProxy(certificate);
    await proxy.accept();
    return proxy;
  }

  get url(): string {
    return `${this.certificate ? "https" : "http"}://localhost:${this.#port}`;
  }

  /** Breaks requests from now on; `applies` narrows it to some. */
  break(fault: Fault, applies: (request: SeenRequest) => boolean = () => true): void {
    this.#fault = fault;
    this.#applies = applies;
  }

  /** Passes everything on again. */
  heal(): void {
    this.#fault = undefined;
  }

  /** Refuses connections, as a server that is down does. */
  async refuse(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Accepts connections (again), on the same port. */
  async accept(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#port, "localhost", () => resolve());
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Shows another certificate from the next connection on. */
  present(certificate: Certificate): void {
    if (this.#server instanceof TlsServer) this.#server.setSecureContext(certificate);
    this.#server.closeAllConnections();
  }

  clear(): void {
    this.seen.length = 0;
    this.peak = this.#open;
  }

  count(method: string, path: RegExp): number {
    return this.seen.filter((request) => request.method === method && path.test(request.path)).length;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = { method: request.method ?? "", path: request.url ?? "", headers: request.headers };
    this.seen.push(seen);
    this.#open += 1;
    this.peak = Math.max(this.peak, this.#open);
    response.on("close", () => {
      this.#open -= 1;
    });
    const body = await readAll(request);
    const fault = this.#fault && this.#applies(seen) ? this.#fault : undefined;
    if (!fault) return this.#pass(request, response, body);
    await this.#fail(fault, request, response, body);
  }

  async #fail(fault: Fault, request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const { socket } = request;
    switch (fault.kind) {
      case "status":
        response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
        response.end(fault.body ?? '{"error":{"id":"made_up","message":"made up by a test"}}');
        return;
      case "slow": {
        const timer = setTimeout(() => this.#pass(request, response, body), fault.ms);
        response.on("close", () => clearTimeout(timer));
        return;
      }
      case "drip":
        return drip(response, fault.everyMs);
      case "truncated":
        response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
        response.write('{"id":"');
        socket.end();
        return;
      case "garbage":
        socket.end("\u0000\u0001 this is no HTTP\r\n\r\n");
        return;
      case "html":
        response
          .writeHead(200, { "content-type": "text/html" })
          .end("<h1>Welcome to the café’s network</h1>");
        return;
      case "huge":
        return pour(response, fault.bytes);
      case "reset":
        socket.resetAndDestroy();
        return;
      case "reset-midway":
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"id":"', () => socket.resetAndDestroy());
        return;
      case "lost":
        return this.#pass(request, response, body, () => socket.destroy());
    }
  }

  /** Sends the request on and its answer back, byte for byte; `instead` runs in place of the answer. */
  #pass(request: IncomingMessage, response: ServerResponse, body: Buffer, instead?: () => void): void {
    const { host: _, ...headers } = request.headers;
    const outgoing = forward(
      new URL(request.url ?? "/", this.target),
      { method: request.method, headers: { ...headers, host: new URL(this.target).host } },
      async (answer) => {
        const answerBody = await readAll(answer);
        if (instead) return instead();
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders).end(answerBody);
      },
    );
    outgoing.on("error", () => response.destroy());
    outgoing.end(body);
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A byte now and then, and never the last. */
function drip(response: ServerResponse, everyMs: number): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), everyMs);
  response.on("close", () => clearInterval(timer));
}

/** As many bytes as the reader takes, without a length said before. */
function pour(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { "content-type": "application/json" });
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK.length;
      if (!response.write(CHUNK)) return;
    }
    response.end();
  };
  response.on("drain", more);
  more();
}
