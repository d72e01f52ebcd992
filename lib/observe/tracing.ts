/**
 * OpenTelemetry spans of requests and upstream calls, when OTEL_EXPORTER_OTLP_ENDPOINT is set. The provider is our own
 * and never the global one: Next would export spans with whole URLs, which hold challenges and codes (threat L1).
 */

import { AsyncLocalStorage } from "node:async_hooks";
import type { Attributes, Context, Span, SpanKind } from "@opentelemetry/api";
import { getProcessState } from "@/lib/process/state";

interface Tracing {
  api: typeof import("@opentelemetry/api");
  startSpan: (name: string, kind: SpanKind, attributes: Attributes, parent: Context) => Span;
  shutdown: () => Promise<void>;
}

interface Handle {
  tracing?: Tracing;
  active: AsyncLocalStorage<Context>;
}

export interface SpanOptions {
  kind: "server" | "client";
  /** Names from our own code, statuses, numbers: never a URL or a value of a request. */
  attributes: Attributes;
  /** W3C traceparent of whoever called, checked by the caller. */
  traceparent?: string;
}

const getHandle = () =>
  getProcessState<Handle>("tracing", () => ({ active: new AsyncLocalStorage<Context>() }));

/** Whether the environment asks for traces (OpenTelemetry's own variables). */
export function wantsTracing(env: Record<string, string | undefined>): boolean {
  // Its booleans are read whatever their case (OpenTelemetry's specification of environment variables).
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === "true" || env.OTEL_TRACES_EXPORTER === "none") return false;
  return Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);
}

/** Loads the libraries and starts exporting; does nothing, and loads nothing, without the variables. */
export async function openTracing(env: Record<string, string | undefined>): Promise<void> {
  if (!wantsTracing(env)) return;
  const { createTracing } = await import("./tracing-sdk");
  const handle = getHandle();
  handle.tracing = await createTracing(env);
}

/** Sends what is still in memory. */
export async function closeTracing(): Promise<void> {
  await getHandle().tracing?.shutdown();
}

/** Runs something inside a span; without tracing it just runs. The span's status follows what is thrown. */
export async function withSpan<T>(
  name: string,
  { kind, attributes, traceparent }: SpanOptions,
  run: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  const { tracing, active } = getHandle();
  if (!tracing) return run(undefined);
  const { api, startSpan } = tracing;
  const parent = active.getStore() ?? toParent(api, traceparent);
  const spanKind = kind === "server" ? api.SpanKind.SERVER : api.SpanKind.CLIENT;
  const span = startSpan(name, spanKind, attributes, parent);
  try {
    return await active.run(api.trace.setSpan(parent, span), () => run(span));
  } catch (error) {
    span.setStatus({
      code: api.SpanStatusCode.ERROR,
      message: error instanceof Error ? error.name : "error",
    });
    throw error;
  } finally {
    span.end();
  }
}

/** W3C traceparent of a span, for whom it calls. */
export function toTraceparent(span: Span | undefined): string | undefined {
  if (!span) return undefined;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

function toParent(api: Tracing["api"], traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = traceparent?.split("-") ?? [];
  if (!traceId || !spanId || !flags) return api.ROOT_CONTEXT;
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return api.isSpanContextValid(remote)
    ? api.trace.setSpanContext(api.ROOT_CONTEXT, remote)
    : api.ROOT_CONTEXT;
}
