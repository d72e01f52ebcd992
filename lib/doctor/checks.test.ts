import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { checkCookie } from "./check-cookie";
import { checkKratos } from "./check-kratos";
import { checkPlatform } from "./check-platform";
import { toRefusalFindings } from "./check-refusal";
import { toClockFindings } from "./check-servers";
import { checkSibling } from "./check-sibling";

const config = (browserUrl: string, publicUrl = browserUrl) => ({
  publicUrl: { origin: publicUrl, basePath: "", href: publicUrl },
  kratos: { publicUrl: "http://kratos:4433", browserUrl, relay: browserUrl === publicUrl },
});
const settings = (cookie: string, given: ReturnType<typeof config>) =>
  checkCookie([cookie], given).map(({ setting }) => setting);

it("a platform of many instances needs a Redis that they share", () => {
  expect(checkPlatform({ runsOnVercel: true, redisUrl: undefined })).toMatchObject([
    { severity: "error", setting: "FOYER_REDIS_URL" },
  ]);
  expect(checkPlatform({ runsOnVercel: true, redisUrl: "rediss://redis.example" })).toEqual([]);
  expect(checkPlatform({ runsOnVercel: false, redisUrl: undefined })).toEqual([]);
});

describe("checkCookie", () => {
  const accounts = config("https://accounts.example.org");

  it.each([
    ["csrf_token_1=x; Path=/; HttpOnly; Secure; SameSite=Lax", []],
    ["csrf_token_1=x; Domain=example.org; Secure; SameSite=Lax", []],
    ["csrf_token_1=x; Domain=.Example.org; Secure", []],
    ["csrf_token_1=x; Domain=accounts.example.org; Secure", []],
    ["csrf_token_1=x; Domain=example.com; Secure", ["cookies.domain"]],
    ["csrf_token_1=x; Domain=unts.example.org; Secure", ["cookies.domain"]],
    ["csrf_token_1=x; Path=/auth; Secure", ["cookies.path"]],
    ["csrf_token_1=x; Path=/; SameSite=Lax", ["--dev"]],
    ["csrf_token_1=x; Secure; SameSite=Strict", ["cookies.same_site"]],
  ])("%s", (cookie, found) => {
    expect(settings(cookie, accounts)).toEqual(found);
  });

  it("over the relay on https its scope fails no form: sign-ins are forgotten (threat P23)", () => {
    const [finding] = checkCookie(["csrf_token_1=x; Domain=example.com; Secure"], accounts);
    expect(finding?.found).not.toContain("every form");
  });

  it("what a balancer sets beside them is none of Kratos' cookies", () => {
    const balancer = "AWSALB=x; Domain=balancer.example.com; Path=/; SameSite=Strict";
    const own = (attributes: string) =>
      checkCookie([balancer, `csrf_token_1=x; ${attributes}`], accounts).map(({ setting }) => setting);
    expect(own("Path=/; Secure; SameSite=Lax")).toEqual([]);
    expect(own("Path=/; Secure; SameSite=Strict")).toEqual(["cookies.same_site"]);
  });

  it("below a path, their own may be any folder that it lies in", () => {
    const below = config("https://example.org/id/auth");
    const found = (path: string) => settings(`csrf_token_1=x; Path=${path}; Secure`, below);
    expect(["/", "/id", "/id/", "/id/auth"].flatMap(found)).toEqual([]);
    expect(["/id/au", "/auth", "/id/auth/login"].map(found)).toEqual(Array(3).fill(["cookies.path"]));
  });

  it("with Kratos on a sibling domain, its cookies must reach both", () => {
    const sibling = config("https://kratos.example.org", "https://accounts.example.org");
    expect(settings("csrf_token_1=x; Domain=example.org; Secure", sibling)).toEqual([]);
    expect(settings("csrf_token_1=x; Domain=kratos.example.org; Secure", sibling)).toEqual([
      "cookies.domain",
    ]);
  });
});

it.each([
  [undefined, []],
  [900, []],
  [-8000, ["warning"]],
  [45_000, ["error"]],
])("a clock that differs by %s ms: %j", (skewMs, severities) => {
  expect(toClockFindings("Hydra", skewMs).map(({ severity }) => severity)).toEqual(severities);
});

it.each([
  ["Hydra, which is ready at the same path", 404, "404 page not found"],
  ["a site that answers everything", 200, "<!doctype html>"],
])("KRATOS_PUBLIC_URL leads to %s", async (_what, status, body) => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/health/ready" ? 200 : status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const given = config("https://accounts.example.org");
  const findings = await checkKratos({ ...given, kratos: { ...given.kratos, publicUrl: elsewhere } });
  expect(findings).toMatchObject([{ severity: "error", setting: "KRATOS_PUBLIC_URL" }]);
  server.close();
});

it("a FOYER_PUBLIC_URL that all of Kratos contradicts is named before what follows from it", async () => {
  let page = "/login";
  const named = "https://accounts.example";
  const server = createServer(({ url = "", headers }, response) => {
    if (url === "/health/ready") return void response.end("{}");
    if (headers.accept === "text/html")
      return void response.writeHead(303, { location: `${named}${page}?flow=1` }).end();
    response.end(JSON.stringify({ ui: { action: `${named}/self-service/login?flow=1` } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const find = async (address: string) => {
    const { kratos, ...given } = config(address);
    const findings = await checkKratos({ ...given, kratos: { ...kratos, publicUrl } });
    return findings.map(({ setting, change }) => `${setting} ${change}`);
  };
  const wrong = `FOYER_PUBLIC_URL environment: FOYER_PUBLIC_URL=${named}; or`;
  const [first, ...others] = await find("https://account.example");
  expect(first).toContain(wrong);
  expect(others.length).toBeGreaterThan(3);
  expect((await find(named)).join()).not.toContain(wrong);
  page = "/sign-in";
  expect((await find("https://account.example")).join()).not.toContain(wrong);
  server.close();
});

describe("P17: a Kratos on a host of its own", () => {
  it.each([
    [400, 400, ["error"]],
    [303, 405, ["error"]],
    [405, 200, ["error"]],
    [405, 405, []],
    [404, 403, []],
  ])(
    "answers a GET of a sign-in with %d, of a registration with %d: %j",
    async (login, registration, found) => {
      const server = createServer((request, response) => {
        response.writeHead(request.url?.startsWith("/self-service/login") ? login : registration).end();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const kratos = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const findings = await checkSibling(config(kratos, "https://accounts.example.org"));
      expect(findings.map(({ severity }) => severity)).toEqual(found);
      const remedy =
        "kratos.yml: serve.public.base_url: https://accounts.example.org/, and no KRATOS_BROWSER_URL";
      for (const { change } of findings) expect(change).toContain(remedy);
      expect(await checkSibling(config(kratos))).toEqual([]);
      server.close();
    },
  );

  it("that cannot be reached from here says nothing", async () => {
    const away = config("http://127.0.0.1:1", "https://accounts.example.org");
    expect(await checkSibling(away)).toEqual([]);
  });
});

describe("a flow that Kratos does not begin", () => {
  const refused = (reason: string | undefined, message?: string) =>
    toRefusalFindings("recovery", {
      status: 400,
      json: { error: { code: 400, status: "Bad Request", reason, message } },
      location: undefined,
      setCookies: [],
      headers: {},
      text: "",
      skewMs: 0,
    });

  it("without a reason: what it says, and the mark that a schema lacks for passkeys", () => {
    expect(refused(undefined, "database is locked")).toMatchObject([
      {
        found: expect.stringContaining("(400: database is locked)"),
        change: expect.stringContaining("its log"),
      },
    ]);
    expect(refused(undefined, "no identifier found")).toMatchObject([
      { change: expect.stringContaining("credentials.passkey.display_name: true") },
    ]);
  });

  it("for a method that is off: the method and what names it", () => {
    const reason =
      "You attempted recovery using link, which is not enabled or does not exist. An administrator needs to enable this recovery method.";
    expect(refused(reason)).toMatchObject([
      {
        severity: "error",
        setting: "selfservice.flows.recovery",
        found: expect.stringContaining(reason),
        change:
          "kratos.yml: selfservice.methods.link.enabled: true, or selfservice.flows.recovery.use: a method that is on",
      },
    ]);
  });

  it("for what nobody foresaw: Kratos' own words; switched off it is no finding", () => {
    expect(refused("The moon is full.")).toMatchObject([
      { found: expect.stringContaining("The moon is full.") },
    ]);
    expect(refused("Recovery is not allowed because it was disabled.")).toEqual([]);
  });
});
