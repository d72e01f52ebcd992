/** A second factor whose code newer servers send when its flow is made: how often that happens. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getFixture } from "@/tests/fixtures/fixtures";
import { setEnvironment } from "@/tests/unit/environment";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const FOYER = "http://localhost:4400";
const CREATE = "/self-service/login/browser";

/** The shape that v26.2.0 answers: a code has gone to the only address. */
const SENT = {
  ...getFixture("login-all-initial").flow,
  id: "sent",
  state: "sent_email",
  requested_aal: "aal2",
};
const CHOOSE = { ...SENT, id: "choose", state: "choose_method" };

let server: Server;
let made: object;
let paths: string[];

beforeEach(async () => {
  paths = [];
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", FOYER);
    paths.push(pathname);
    const isFlow = pathname === CREATE || pathname === "/self-service/login/flows";
    const cookies = pathname === CREATE ? { "set-cookie": "csrf_token_stub=c; Path=/" } : {};
    response
      .writeHead(isFlow ? 200 : 404, { "content-type": "application/json", ...cookies })
      .end(JSON.stringify(isFlow ? made : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setEnvironment({
    FOYER_PUBLIC_URL: FOYER,
    KRATOS_PUBLIC_URL: url,
    HYDRA_ADMIN_URL: "",
    HYDRA_PUBLIC_URL: "",
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

async function open(path: string): Promise<Response> {
  const { GET } = await import("./route");
  return GET(new Request(FOYER + path, { headers: { cookie: "ory_kratos_session=s" } }));
}

const creations = () => paths.filter((path) => path === CREATE).length;

describe("a second factor's page", () => {
  it("is loaded six times and sends one code, without script", async () => {
    made = SENT;
    const first = await open("/login?aal=aal2&return_to=%2Faccount");
    expect([first.status, first.headers.get("location")]).toEqual([303, "/login?flow=sent"]);
    expect(first.headers.getSetCookie().join()).toContain("csrf_token_stub=c");
    for (let load = 0; load < 6; load++) {
      const page = await open(first.headers.get("location") ?? "");
      expect(page.status).toBe(200);
    }
    expect(creations()).toBe(1);
  });

  it("that sent nothing is drawn in one round trip", async () => {
    made = CHOOSE;
    const page = await open("/login?aal=aal2");
    expect(page.status).toBe(200);
    expect(creations()).toBe(1);
  });
});
