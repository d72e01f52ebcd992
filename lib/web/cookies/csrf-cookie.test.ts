/** Kratos' CSRF cookie: browsers know it by a name that no other host of the domain can set. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const OWN = "__Host-csrf_token_1";
const KRATOS_URL = "http://kratos.example:4433";

/** What Kratos was sent, and the lines that it answers with. */
let sent: Record<string, string> = {};
let lines: string[] = [];

beforeEach(() => {
  vi.resetModules();
  vi.doMock("@/lib/ory/exchange", async (importActual) => ({
    ...(await importActual<typeof import("@/lib/ory/exchange")>()),
    exchange: async ({ headers }: { headers: Record<string, string> }) => {
      sent = headers;
      return { status: 200, headers: { "set-cookie": lines }, body: Buffer.from("{}") };
    },
  }));
});

/** @returns what Kratos was sent of the cookies, and what browsers are sent of its lines */
async function carry(cookie: string, kratosLines: string[] = []) {
  lines = kratosLines;
  const { sendAtOnce } = await import("@/lib/ory/transport");
  const url = `${KRATOS_URL}/self-service/login/browser`;
  const message = { url, upstream: "kratos", operation: "createBrowserLoginFlow", method: "GET" } as const;
  const answer = await sendAtOnce({ ...message, headers: { cookie, accept: "text/html" } });
  return { cookie: sent.cookie, accept: sent.accept, lines: answer.headers["set-cookie"] };
}

describe("on https", () => {
  beforeEach(() => setEnvironment());

  it("P23: goes out for this host alone, and keeps what else Kratos says of it", async () => {
    const { lines: carried } = await carry("", [
      "csrf_token_1=v=; Path=/auth; Domain=id.example; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax",
      "csrf_token_2=; path=/; Max-Age=0",
      "ory_kratos_session=s; Path=/; Domain=id.example; HttpOnly; Secure; SameSite=Lax",
    ]);
    expect(carried).toEqual([
      `${OWN}=v=; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure`,
      "__Host-csrf_token_2=; Path=/; Max-Age=0; Secure",
      "ory_kratos_session=s; Path=/; Domain=id.example; HttpOnly; Secure; SameSite=Lax",
    ]);
  });

  it("P23: comes in as Kratos knows it, and one that any host of the domain can set not at all", async () => {
    expect(await carry(`ory_kratos_session=s; ${OWN}=own; csrf_token_1=planted`)).toMatchObject({
      cookie: "ory_kratos_session=s; csrf_token_1=own",
      accept: "text/html",
    });
    expect((await carry("csrf_token_1=planted; csrf_token_2=planted")).cookie).toBeFalsy();
  });
});

it.each([
  ["on http", { FOYER_PUBLIC_URL: "http://localhost:3000" }],
  ["where browsers meet Kratos itself", { KRATOS_BROWSER_URL: "https://kratos.id.example" }],
])("%s is called as Kratos calls it", async (_, changes) => {
  setEnvironment(changes);
  const line = "csrf_token_1=v; Path=/; Domain=id.example";
  expect(await carry("csrf_token_1=own", [line])).toMatchObject({
    cookie: "csrf_token_1=own",
    lines: [line],
  });
  const { isKratosCookie } = await import("./cookies");
  expect([isKratosCookie("csrf_token_1"), isKratosCookie(OWN)]).toEqual([true, false]);
});
