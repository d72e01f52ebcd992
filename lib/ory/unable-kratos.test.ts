/** What Kratos v1.3 says while its database is away: to everybody that they have no session, as to a stranger. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const PUBLIC_URL = "https://accounts.test";
const CHANGE = `${PUBLIC_URL}/self-service/settings?flow=f`;
const NOBODY = JSON.stringify({ error: { code: 401, status: "Unauthorized" } });

let isAble: boolean;
const asked: string[] = [];

const server = createServer(({ url = "" }, response) => {
  asked.push(url);
  if (url === "/health/ready") response.writeHead(isAble ? 200 : 503).end("{}");
  else response.writeHead(401, { "content-type": "application/json" }).end(NOBODY);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve())));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  const { port } = server.address() as AddressInfo;
  setEnvironment({ FOYER_PUBLIC_URL: PUBLIC_URL, KRATOS_PUBLIC_URL: `http://127.0.0.1:${port}` });
});

const away = { name: "OryError", upstream: "kratos", status: 503 };
const caller = { hasSession: true, kratosCookie: "ory_kratos_session=s", headers: {} };

it("whoever has a session is not said to be signed out by a Kratos that cannot look", async () => {
  const kratos = await import("./kratos-public");
  isAble = false;
  await expect(kratos.whoami(caller)).rejects.toMatchObject(away);
  await expect(kratos.listMySessions({ page: 1, perPage: 25 }, caller)).rejects.toMatchObject(away);
  await expect(kratos.disableMyOtherSessions(caller)).rejects.toMatchObject(away);
  isAble = true;
  expect(await kratos.whoami(caller)).toEqual({ kind: "none" });
  await expect(kratos.disableMyOtherSessions(caller)).rejects.toMatchObject({ id: "session_inactive" });
});

it("of whoever has no session nothing more is asked", async () => {
  const { createFlow, whoami } = await import("./kratos-public");
  const stranger = { hasSession: false, headers: {} };
  expect(await whoami(stranger)).toEqual({ kind: "none" });
  await expect(createFlow("settings", {}, stranger)).rejects.toMatchObject({ status: 401 });
  expect(asked).not.toContain("/health/ready");
});

it("a change of settings that Kratos leads to its sign-in is lost by a sign-out or by a fault", async () => {
  const { refuseSignedOutChange } = await import("@/lib/relay/signed-out-change");
  const headers = { cookie: "ory_kratos_session=s" };
  const request = new Request(CHANGE, { method: "POST", headers });
  const refuse = () =>
    refuseSignedOutChange(request, {
      kind: "answer",
      response: new Response(null, { status: 303, headers: { location: `${PUBLIC_URL}/login` } }),
    });
  isAble = false;
  await expect(refuse()).rejects.toMatchObject(away);
  isAble = true;
  await expect(refuse()).rejects.toMatchObject({ status: 401, problem: "signed-out" });
});
