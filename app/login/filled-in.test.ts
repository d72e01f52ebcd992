/** An answer that is filled in (ADR 27) is the one that would be drawn, in all that a browser gets. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { toRecord } from "@/lib/json";
import { getFixture } from "@/tests/fixtures/fixtures";
import { setEnvironment } from "@/tests/unit/environment";

/** Built files are none of its business. */
vi.mock("@/lib/web/assets", () => ({ getAssets: () => ({ stylesheet: "/foyer.css", script: "/foyer.js" }) }));

const FOYER = "http://localhost:4400";

const recorded = toRecord(getFixture("login-all-initial").flow);

let server: Server;
let made: number;

beforeEach(async () => {
  made = 0;
  server = createServer((_, response) => {
    const text = JSON.stringify(recorded)
      .replaceAll("00000000-0000-4000-8000-000000000001", `0000000${made}-0000-4000-8000-000000000001`)
      .replaceAll("Y3NyZi10b2tlbg==", `${made}3NyZi10b2tlbg==`)
      .replaceAll("c2NydWJiZWQtc2NydWJiZWQtc2NydWJiZWQ", `${made}2NydWJiZWQtc2NydWJiZWQtc2NydWJiZWQ`);
    const cookie = `csrf_token_stub=${made}; Path=/`;
    response.writeHead(200, { "content-type": "application/json", "set-cookie": cookie }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  setEnvironment({
    FOYER_PUBLIC_URL: FOYER,
    KRATOS_PUBLIC_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    HYDRA_ADMIN_URL: "",
    HYDRA_PUBLIC_URL: "",
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
});

/** The page of the visitor's own flow, and whether it was filled in. */
async function open(visitor: number, path: string) {
  const { GET } = await import("./route");
  const { getTemplates } = await import("@/lib/self-service/page/common-document.server");
  const fill = vi.spyOn(getTemplates(), "fill");
  made = visitor;
  const answer = await GET(new Request(FOYER + path, { headers: { "accept-language": "de" } }));
  const headers = [...answer.headers].filter(([name]) => name !== "x-request-id");
  const isFilledIn = fill.mock.results.some(({ value }) => value !== undefined);
  fill.mockRestore();
  return { isFilledIn, status: answer.status, headers, body: await answer.text() };
}

it.each(["/login", "/login?flow=00000000-0000-4000-8000-000000000001"])(
  "an answer filled in has the status, headers, cookies and text of one that is drawn: %s",
  async (path) => {
    for (const visitor of [1, 2]) expect((await open(visitor, path)).isFilledIn).toBe(false);
    const filled = await open(3, path);
    expect(filled.isFilledIn).toBe(true);
    // Another configuration is another page, which is drawn.
    vi.resetModules();
    expect(await open(3, path)).toEqual({ ...filled, isFilledIn: false });
    expect(filled.headers).toContainEqual(["set-cookie", "csrf_token_stub=3; Path=/"]);
    expect(filled.body).toContain("33NyZi10b2tlbg==");
  },
);
