/** What of a request is believed, one header at a time, where no server of ours has cleaned it before. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getProcessState } from "@/lib/process/state";
import { setEnvironment } from "@/tests/unit/environment";

let caller: typeof import("./caller");

beforeEach(async () => {
  setEnvironment();
  caller = await import("./caller");
});
afterEach(() => vi.unstubAllEnvs());

const request = (headers: Record<string, string>, path = "/login") =>
  new Request(`http://inner.invalid${path}`, { headers });

it("P4: host and scheme that Kratos is told are ours, whatever a client says", () => {
  const { headers } = caller.toCaller(
    request({ host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher" }),
  );
  expect(headers).toMatchObject({ "x-forwarded-host": "id.example", "x-forwarded-proto": "https" });
});

const toBytes = (text: string) => Buffer.from(text, "utf8").toString("latin1");

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (X11; Linux x86_64)"],
  [toBytes("Gerät/1 \u{1f600}"), toBytes("Gerät/1 \u{1f600}")],
  ["Ger\u00e4t/1", "Ger?t/1"],
  [`${"x".repeat(511)}${toBytes("ä")}`, `${"x".repeat(511)}?`],
  ["x".repeat(513), "x".repeat(512)],
])("D2: a browser that calls itself %j is told of in letters that a database keeps", (given, passed) => {
  expect(caller.toCaller(request({ "user-agent": given })).headers["user-agent"]).toBe(passed);
});

const TRACEPARENT = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;

it.each([
  [TRACEPARENT, TRACEPARENT],
  [`${TRACEPARENT}-more`, undefined],
  [`x${TRACEPARENT}`, undefined],
  [TRACEPARENT.toUpperCase(), undefined],
])("P6: the trace %j is passed on as %j", (given, passed) => {
  expect(caller.toCaller(request({ traceparent: given })).headers.traceparent).toBe(passed);
});

it.each(["short", "a".repeat(65), "has spaces", "<script>"])(
  "P6: the request id %j is replaced by one of ours",
  (given) => {
    expect(caller.toRequestId(request({ "x-request-id": given }))).toMatch(/^[0-9a-f-]{36}$/);
  },
);

it("a harmless request id is kept, and the same one is said each time", () => {
  const asked = request({ "x-request-id": "a".repeat(64) });
  expect([caller.toRequestId(asked), caller.toRequestId(asked)]).toEqual(["a".repeat(64), "a".repeat(64)]);
  const nameless = request({});
  expect(caller.toRequestId(nameless)).toBe(caller.toRequestId(nameless));
});

it("P13: a cookie planted for the domain, or for a path below the base path, is expired there", () => {
  const planted = () =>
    caller.toCaller(request({ cookie: "ory_kratos_a=1; ory_kratos_a=2" }, "/self-service/login"));
  expect(planted).toThrow(
    expect.objectContaining({
      status: 400,
      setCookies: expect.arrayContaining([
        "ory_kratos_a=; Path=/; Max-Age=0",
        "ory_kratos_a=; Path=/; Domain=id.example; Max-Age=0",
        "ory_kratos_a=; Path=/auth/self-service; Domain=id.example; Max-Age=0",
      ]),
    }),
  );
});

it("P13: however long the path, the answer to a planted cookie stays small", () => {
  const path = "/x".repeat(2000);
  try {
    caller.toCaller(request({ cookie: "ory_kratos_a=1; ory_kratos_a=2" }, path));
    expect.unreachable();
  } catch (error) {
    const { setCookies } = error as { setCookies: string[] };
    expect(setCookies.join("").length).toBeLessThan(8 * 1024);
  }
});

describe("the connection's address (P5)", () => {
  const peer = { "x-foyer-peer": "192.0.2.1" };

  it("P5: is what the server in front said of it", () => {
    expect(caller.toClientAddress(request(peer))).toBe("192.0.2.1");
  });

  it("P5: is unknown where no server of ours is in front: the header is then a client's", () => {
    const trust = getProcessState("peer", () => ({ isTrusted: false }));
    trust.isTrusted = false;
    try {
      expect(caller.toClientAddress(request(peer))).toBeUndefined();
      expect(caller.toCaller(request(peer)).headers).not.toHaveProperty("true-client-ip");
    } finally {
      trust.isTrusted = true;
    }
  });
});
