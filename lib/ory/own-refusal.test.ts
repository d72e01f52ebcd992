/** What refuses in Kratos' or Hydra's place is a fault, and nobody's session, challenge or code is over by it. */

import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toChallenge } from "@/lib/oauth2/shared/challenge";
import { setEnvironment } from "@/tests/unit/environment";
import { isOwnRefusal } from "./own-refusal";

const CALLER = { hasSession: true, kratosCookie: "ory_kratos_session=s", headers: {} };

const FOREIGN = {
  "a page of a proxy": "<html><title>401 Authorization Required</title></html>",
  "a line of text": "Forbidden",
  "nothing at all": "",
  "a gateway's JSON": '{"message":"Unauthorized"}',
  "JSON without a code": '{"error":{"message":"no"}}',
  "an empty object": "{}",
  "a list": '[{"error":{"code":401}}]',
};

/** Statuses that pages act upon. */
const STATUSES = [400, 401, 403, 404, 409, 410, 422];

let server: Server;
let url: string;
let answer: RequestListener;

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

describe("a refusal that is not the server's own", () => {
  it.each(Object.entries(FOREIGN))("D2: %s in Kratos' place signs nobody out", async (_, body) => {
    setEnvironment({ KRATOS_PUBLIC_URL: url });
    const { getFlow, whoami } = await import("./kratos-public");
    const { endSession } = await import("./end-session");
    for (const status of STATUSES) {
      answer = (_request, response) => void response.writeHead(status).end(body);
      const failed = { kind: "malformed", status: 0, cause: { code: `HTTP_${status}` } };
      for (const ask of [whoami, (caller: typeof CALLER) => getFlow("login", "f", caller), endSession])
        await expect(ask(CALLER), String(status)).rejects.toMatchObject(failed);
    }
  });

  it.each(Object.entries(FOREIGN))("D2: %s in Hydra's place ends no challenge", async (_, body) => {
    setEnvironment({ HYDRA_ADMIN_URL: url });
    const { acceptUserCode, revokeLoginSession } = await import("./hydra-admin");
    const challenge = toChallenge("d");
    if (!challenge) throw new Error("no challenge");
    for (const status of STATUSES) {
      answer = (_request, response) => void response.writeHead(status).end(body);
      const code = acceptUserCode(challenge, { user_code: "ABCD" }, CALLER);
      await expect(code, String(status)).rejects.toMatchObject({ kind: "malformed", status: 0 });
      const ended = revokeLoginSession("s", CALLER);
      await expect(ended, String(status)).rejects.toMatchObject({ kind: "malformed", status: 0 });
    }
  });
});

/** As Kratos v1.3.1 and Hydra v2.3.0 write them. */
const OWN: [upstream: "kratos" | "hydra" | "network", status: number, body: object][] = [
  ["kratos", 401, { error: { code: 401, status: "Unauthorized", message: "could not be authorized" } }],
  ["kratos", 403, { error: { id: "session_aal2_required" }, redirect_browser_to: "https://id.example/" }],
  ["kratos", 410, { error: { id: "self_service_flow_expired", code: 410 }, use_flow_id: "f" }],
  ["kratos", 422, { error: { id: "browser_location_change_required", code: 422 } }],
  ["kratos", 409, { error: { code: 409, reason: "taken" } }],
  ["kratos", 400, { id: "f", type: "browser", ui: { nodes: [], messages: [] } }],
  ["hydra", 401, { error: "request_unauthorized", error_description: "expired" }],
  ["hydra", 404, { error: "Not Found", error_description: "Unable to locate the requested resource" }],
  ["hydra", 410, { redirect_to: "https://oauth2.example/" }],
  ["network", 404, { error: { code: 404, status: "Not Found", message: "no such project" } }],
];

it.each(OWN)("an own refusal is one: %s %i %j", (upstream, status, body) => {
  expect(isOwnRefusal(upstream, status, body)).toBe(true);
});

it.each([413, 414, 429, 431, 500, 502, 503])("%i means the same, whoever says it", (status) => {
  for (const upstream of ["kratos", "hydra", "network"] as const)
    expect(isOwnRefusal(upstream, status, undefined)).toBe(true);
});

it("a gateway's word about Foyer's credentials is no word about a challenge", async () => {
  setEnvironment({ HYDRA_ADMIN_URL: url });
  const { isAboutChallenge } = await import("@/lib/oauth2/shared/challenge.server");
  const { getClient } = await import("./hydra-admin");
  const body = JSON.stringify({ error: { code: 401, message: "Access credentials are invalid" } });
  answer = (_request, response) => void response.writeHead(401).end(body);
  const failure = await getClient("app", CALLER).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: "status", status: 401 });
  expect(isAboutChallenge(failure)).toBe(false);
  expect(isOwnRefusal("hydra", 404, JSON.parse(body))).toBe(false);
});
