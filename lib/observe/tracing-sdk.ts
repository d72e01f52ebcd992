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
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";

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
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis })],
  });
  const tracer = provider.getTracer("foyer");
  return {
    api,
    startSpan: (name: string, kind: api.SpanKind, attributes: api.Attributes, parent: api.Context) =>
      tracer.startSpan(name, { kind, attributes }, parent),
    shutdown: () => provider.shutdown(),
  };
}

/** OpenTelemetry's names of samplers; `parentbased_always_on` is the default. */
function toSampler(name = "parentbased_always_on", argument = "1"): Sampler {
  const base = name.replace(/^parentbased_/, "");
  const ratio = Number(argument);
  const root =
    base === "always_off"
      ? new AlwaysOffSampler()
      : base === "traceidratio"
        ? new TraceIdRatioBasedSampler(Number.isFinite(ratio) ? ratio : 1)
        : new AlwaysOnSampler();
  return name.startsWith("parentbased_") ? new ParentBasedSampler({ root }) : root;
}
