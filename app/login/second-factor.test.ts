/** A second factor whose code newer servers send when its flow is made: how often that happens. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toRecord } from "@/lib/json";
import { getFixture } from "@/tests/fixtures/fixtures";
import { setEnvironment } from "@/tests/unit/environment";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const FOYER = "http://localhost:4400";
const CREATE = "/self-service/login/browser";

const recorded = toRecord(getFixture("login-all-initial").flow);

/** The shape that v26.2.0 answers: a code has gone to the only address. */
const SENT = {
  ...recorded,
  id: "sent",
  request_url: `${FOYER}/login?aal=aal2`,
  return_to: `${FOYER}/account`,
  state: "sent_email",
  requested_aal: "aal2",
};
const CHOOSE = { ...SENT, id: "choose", state: "choose_method" };

let server: Server;
let environment: Record<string, string>;
let made: object;
let paths: string[];

beforeEach(async () => {
  paths = [];
  jar = new Map([["ory_kratos_session", "s"]]);
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
  environment = {
    FOYER_PUBLIC_URL: FOYER,
    KRATOS_PUBLIC_URL: url,
    HYDRA_ADMIN_URL: "",
    HYDRA_PUBLIC_URL: "",
  };
  setEnvironment(environment);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

/** One browser's cookies, by name. */
let jar: Map<string, string>;

async function open(path: string): Promise<Response> {
  const { GET } = await import("./route");
  const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
  const answer = await GET(new Request(FOYER + path, { headers: { cookie } }));
  for (const line of answer.headers.getSetCookie()) {
    const [name = "", value = ""] = line.split(";", 1)[0]?.split("=", 2) ?? [];
    if (line.includes("Max-Age=0")) jar.delete(name);
    else jar.set(name, value);
  }
  return answer;
}

const creations = () => paths.filter((path) => path === CREATE).length;

describe("a second factor's page", () => {
  it("D7: is loaded six times and sends one code, without script", async () => {
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

  it("D7: is come to six times by way of the account and sends one code", async () => {
    made = SENT;
    for (let visit = 0; visit < 6; visit++) {
      const answer = await open("/login?aal=aal2&return_to=%2Faccount");
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/login?flow=sent"]);
    }
    expect(creations()).toBe(1);
  });

  const end = () => {
    made = CHOOSE;
  };

  it.each([
    ["another session's", () => jar.set("ory_kratos_session", "t"), "/login?aal=aal2&return_to=%2Faccount"],
    ["for another destination", () => {}, "/login?aal=aal2&return_to=%2Fsettings"],
    ["for another address", () => {}, "/login?aal=aal2&return_to=%2Faccount&via=phone"],
    ["over", end, "/login?aal=aal2&return_to=%2Faccount"],
  ])("is made anew where the one that sent is %s", async (_, change, path) => {
    made = SENT;
    await open("/login?aal=aal2&return_to=%2Faccount");
    change();
    await open(path);
    expect(creations()).toBe(2);
  });

  it.each([
    ["sent", SENT, "/login?flow=sent"],
    ["sent nothing", CHOOSE, undefined],
  ])("that Kratos' own host made is come to again where it %s", async (_, flow, location) => {
    setEnvironment({ ...environment, KRATOS_BROWSER_URL: "https://kratos.example" });
    const action = `https://kratos.example/self-service/login?flow=${flow.id}`;
    made = { ...flow, ui: { ...toRecord(recorded.ui), action } };
    const toKratos = await open("/login?aal=aal2&return_to=%2Faccount");
    expect(toKratos.headers.get("location")).toContain("https://kratos.example/self-service/login/browser");
    await open(`/login?flow=${flow.id}`);
    const again = await open("/login?aal=aal2&return_to=%2Faccount");
    expect(again.headers.get("location")).toBe(location ?? toKratos.headers.get("location"));
  });

  it("that sent nothing is drawn in one round trip", async () => {
    made = CHOOSE;
    const page = await open("/login?aal=aal2");
    expect(page.status).toBe(200);
    expect(creations()).toBe(1);
  });
});
