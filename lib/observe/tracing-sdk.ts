/** The OpenTelemetry SDK behind the spans: OTLP over HTTP in batches. Loaded only when traces are wanted. */

import * as api from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { getLogger } from "./log";

/** How often it is said that traces are lost, in milliseconds. */
const SAID_MS = 60_000;

type Env = Record<string, string | undefined>;

/** The exporter reads OTEL_EXPORTER_OTLP_* (endpoint, headers, timeout) by itself. */
export async function createTracing(env: Env) {
  const resource = resourceFromAttributes({ "service.name": env.OTEL_SERVICE_NAME || "foyer" }).merge(
    detectResources({ detectors: [envDetector] }),
  );
  const scheduledDelayMillis = Number(env.OTEL_BSP_SCHEDULE_DELAY) || undefined;
  const provider = new TracerProvider({
    resource,
    sampler: toSampler(env.OTEL_TRACES_SAMPLER, env.OTEL_TRACES_SAMPLER_ARG),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: toTelling(new OTLPTraceExporter()), scheduledDelayMillis }),
    ],
  });
  const tracer = provider.getTracer("foyer");
  return {
    api,
    startSpan: (name: string, kind: api.SpanKind, attributes: api.Attributes, parent: api.Context) =>
      tracer.startSpan(name, { kind, attributes }, parent),
    shutdown: () => provider.shutdown(),
  };
}

/** The library says to nobody that a collector took nothing: without a line, traces are missing and nothing says why. */
function toTelling(exporter: SpanExporter): SpanExporter {
  let saidAt = Number.NEGATIVE_INFINITY;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== 0 && performance.now() - saidAt >= SAID_MS) {
          saidAt = performance.now();
          getLogger().warn({ event: "traces-lost", spans: spans.length, cause: toCause(result.error) });
        }
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

/** The collector's status or the system's code: a message may quote the address. */
function toCause(error: Error | undefined): string | undefined {
  return error && "code" in error && error.code !== undefined ? String(error.code) : error?.name;
}

const SAMPLER = /^(parentbased_)?(always_on|always_off|traceidratio)$/;

/** By OpenTelemetry's names. Empty variables count as unset, unknown names too (its specification of environment variables). */
function toSampler(name = "", argument = ""): Sampler {
  const [, follows, base] = SAMPLER.exec(name) ?? [name, "parentbased_", "always_on"];
  const ratio = argument === "" ? 1 : Number(argument);
  const root =
    base === "always_off"
      ? new AlwaysOffSampler()
      : base === "traceidratio"
        ? new TraceIdRatioBasedSampler(Number.isFinite(ratio) ? ratio : 1)
        : new AlwaysOnSampler();
  return follows ? new ParentBasedSampler({ root }) : root;
}
