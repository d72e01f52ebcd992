/** Against a real OTLP endpoint of our own: what leaves the process, and what upstreams are told. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import { send } from "../ory/transport";
import { getLogger } from "./log";
import { closeTracing, openTracing, wantsTracing, withSpan } from "./tracing";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const CALLER = `00-${TRACE_ID}-b7ad6b7169203331-01`;

interface ExportedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

const exported: string[] = [];
const traceparents: (string | undefined)[] = [];
let sink: Server;
let collectorStatus = 200;
let upstream: Server;

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  sink = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      exported.push(body);
      response.writeHead(collectorStatus, { "content-type": "application/json" }).end("{}");
    });
  });
  upstream = createServer((request, response) => {
    traceparents.push(request.headers.traceparent?.toString());
    response.writeHead(200).end("{}");
  });
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", await listen(sink));
  vi.stubEnv("FOYER_PUBLIC_URL", "https://accounts.test");
  vi.stubEnv("KRATOS_PUBLIC_URL", await listen(upstream));
  vi.stubEnv("COOKIE_SECRET", NEWEST_SECRET);
});
afterEach(() => {
  for (const name of ["OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"]) vi.stubEnv(name, undefined);
});
afterAll(() => {
  sink.close();
  upstream.close();
});

describe("tracing", () => {
  it("is off without OpenTelemetry's own variables, or when they say so", () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = "http://collector:4318";
    expect(wantsTracing({})).toBe(false);
    expect(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT })).toBe(true);
    expect(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: "true" })).toBe(false);
    expect(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: "TRUE" })).toBe(false);
    expect(wantsTracing({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: "none" })).toBe(false);
  });

  it("joins the caller's trace, spans upstream calls, tells the upstream; no URL leaves (L1)", async () => {
    await openTracing(process.env);
    const url = `${process.env.KRATOS_PUBLIC_URL}/self-service/login?login_challenge=canary-challenge`;
    await withSpan("GET /login", { kind: "server", attributes: {}, traceparent: CALLER }, () =>
      send({
        upstream: "kratos",
        operation: "relay",
        method: "GET",
        url,
        headers: { cookie: "ory_kratos_session=canary-cookie" },
      }),
    );
    await closeTracing();

    const [server, client] = ["GET /login", "kratos relay"].map((name) => findSpan(name));
    expect(server).toMatchObject({ traceId: TRACE_ID, parentSpanId: "b7ad6b7169203331" });
    expect(client).toMatchObject({ traceId: TRACE_ID, parentSpanId: server?.spanId });
    expect(traceparents).toEqual([`00-${TRACE_ID}-${client?.spanId}-01`]);
    expect(exported.join()).toContain('"foyer"');
    expect(exported.join()).not.toContain("canary");
  });

  it.each([
    ["traceidratio", "", "01", true],
    ["traceidratio", "0", "01", false],
    ["", "", "00", false],
    ["no_such_sampler", "", "00", false],
    ["always_on", "", "00", true],
  ])(
    "the sampler %j with %j exports what a caller flagged %s: %j",
    async (sampler, argument, flags, isKept) => {
      vi.stubEnv("OTEL_TRACES_SAMPLER", sampler);
      vi.stubEnv("OTEL_TRACES_SAMPLER_ARG", argument);
      await openTracing(process.env);
      const name = `GET /${sampler}-${argument}`;
      const traceparent = CALLER.replace(/01$/, flags);
      await withSpan(name, { kind: "server", attributes: {}, traceparent }, async () => undefined);
      await closeTracing();
      expect(findSpan(name) !== undefined).toBe(isKept);
    },
  );

  it("says once in the log that the collector takes no traces, and why", async () => {
    const warn = vi.spyOn(getLogger(), "warn").mockReturnValue(undefined);
    vi.stubEnv("OTEL_BSP_SCHEDULE_DELAY", "1");
    collectorStatus = 401;
    await openTracing(process.env);
    const trace = () => withSpan("GET /login", { kind: "server", attributes: {} }, async () => undefined);
    await trace();
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    await trace();
    await expect(closeTracing()).rejects.toThrow();
    expect(warn.mock.calls).toEqual([[{ event: "traces-lost", spans: 1, cause: "401" }]]);
  });
});

function findSpan(name: string): ExportedSpan | undefined {
  const spans = exported.flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: ExportedSpan[] }[] }) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
  return spans.find((span) => span.name === name);
}
