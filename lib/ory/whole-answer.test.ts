/** What has another shape than what was asked for is no answer: a 502 in words, and never a fault of ours. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { setEnvironment } from "@/tests/unit/environment";

const CALLER = { hasSession: true, kratosCookie: "ory_kratos_session=s", headers: {} };
const CHALLENGE = "challenge" as Challenge;

const SESSION = { id: "s", active: true, identity: { id: "ada", traits: {} } };
const LOGIN = { challenge: "c", request_url: "https://oauth.example/oauth2/auth", subject: "", client: {} };
const CONSENT = { challenge: "c", subject: "ada", client: { client_id: "app" } };

const ASKED = {
  whoami: SESSION,
  listMySessions: [SESSION],
  getFlowError: { id: "e", error: {} },
  getLoginRequest: LOGIN,
  getConsentRequest: CONSENT,
  getLogoutRequest: { challenge: "c", subject: "ada", client: null },
  getClient: { client_id: "app" },
  listConsentSessions: [{ consent_request: CONSENT, grant_scope: null }],
} as const;

/** In place of a member that is there, or of one that may be. */
const ODD: Readonly<Record<keyof typeof ASKED, object[]>> = {
  whoami: [{ identity: { id: 7 } }, { authentication_methods: { 0: {} } }, { devices: ["x"] }],
  listMySessions: [[null], [{}], [{ ...SESSION, authentication_methods: [null] }]],
  getFlowError: [{ id: 7 }, { id: "" }],
  getLoginRequest: [{ challenge: 7 }, { request_url: null }, { requested_scope: "openid" }, { client: "x" }],
  getConsentRequest: [{ challenge: "" }, { subject: ["ada"] }, { client: { redirect_uris: "https://x" } }],
  getLogoutRequest: [{ subject: {} }, { request_url: 7 }],
  getClient: [{ client_id: "" }, { client_id: {} }],
  listConsentSessions: [[null], [{ consent_request: [] }], [{ grant_scope: [{}] }]],
};

let server: Server;
let answer: { status: number; body: string; headers?: Record<string, string> };
let asked = 0;

beforeEach(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    const headers = { "content-type": "application/json", ...answer.headers };
    response.writeHead(answer.status, headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setEnvironment({ KRATOS_PUBLIC_URL: url, HYDRA_ADMIN_URL: url.replace("127.0.0.1", "localhost") });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

async function ask(operation: keyof typeof ASKED): Promise<unknown> {
  const { whoami, listMySessions, getFlowError } = await import("./kratos-public");
  const hydra = await import("./hydra-admin");
  switch (operation) {
    case "whoami":
      return whoami(CALLER);
    case "listMySessions":
      return listMySessions({ page: 1, perPage: 20 }, CALLER);
    case "getFlowError":
      return getFlowError("e", CALLER);
    case "getClient":
      return hydra.getClient("app", CALLER);
    case "listConsentSessions":
      return hydra.listConsentSessions("ada", CALLER);
    default:
      return hydra[operation](CHALLENGE, CALLER);
  }
}

it.each(Object.keys(ASKED) as (keyof typeof ASKED)[])(
  "D2: what %s is answered is whole, or no answer",
  async (operation) => {
    const whole = ASKED[operation];
    answer = { status: 200, body: JSON.stringify(whole) };
    await expect(ask(operation)).resolves.toBeTruthy();
    const bodies = ODD[operation].map((odd) =>
      JSON.stringify(Array.isArray(odd) || Array.isArray(whole) ? odd : { ...whole, ...odd }),
    );
    for (const body of [...bodies, "7", "null", '"x"', "{}", "[null]", "<html>"]) {
      answer = { status: 200, body };
      await expect(ask(operation), body).rejects.toMatchObject({ name: "OryError", kind: "malformed" });
    }
  },
);

it("D2: an answer without a body has nothing to be read", async () => {
  answer = { status: 204, body: "" };
  for (const operation of ["whoami", "getLoginRequest", "getConsentRequest", "listMySessions"] as const)
    await expect(ask(operation), operation).rejects.toMatchObject({ kind: "malformed" });
});

it("D2: an answer whose head is larger than any is nonsense, and is not asked for again", async () => {
  answer = { status: 200, body: JSON.stringify(SESSION), headers: { "x-large": "x".repeat(100_000) } };
  asked = 0;
  await expect(ask("whoami")).rejects.toMatchObject({ kind: "malformed" });
  expect(asked).toBe(1);
});

it("D2: identity schemas that are none are not kept for the pages that come after", async () => {
  const { getIdentitySchemas, refreshIdentitySchemas } = await import("./cached/identity-schemas");
  const schemas = [{ id: "default", schema: {} }];
  answer = { status: 200, body: JSON.stringify(schemas) };
  expect(await refreshIdentitySchemas()).toBe(true);
  for (const body of ["{}", "[null]", '[{"schema":{}}]', "null", "7"]) {
    answer = { status: 200, body };
    expect(await refreshIdentitySchemas(), body).toBe(false);
  }
  answer = { status: 204, body: "" };
  expect(await refreshIdentitySchemas()).toBe(false);
  expect(await getIdentitySchemas()).toEqual(schemas);
});
