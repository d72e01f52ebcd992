import { beforeAll, describe, expect, it } from "vitest";
import { setEnvironment } from "@/tests/unit/environment";

let guards: typeof import("./guards");
let csrf: typeof import("./form-token");
let caller: typeof import("./caller");

beforeAll(async () => {
  setEnvironment();
  [guards, csrf, caller] = await Promise.all([
    import("./guards"),
    import("./form-token"),
    import("./caller"),
  ]);
});

const request = (headers: Record<string, string> = {}, path = "/login", init: RequestInit = {}) =>
  new Request(`http://inner.invalid${path}`, { ...init, headers });

const form = (body: string, headers: Record<string, string> = {}) =>
  request({ "content-type": "application/x-www-form-urlencoded", ...headers }, "/consent", {
    method: "POST",
    body,
  });

describe("query parameters (V1, V3)", () => {
  it("are taken once, and only those asked for", () => {
    expect(guards.readQuery(request({}, "/login?flow=a%2Bb&x=1&x=2&aal="), ["flow", "aal"])).toEqual({
      flow: "a+b",
    });
  });

  it.each([
    ["a repeated value", "flow=a&flow=b"],
    ["a repeated nothing", "flow=&flow="],
    ["a line break", "flow=%0a"],
    ["a null character", "flow=%00"],
    ["a delete character", "flow=%7f"],
    ["a value that is too long", `flow=${"a".repeat(17 * 1024 + 1)}`],
  ])("%s is refused", (_, query) => {
    expect(() => guards.readQuery(request({}, `/login?${query}`), ["flow"])).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });

  it("what was pasted into a field comes without its tab, and what is refused else still is", () => {
    const read = (query: string) => guards.readTypedQuery(request({}, `/console/search?${query}`), ["q"]);
    expect(read("q=%20a%09b%0d%0a")).toEqual({ q: "a b" });
    expect(read("q=%09")).toEqual({});
    for (const query of ["q=a&q=b", "q=%00", "q=a%1b"]) expect(() => read(query), query).toThrow();
  });

  it("a field of a form likewise", () => {
    expect(guards.readField(new URLSearchParams("a=1&b=2"), "a")).toBe("1");
    expect(guards.readField(new URLSearchParams("a="), "a")).toBeUndefined();
    expect(() => guards.readField(new URLSearchParams("a=1&a=1"), "a")).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });
});

describe("where a POST comes from (F6)", () => {
  it.each<[headers: Record<string, string>, isOwn: boolean]>([
    [{}, true],
    [{ "sec-fetch-site": "same-origin", origin: "https://id.example" }, true],
    [{ "sec-fetch-site": "none" }, true],
    [{ "sec-fetch-site": "same-site" }, false],
    [{ "sec-fetch-site": "cross-site", origin: "https://id.example" }, false],
    [{ "sec-fetch-site": "same-origin", origin: "null" }, true],
    [{ "sec-fetch-site": "same-origin", origin: "https://evil.example" }, false],
    [{ "sec-fetch-site": "same-origin, same-origin", origin: "null" }, false],
    [{ "sec-fetch-site": "none", origin: "null" }, false],
    [{ "sec-fetch-site": "same-site", origin: "null" }, false],
    [{ "sec-fetch-site": "cross-site", origin: "null" }, false],
    [{ "sec-fetch-site": "", origin: "null" }, false],
    [{ origin: "null" }, false],
    [{ origin: "https://id.example.evil.example" }, false],
    [{ origin: "https://id.example:444" }, false],
    [{ origin: "http://id.example" }, false],
    [{ origin: "" }, false],
  ])("%j is of our own making: %s", (headers, isOwn) => {
    const check = () => guards.requireSameOrigin(request(headers));
    if (isOwn) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ status: 403, problem: "cross-site" }));
  });
});

describe("bodies (P16)", () => {
  it("P16: are read up to 64 kB, declared or not", async () => {
    const { BODY_LIMIT_BYTES, readBody } = guards;
    expect((await readBody(form("a".repeat(BODY_LIMIT_BYTES)))).length).toBe(BODY_LIMIT_BYTES);
    await expect(readBody(form("a".repeat(BODY_LIMIT_BYTES + 1)))).rejects.toMatchObject({ status: 413 });
    await expect(readBody(form("a", { "content-length": "9999999" }))).rejects.toMatchObject({ status: 413 });
    expect((await readBody(request())).length).toBe(0);
  });

  it("of a form are urlencoded and nothing else", async () => {
    expect((await guards.readForm(form("a=%C3%BC+b"))).get("a")).toBe("ü b");
    for (const type of ["text/plain", "multipart/form-data; boundary=x", "application/json", ""]) {
      await expect(guards.readForm(form("a=1", { "content-type": type }))).rejects.toMatchObject({
        status: 400,
      });
    }
    // No database keeps it (D2).
    for (const nul of ["a=1%00", "a%00=1", "a=\0"])
      await expect(guards.readForm(form(nul))).rejects.toMatchObject({ status: 400 });
  });
});

describe("form tokens (F6, O6)", () => {
  it("are good for one act, one session and one thing, in that order", () => {
    const token = csrf.createToken("consent", "challenge", "session");
    expect(csrf.hasToken(token, "consent", "challenge", "session")).toBe(true);
    for (const [purpose, ...binding] of [
      ["login", "challenge", "session"],
      ["consent", "session", "challenge"],
      ["consent", "challenge"],
      ["consent", "challenge", "other"],
      ["consent", "other", "session"],
      ["consent", "challengesession"],
      ["consent", "challenge", "session", ""],
    ] as const) {
      expect(csrf.hasToken(token, purpose, ...binding)).toBe(false);
      expect(() => csrf.requireToken(token, purpose, ...binding)).toThrow(
        expect.objectContaining({ status: 403 }),
      );
    }
  });

  it("are never the same twice, and nothing else passes for one", () => {
    const [one, two] = [csrf.createToken("x"), csrf.createToken("x")];
    expect(one).not.toBe(two);
    const [salt, signature] = one.split(".");
    for (const bad of [
      undefined,
      "",
      ".",
      "a.b",
      salt,
      `${salt}.`,
      `.${signature}`,
      `${two.split(".")[0]}.${signature}`,
      `${one}x`,
    ]) {
      expect(csrf.hasToken(bad, "x"), String(bad)).toBe(false);
    }
  });
});

describe("what upstreams learn of a browser (P4–P6, P12)", () => {
  it("is Kratos' cookies, our own address, and the connection's", () => {
    const { kratosCookie, hasSession, headers } = caller.toCaller(
      request({
        cookie: "a=1; ory_kratos_session=s; __Host-foyer-sid=x; __Host-csrf_token_1=c; csrf_token_2=p",
        "x-foyer-peer": "::ffff:192.0.2.1",
        "x-forwarded-for": "6.6.6.6",
        "x-forwarded-host": "evil.example",
        "user-agent": "a".repeat(600),
        "x-request-id": "bad id",
        traceparent: "garbage",
      }),
    );
    expect([kratosCookie, hasSession]).toEqual(["ory_kratos_session=s; __Host-csrf_token_1=c", true]);
    expect(headers).toEqual({
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "x-forwarded-host": "id.example",
      "x-forwarded-proto": "https",
      "true-client-ip": "192.0.2.1",
      "x-forwarded-for": "192.0.2.1",
      "user-agent": "a".repeat(512),
    });
  });

  it.each([
    ["1", "6.6.6.6, 192.0.2.7", "192.0.2.7"],
    ["2", "6.6.6.6, 192.0.2.7, 10.0.0.1", "192.0.2.7"],
    ["1", "192.0.2.7:4711", "192.0.2.7"],
    ["1", "[2001:db8::1]:4711", "2001:db8::1"],
    ["1", "unknown", "10.0.0.9"],
    ["3", "192.0.2.7", "10.0.0.9"],
    ["1", "", "10.0.0.9"],
  ])("with %s trusted proxies, %j says the client is %s (P5)", async (hops, chain, address) => {
    setEnvironment({ FOYER_TRUSTED_PROXY_HOPS: hops });
    const { toClientAddress } = await import("./caller");
    expect(toClientAddress(request({ "x-forwarded-for": chain, "x-foyer-peer": "10.0.0.9" }))).toBe(address);
  });
});
