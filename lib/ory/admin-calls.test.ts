import { toChallenge } from "@/lib/oauth2/shared/challenge";
/** What is shown, repeated and believed in calls to Kratos and Hydra. */

import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const CHALLENGE = requireValue(toChallenge("c"));

function requireValue<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("no challenge");
  return value;
}

const CALLER = {
  hasSession: true,
  kratosCookie: "ory_kratos_session=canary",
  headers: {
    "x-request-id": "request-1",
    traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
    "true-client-ip": "192.0.2.1",
    "user-agent": "canary",
  },
};

const REQUEST = { challenge: "c", request_url: "https://oauth.example/oauth2/auth", subject: "a" };

let server: Server;
let url: string;
let answer: RequestListener;
let seen: IncomingMessage[] = [];

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(body));

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setEnvironment({ HYDRA_ADMIN_URL: url });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

describe("what Hydra and Kratos are shown", () => {
  it("L1: no metric or trace names an app, a key or a schema", async () => {
    setEnvironment({ HYDRA_ADMIN_URL: url, KRATOS_ADMIN_URL: url, FOYER_METRICS: "true" });
    const { openMetrics, renderMetrics } = await import("../observe/metrics");
    const { toFetch } = await import("./sdk");
    await openMetrics();
    answer = json(200, {});
    const ids = [
      "clients/canary-app",
      "clients/canary/lifespans",
      "keys/canary.set/canary-key",
      "schemas/canary",
      "identities/by/external/canary",
    ];
    for (const id of ids) await toFetch("hydra")(`${url}/admin/${id}`, { method: "GET" });
    const { text } = (await renderMetrics()) ?? {};
    expect(text).not.toContain("canary");
    expect(text).toContain('operation="/admin/clients/{id}/lifespans"');
    expect(text).toContain('operation="/admin/keys/{id}/{id}"');
  });

  it("P6: Hydra learns which request it is, and nothing of the person", async () => {
    const { getLoginRequest } = await import("./hydra-admin");
    answer = json(200, REQUEST);
    await getLoginRequest(CHALLENGE, CALLER);
    expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual(
      ["accept", "connection", "host", "traceparent", "x-request-id"].toSorted(),
    );
  });

  it("P6: the project's token goes along with admin calls, and with no other", async () => {
    setEnvironment({
      ORY_SDK_URL: url,
      ORY_PROJECT_API_TOKEN: "canary-token",
      KRATOS_PUBLIC_URL: "",
      KRATOS_ADMIN_URL: "",
      HYDRA_ADMIN_URL: "",
      HYDRA_PUBLIC_URL: "",
    });
    const [{ getConsentRequest, getLoginRequest }, { getFlow, whoami }] = await Promise.all([
      import("./hydra-admin"),
      import("./kratos-public"),
    ]);
    answer = json(200, { ...REQUEST, active: true, identity: { id: "a" } });
    await Promise.all([getLoginRequest(CHALLENGE, CALLER), getConsentRequest(CHALLENGE, CALLER)]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 2 }, () => "Bearer canary-token"),
    );
    seen = [];
    await Promise.all([getFlow("login", "f", CALLER), whoami(CALLER)]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it("L1: metrics name an operation without the ids in its path", async () => {
    setEnvironment({ KRATOS_PUBLIC_URL: url, FOYER_METRICS: "true" });
    const [{ openMetrics, renderMetrics }, { disableMySession }] = await Promise.all([
      import("../observe/metrics"),
      import("./kratos-public"),
    ]);
    await openMetrics();
    answer = (_request, response) => void response.writeHead(204).end();
    const id = "9f8e1f6e-6c3e-4a52-9d0b-1f0a2a1c0001";
    await disableMySession(id, CALLER);
    const text = (await renderMetrics())?.text ?? "";
    expect(text).toContain('operation="/sessions/{id}"');
    expect(text).not.toContain(id);
  });
});

describe("what is asked again", () => {
  const hangUp: RequestListener = (request) => void request.socket.destroy();

  it("O7: a write is sent once, whether Hydra hangs up or fails; a read twice", async () => {
    const { acceptLogin, getLoginRequest } = await import("./hydra-admin");
    for (const [failure, kind] of [
      [hangUp, "unreachable"],
      [json(503, {}), "status"],
    ] as const) {
      answer = failure;
      seen = [];
      await expect(acceptLogin(CHALLENGE, { subject: "a" }, CALLER)).rejects.toMatchObject({ kind });
      expect(seen.map(({ method }) => method)).toEqual(["PUT"]);
      seen = [];
      await expect(getLoginRequest(CHALLENGE, CALLER)).rejects.toMatchObject({ kind });
      expect(seen.map(({ method }) => method)).toEqual(["GET", "GET"]);
    }
  });
});

describe("a flow that sends a code when it is made (as newer servers do)", () => {
  it.each([
    ["aal2", 1],
    ["aal1", 2],
  ])("D7: is asked for with %s %i time(s) when the answer is a fault", async (aal, times) => {
    setEnvironment({ KRATOS_PUBLIC_URL: url, FOYER_PUBLIC_URL: "http://localhost:4400" });
    const { createFlow } = await import("./kratos-public");
    answer = json(503, {});
    await expect(createFlow("login", { aal }, CALLER)).rejects.toMatchObject({ status: 503 });
    expect(seen).toHaveLength(times);
  });

  it("the identity schema goes along to login and registration, and to no other flow", async () => {
    setEnvironment({ KRATOS_PUBLIC_URL: url, FOYER_PUBLIC_URL: "http://localhost:4400" });
    const { createFlow } = await import("./kratos-public");
    answer = json(200, { id: "f" });
    for (const kind of ["login", "registration", "recovery", "verification", "settings"] as const)
      await createFlow(kind, { identitySchema: "staff" }, CALLER);
    expect(seen.map((request) => request.url)).toEqual([
      "/self-service/login/browser?identity_schema=staff",
      "/self-service/registration/browser?identity_schema=staff",
      "/self-service/recovery/browser",
      "/self-service/verification/browser",
      "/self-service/settings/browser",
    ]);
  });
});

describe("what is believed", () => {
  it.each([{}, { redirect_to: 7 }, { redirect_to: null }, { redirect_to: ["https://x"] }])(
    "O9: %j leads nowhere",
    async (body) => {
      const { acceptLogin } = await import("./hydra-admin");
      answer = json(200, body);
      expect(await acceptLogin(CHALLENGE, { subject: "a" }, CALLER)).toBe("");
    },
  );

  it("a refusal that is not about the second factor is a fault, not a reason to ask for one", async () => {
    setEnvironment({ KRATOS_PUBLIC_URL: url });
    const { whoami } = await import("./kratos-public");
    for (const id of ["forbidden", "session_aal2_required_not", undefined]) {
      answer = json(403, { error: { code: 403, id } });
      await expect(whoami(CALLER), id).rejects.toMatchObject({ status: 403 });
    }
    answer = json(403, { error: { id: "session_aal2_required" } });
    expect(await whoami(CALLER)).toEqual({ kind: "aal2-required" });
  });

  it("P16: a list of consents that never ends is read up to a bound, one with an end to its end", async () => {
    const { listConsentSessions } = await import("./hydra-admin");
    const next = { link: '</x?page_token=more>; rel="next"' };
    answer = json(200, [{ grant_scope: ["openid"] }], next);
    expect((await listConsentSessions("a", CALLER)).length).toBeLessThanOrEqual(40);
    expect(seen.length).toBeLessThanOrEqual(40);
    seen = [];
    answer = json(200, [], next);
    expect(await listConsentSessions("a", CALLER)).toEqual([]);
    expect(seen).toHaveLength(1);
    seen = [];
    answer = (request, response) =>
      json(200, [{}], request.url?.includes("page_token") ? {} : next)(request, response);
    expect(await listConsentSessions("a", CALLER)).toHaveLength(2);
  });

  it("D1: consents asked for many times at once are read once, and again after a revocation", async () => {
    const { listConsentSessions, revokeConsentSessions } = await import("./hydra-admin");
    answer = json(200, [{ grant_scope: ["openid"] }]);
    const pages = Array.from({ length: 50 }, () => listConsentSessions("a", CALLER));
    const other = listConsentSessions("b", CALLER);
    expect((await Promise.all([...pages, other])).flat()).toHaveLength(51);
    expect(seen).toHaveLength(2);
    const before = listConsentSessions("a", CALLER);
    answer = json(204, undefined);
    const revoked = revokeConsentSessions("a", "app", CALLER);
    const after = listConsentSessions("a", CALLER);
    expect(after).not.toBe(before);
    await Promise.allSettled([before, revoked, after]);
    answer = json(200, []);
    expect(await listConsentSessions("a", CALLER)).toEqual([]);
  });

  it.each([
    { total: 251, bytes: 0 },
    { total: 600, bytes: 0 },
    { total: 300, bytes: 30_000 },
    { total: 3, bytes: 600_000 },
    { total: 300, bytes: 0, giant: 0 },
    { total: 300, bytes: 0, giant: 140 },
    { total: 1, bytes: 0, giant: 0 },
  ])("O16: each consent is read, though Hydra names no next page, and however large: %j", async (stub) => {
    const { total, bytes, giant } = stub;
    const { listConsentSessions } = await import("./hydra-admin");
    // Hydra v2.3.0: pages begin at multiples of their size, the total is right, and there is no next page.
    answer = (request, response) => {
      const { searchParams } = new URL(request.url ?? "", "http://hydra.invalid");
      const token = Buffer.from(searchParams.get("page_token") ?? "", "base64url").toString() || "{}";
      const size = Number(searchParams.get("page_size"));
      const offset = Math.floor(Number(JSON.parse(token).offset ?? 0) / size) * size;
      const rows = Array.from({ length: Math.max(0, Math.min(size, total - offset)) }, (_, row) => ({
        row: offset + row,
        filler: "x".repeat(offset + row === giant ? 1_100_000 : bytes),
      }));
      // A page whose consents are all past their time is empty, and is not the last.
      json(200, offset === 256 && total > 500 ? [] : rows, { "x-total-count": String(total) })(
        request,
        response,
      );
    };
    const read = (await listConsentSessions("a", CALLER)).map((consent) => Reflect.get(consent, "row"));
    // What is larger than any answer is left out, and nothing beside it.
    const missing = giant === undefined ? (total > 500 ? 128 : 0) : 1;
    expect(new Set(read).size).toBe(total - missing);
    expect(read).toHaveLength(total - missing);
    expect(read).not.toContain(giant);
  });

  it.each([0, 5, 9])("O16: nor is one where tokens are sealed, as a later Hydra's: row %i", async (giant) => {
    const { listConsentSessions } = await import("./hydra-admin");
    const total = 10;
    answer = (request, response) => {
      const { searchParams } = new URL(request.url ?? "", "http://hydra.invalid");
      const token = searchParams.get("page_token") ?? "sealed-0";
      if (!token.startsWith("sealed-")) return json(400, { error: "bad token" })(request, response);
      const begin = Number(token.slice("sealed-".length));
      const end = Math.min(total, begin + Number(searchParams.get("page_size")));
      const rows = Array.from({ length: end - begin }, (_, row) => ({
        row: begin + row,
        filler: "x".repeat(begin + row === giant ? 1_100_000 : 0),
      }));
      const next = end < total ? `,</x?page_token=sealed-${end}>; rel="next"` : "";
      json(200, rows, { link: `</x?page_token=sealed-0>; rel="first"${next}` })(request, response);
    };
    const read = (await listConsentSessions("a", CALLER)).map((consent) => Reflect.get(consent, "row"));
    expect(read).toEqual(Array.from({ length: total }, (_, row) => row).filter((row) => row !== giant));
  });
});
