/** Files that are not this build's own: another build's from Redis, and Kratos' script. */

import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

const table = new Map<string, string>();
const asked: string[] = [];

vi.mock("./redis", () => ({
  getRedis: async () => ({
    async get(key: string) {
      asked.push(key);
      return table.get(key) ?? null;
    },
  }),
}));

const HEADERS = { "x-content-type-options": "nosniff", "cross-origin-resource-policy": "same-origin" };

describe("another build's files", () => {
  beforeEach(() => {
    setEnvironment();
    table.clear();
    asked.length = 0;
  });

  it("S5: a file that was lent comes as what it is, and as nothing else", async () => {
    const [{ borrowAsset }, { seal }] = await Promise.all([
      import("./shared-assets"),
      import("@/lib/web/cookies/seal"),
    ]);
    for (const [file, type] of [
      ["foyer.AAAAAAAAAA.js", "text/javascript; charset=utf-8"],
      ["foyer.AAAAAAAAAA.css", "text/css; charset=utf-8"],
    ] as const) {
      const key = `foyer:asset:${file}`;
      table.set(key, await seal({ text: "lent" }, key, 60));
      const answer = await borrowAsset(file);
      expect(Object.fromEntries(answer?.headers ?? [])).toEqual({
        ...HEADERS,
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
      });
      expect(await answer?.text()).toBe("lent");
    }
  });

  it("S5: Redis is asked for names that a build gives, and for no other", async () => {
    const [{ borrowAsset }, { seal }] = await Promise.all([
      import("./shared-assets"),
      import("@/lib/web/cookies/seal"),
    ]);
    for (const file of [
      "evil.js",
      "foyer.js",
      "foyer.AAAAAAAAAA.html",
      "foyer.AAAAAAAAAA.js.map",
      "foyer.AAAAAAAAA/.js",
      "xfoyer.AAAAAAAAAA.js",
    ]) {
      const key = `foyer:asset:${file}`;
      table.set(key, await seal({ text: "x" }, key, 60));
      expect(await borrowAsset(file), file).toBeUndefined();
    }
    expect(asked).toEqual([]);
  });
});

describe("Kratos' script (P10)", () => {
  let server: Server;
  let answer: RequestListener;
  let requests = 0;

  beforeEach(async () => {
    requests = 0;
    answer = (_request, response) =>
      void response.writeHead(200, { "content-type": "text/javascript" }).end("script");
    server = createServer((request, response) => {
      requests += 1;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    setEnvironment({ KRATOS_PUBLIC_URL: `http://127.0.0.1:${port}` });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    vi.useRealTimers();
  });

  it("P10: comes as a script that no other site embeds, asked for once however many want it", async () => {
    const { getWebAuthnScript } = await import("@/lib/relay/webauthn-script");
    const answers = await Promise.all([1, 2, 3].map(() => getWebAuthnScript(undefined)));
    expect(requests).toBe(1);
    expect(Object.fromEntries(answers[0]?.headers ?? [])).toEqual({
      ...HEADERS,
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
    });
  });

  it.each<[what: string, answer: RequestListener]>([
    ["an error", (_request, response) => void response.writeHead(503).end("script")],
    [
      "an error that calls itself a script",
      (_request, response) => void response.writeHead(404, { "content-type": "text/javascript" }).end("x"),
    ],
    [
      "a page",
      (_request, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<script>"),
    ],
    ["something without a type", (_request, response) => void response.writeHead(200).end("script")],
  ])("P10: %s in its place is passed on to nobody", async (_what, given) => {
    answer = given;
    const { getWebAuthnScript } = await import("@/lib/relay/webauthn-script");
    await expect(getWebAuthnScript(undefined)).rejects.toMatchObject({ name: "OryError" });
    answer = (_request, response) =>
      void response.writeHead(200, { "content-type": "text/javascript" }).end("script");
    expect((await getWebAuthnScript(undefined)).status, "nor kept").toBe(200);
  });

  it("P10: is asked for again after a minute, and after a second by who knows another version", async () => {
    const { getWebAuthnScript } = await import("@/lib/relay/webauthn-script");
    vi.useFakeTimers({ toFake: ["performance"] });
    const askedIn = async (milliseconds: number, version?: string) => {
      vi.advanceTimersByTime(milliseconds);
      await getWebAuthnScript(version);
      return requests;
    };
    expect(await askedIn(0)).toBe(1);
    expect(await askedIn(59_000)).toBe(1);
    expect(await askedIn(2_000)).toBe(2);
    expect(await askedIn(500, "invented")).toBe(2);
    expect(await askedIn(600, "invented")).toBe(3);
  });
});

it("V3: the languages that an app asks for are tags, few and short, when they become a cookie", async () => {
  setEnvironment();
  const { writeUiLocales } = await import("@/lib/i18n/ui-locales.server");
  const empty = new Request("http://inner.invalid/login");
  expect(writeUiLocales(empty, ["de", "x;Path=/", "a b", "pt-BR", "é", "", "z".repeat(36)])).toEqual([
    expect.stringMatching(/^__Host-foyer-ui-locales=de\.pt-BR; Path=\/; Max-Age=1800; /),
  ]);
  const many = Array.from({ length: 500 }, (_, index) => `de-x${index}`);
  expect(writeUiLocales(empty, many).join("").length).toBeLessThan(500);
});
