import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { learnAddresses } from "./learn-address";

const SHORT = { deadlineMs: 300, intervalMs: 20 };

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function kratos(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const toKratos =
  (uiUrl: string, action: string): RequestListener =>
  (request, response) => {
    if (request.headers.accept === "application/json") response.end(JSON.stringify({ ui: { action } }));
    else response.writeHead(303, { location: `${uiUrl}?flow=f` }).end();
  };

describe("Foyer's address, learnt from Kratos", () => {
  it.each([
    [
      "https://id.example/login",
      "https://id.example/self-service/login?flow=f",
      "https://id.example",
      "https://id.example",
    ],
    [
      "https://id.example/auth/login/",
      "https://id.example/auth/self-service/login?flow=f",
      "https://id.example/auth",
      "https://id.example/auth",
    ],
    [
      "http://127.0.0.1:4455/login",
      "http://127.0.0.1:4433/self-service/login?flow=f",
      "http://127.0.0.1:4455",
      "http://127.0.0.1:4433",
    ],
    [
      "https://id.example/login",
      "https://id.example/.ory/kratos/public/self-service/login?flow=f",
      "https://id.example",
      "https://id.example/.ory/kratos/public",
    ],
  ])("%s with forms to %s", async (uiUrl, action, publicUrl, browserUrl) => {
    const url = await kratos(toKratos(uiUrl, action));
    expect(await learnAddresses({ KRATOS_PUBLIC_URL: `${url}/` }, SHORT)).toEqual({
      FOYER_PUBLIC_URL: publicUrl,
      KRATOS_BROWSER_URL: browserUrl,
    });
  });

  it("is not looked for when it is set, nor on Ory Network", async () => {
    expect(
      await learnAddresses(
        { FOYER_PUBLIC_URL: "https://id.example", KRATOS_PUBLIC_URL: "http://k.invalid" },
        SHORT,
      ),
    ).toBeUndefined();
    expect(await learnAddresses({ ORY_SDK_URL: "https://x.example" }, SHORT)).toBeUndefined();
  });

  it("leaves a given KRATOS_BROWSER_URL as it is", async () => {
    const url = await kratos(toKratos("https://id.example/login", "unused"));
    const given = { KRATOS_PUBLIC_URL: url, KRATOS_BROWSER_URL: "https://k.example" };
    expect(await learnAddresses(given, SHORT)).toMatchObject({ KRATOS_BROWSER_URL: "https://k.example" });
  });

  it("does not start with a KRATOS_BROWSER_URL that no form leads to, and names the line", async () => {
    const action = "http://127.0.0.1:4433/self-service/login?flow=f";
    const url = await kratos(toKratos("https://id.example/login", action));
    const start = (KRATOS_BROWSER_URL: string) =>
      learnAddresses({ KRATOS_PUBLIC_URL: url, KRATOS_BROWSER_URL }, SHORT);
    await expect(start("http://localhost:4433/")).rejects.toThrow(
      /KRATOS_BROWSER_URL=http:\/\/127\.0\.0\.1:4433,.*base_url: http:\/\/localhost:4433\//,
    );
    for (const same of ["http://127.0.0.1:4433/", "HTTP://127.0.0.1:4433"])
      expect(await start(same)).toMatchObject({ KRATOS_BROWSER_URL: same });
  });

  it("waits for a Kratos that is still starting", async () => {
    let asked = 0;
    const ready = toKratos("https://id.example/login", "https://id.example/self-service/login");
    const url = await kratos((request, response) =>
      asked++ < 3 ? response.writeHead(503).end() : ready(request, response),
    );
    expect(await learnAddresses({ KRATOS_PUBLIC_URL: url }, { ...SHORT, deadlineMs: 5000 })).toMatchObject({
      FOYER_PUBLIC_URL: "https://id.example",
    });
  });

  it.each<[name: string, listener: RequestListener, reason: RegExp]>([
    ["another page", toKratos("https://id.example/signin", "x"), /ui_url is https:\/\/id\.example\/signin/],
    ["a relative page", toKratos("/login", "x"), /no absolute http/],
    ["a page of another scheme", toKratos("app://login", "x"), /no absolute http/],
    ["no form", toKratos("https://id.example/login", "nothing"), /names no form action/],
    ["an error", (_request, response) => void response.writeHead(500).end(), /it answered 500/],
  ])("is not guessed when Kratos names %s", async (_name, listener, reason) => {
    const url = await kratos(listener);
    await expect(learnAddresses({ KRATOS_PUBLIC_URL: url }, SHORT)).rejects.toThrow(reason);
  });

  it("is said to be unknown when nobody answers", async () => {
    await expect(learnAddresses({ KRATOS_PUBLIC_URL: "http://127.0.0.1:9" }, SHORT)).rejects.toThrow(
      /FOYER_PUBLIC_URL: is missing.*ECONNREFUSED/,
    );
  });

  it("is said to be unknown when no answer comes in time, in words", async () => {
    const url = await kratos(() => undefined);
    await expect(learnAddresses({ KRATOS_PUBLIC_URL: url }, SHORT)).rejects.toThrow(/\(no answer in time\)/);
  });
});
