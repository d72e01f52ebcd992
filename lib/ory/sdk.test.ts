import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PROPERTY_TIMEOUT_MS, setEnvironment } from "@/tests/unit/environment";
import { toSeconds } from "./retry-after";

const CALLER = {
  hasSession: true,
  kratosCookie: "ory_kratos_session=s",
  headers: { "x-request-id": "request-1" },
};

let server: Server;
let listener: RequestListener;
let seen: string[] = [];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  setEnvironment({ KRATOS_PUBLIC_URL: `http://127.0.0.1:${port}`, FOYER_UPSTREAM_TIMEOUT_MS: "2000" });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

describe("what Kratos answers", () => {
  it("D1: is cut where it lies deeper than is read", async () => {
    const { getFlow } = await import("./kratos-public");
    const deep = `${'{"a":['.repeat(4000)}1${"]}".repeat(4000)}`;
    listener = (_request, response) => void response.end(`{"id":"f","identity":{"traits":${deep}}}`);
    const { data } = await getFlow("settings", "f", CALLER);
    expect(data.id).toBe("f");
    expect(JSON.stringify(data)).toContain("[left out: more than");
  });

  it("is an object or an OryError, whatever the bytes", { timeout: PROPERTY_TIMEOUT_MS }, async () => {
    const { getFlow } = await import("./kratos-public");
    const { OryError } = await import("./error");
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((json) => json.slice(0, -1)),
    );
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom(200, 201, 204, 205, 400, 403, 404, 410, 422, 429),
        async (body, status) => {
          listener = (_request, response) => void response.writeHead(status).end(body);
          try {
            const { data } = await getFlow("login", "f", CALLER);
            expect(status === 204 || (typeof data === "object" && data !== null)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(OryError);
            expect((error as Error).message).not.toMatch(/TypeError/);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("to a login that a web hook refuses are two documents, read as the one refusal they are", async () => {
    const { createFlow } = await import("./kratos-public");
    const missing = { error: { code: 404, status: "Not Found", message: "Unable to locate the resource" } };
    const messages = [{ id: 99, text: "Closed until Monday.", type: "error", context: {} }];
    const documents = [missing, { id: "f", ui: { messages, nodes: [] } }].map((one) => JSON.stringify(one));
    listener = (_request, response) => void response.writeHead(404).end(`${documents.join("\n")}\n`);
    const refused = createFlow("login", {}, CALLER);
    await expect(refused).rejects.toMatchObject({
      kind: "status",
      status: 404,
      body: { ...missing, ui: { messages } },
    });
  });

  it("its error's id is an id: a sentence in its place is not kept for the log (L1)", async () => {
    const { getFlow } = await import("./kratos-public");
    listener = (_request, response) =>
      void response.writeHead(403).end(JSON.stringify({ error: { code: 403, id: "canary of https://x/" } }));
    await expect(getFlow("login", "f", CALLER)).rejects.toMatchObject({ status: 403, id: undefined });
    listener = (_request, response) =>
      void response.writeHead(403).end(JSON.stringify({ error: { id: "session_aal2_required" } }));
    await expect(getFlow("login", "f", CALLER)).rejects.toMatchObject({ id: "session_aal2_required" });
  });

  it("a read is tried twice after a 5xx, a write never", async () => {
    const { getFlow, disableMySession } = await import("./kratos-public");
    listener = (_request, response) => void response.writeHead(503).end();
    await expect(getFlow("login", "f", CALLER)).rejects.toMatchObject({ kind: "status", status: 503 });
    expect(seen).toHaveLength(2);
    await expect(disableMySession("s", CALLER)).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(3);
  });

  it("a session without its identity is a fault, not somebody signed out", async () => {
    const { whoami } = await import("./kratos-public");
    listener = (_request, response) => void response.writeHead(200).end('{"active":true}');
    await expect(whoami(CALLER)).rejects.toMatchObject({ kind: "malformed" });
    listener = (_request, response) => void response.writeHead(200).end('{"active":false}');
    expect(await whoami(CALLER)).toEqual({ kind: "none" });
    listener = (_request, response) => void response.writeHead(401).end('{"error":{"code":401}}');
    expect(await whoami(CALLER)).toEqual({ kind: "none" });
  });

  it("O12: no sign-in is younger than it is by a Date header, which leaves out parts of seconds", async () => {
    const { whoami } = await import("./kratos-public");
    listener = (_request, response) =>
      void response
        .writeHead(200, { date: "Sun, 01 Mar 2026 12:00:07 GMT" })
        .end('{"active":true,"id":"s","identity":{"id":"a"}}');
    vi.useFakeTimers({ now: Date.parse("2026-03-01T12:00:07.900Z"), toFake: ["Date"] });
    try {
      expect(await whoami(CALLER)).toMatchObject({ kind: "session", clockLead: 100 });
    } finally {
      vi.useRealTimers();
    }
  });

  it("without a session cookie nobody is asked", async () => {
    const { whoami } = await import("./kratos-public");
    expect(await whoami({ ...CALLER, hasSession: false })).toEqual({ kind: "none" });
    expect(seen).toEqual([]);
  });
});

it("Retry-After is seconds or a date, bounded, and nothing else", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(["7", "0", "1.2", "99999999999"].map((text) => toSeconds(text, now))).toEqual([7, 0, 2, 86_400]);
  expect(toSeconds("Thu, 01 Jan 2026 00:01:00 GMT", now)).toBe(60);
  expect(toSeconds("Thu, 01 Jan 2015 00:01:00 GMT", now)).toBe(0);
  for (const bad of [null, "", " ", "-1", "soon", "NaN", "Infinity"])
    expect(toSeconds(bad, now), String(bad)).toBeUndefined();
});

it("a form of the SDK's arrives as one", async () => {
  let body = "";
  let type = "";
  listener = async (request, response) => {
    for await (const chunk of request) body += String(chunk);
    type = request.headers["content-type"] ?? "";
    response.writeHead(200, { "content-type": "application/json" }).end('{"active":true}');
  };
  const { Configuration, OAuth2Api } = await import("@ory/client-fetch");
  const { call, toFetch } = await import("./sdk");
  const { port } = server.address() as AddressInfo;
  const configuration = new Configuration({
    basePath: `http://127.0.0.1:${port}`,
    fetchApi: toFetch("hydra"),
  });
  const { data } = await call("hydra", "introspectOAuth2Token", () =>
    new OAuth2Api(configuration).introspectOAuth2TokenRaw({ token: "a b&c" }),
  );
  expect(data).toEqual({ active: true });
  expect(body).toBe("token=a+b%26c");
  expect(type).toContain("application/x-www-form-urlencoded");
});

describe("lists", () => {
  it("D1: a session is looked for on the page that showed it and beside it, and nowhere else", async () => {
    const { findMySession } = await import("./kratos-public");
    const toRows = (page: number) => Array.from({ length: 25 }, (_, row) => ({ id: `${page}-${row}` }));
    listener = (request, response) => {
      const page = Number(new URL(request.url ?? "", "http://kratos.invalid").searchParams.get("page"));
      response.end(JSON.stringify(toRows(page)));
    };
    const find = async (id: string, page: number) => {
      seen = [];
      return { found: await findMySession(id, { page, perPage: 25 }, CALLER), calls: seen.length };
    };
    expect(await find("3-24", 3)).toEqual({ found: { id: "3-24" }, calls: 1 });
    expect(await find("4-0", 3)).toEqual({ found: { id: "4-0" }, calls: 2 });
    expect(await find("2-24", 3)).toEqual({ found: { id: "2-24" }, calls: 3 });
    expect(await find("nobody's", 3)).toEqual({ found: undefined, calls: 3 });
    expect(await find("nobody's", 1)).toEqual({ found: undefined, calls: 2 });
  });

  it("a page of sessions that is larger than an answer may be is read in parts, in its order", async () => {
    const { listMySessions } = await import("./kratos-public");
    const total = 52;
    listener = (request, response) => {
      const { searchParams } = new URL(request.url ?? "", "http://kratos.invalid");
      const [page, size] = ["page", "per_page"].map((name) => Number(searchParams.get(name)));
      const first = ((page ?? 1) - 1) * (size ?? 0);
      const count = Math.max(0, Math.min(size ?? 0, total - first));
      const rows = Array.from({ length: count }, (_, row) => ({
        id: String(first + row),
        filler: "x".repeat(300_000),
      }));
      response.setHeader("x-total-count", String(total)).end(JSON.stringify(rows));
    };
    const read = async (page: number) => {
      const list = await listMySessions({ page, perPage: 25 }, CALLER);
      return { ids: list.rows.map(({ id }) => Number(id)), total: list.total };
    };
    const from = (first: number, count: number) => Array.from({ length: count }, (_, row) => first + row);
    expect(await read(1)).toEqual({ ids: from(0, 25), total });
    expect(await read(3)).toEqual({ ids: from(50, 2), total });
    expect(await read(4)).toEqual({ ids: [], total });
  });
});
