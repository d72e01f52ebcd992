/** Counts what happens, for Prometheus: names from our own code as labels, never values of a request. */

import type { Counter, Histogram, Registry } from "prom-client";
import { getConfig } from "@/lib/config/config";
import { getProcessState } from "@/lib/process/state";

const PREFIX = "foyer_";

/** Upper bounds in seconds: pages take milliseconds, an upstream's timeout is 4 s. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Metrics {
  registry: Registry;
  requests: Counter<"route" | "method" | "status">;
  requestSeconds: Histogram<"route" | "method">;
  upstreamRequests: Counter<"upstream" | "operation" | "outcome">;
  upstreamSeconds: Histogram<"upstream" | "operation">;
  flowOutcomes: Counter<"flow" | "method" | "outcome">;
  loginDecisions: Counter<"decision">;
  consentDecisions: Counter<"decision">;
  logoutDecisions: Counter<"decision">;
  rateLimitHits: Counter<"scope">;
}

type Handle = { current?: Metrics; opening?: Promise<Metrics> };

const getHandle = (): Handle => getProcessState<Handle>("metrics", () => ({}));

/** Loads the library and starts counting; called at the start when metrics are on, so that they cost nothing else. */
export async function openMetrics(): Promise<void> {
  if (!getConfig().metrics.enabled) return;
  const handle = getHandle();
  handle.opening ??= createMetrics();
  handle.current = await handle.opening;
}

/** The exposition format, with its content type. */
export async function renderMetrics(): Promise<{ text: string; contentType: string } | undefined> {
  await openMetrics();
  const registry = getHandle().current?.registry;
  return registry && { text: await registry.metrics(), contentType: registry.contentType };
}

export function countRequest(route: string, method: string, status: number, seconds: number): void {
  const metrics = getHandle().current;
  metrics?.requests.inc({ route, method, status: String(status) });
  metrics?.requestSeconds.observe({ route, method }, seconds);
}

/** @param outcome the status as a class (`2xx`), or what kind of failure it was */
export function countUpstream(upstream: string, operation: string, outcome: string, seconds: number): void {
  const metrics = getHandle().current;
  metrics?.upstreamRequests.inc({ upstream, operation, outcome });
  metrics?.upstreamSeconds.observe({ upstream, operation }, seconds);
}

export function countFlowOutcome(flow: string, method: string, outcome: string): void {
  getHandle().current?.flowOutcomes.inc({ flow, method, outcome });
}

export function countLoginDecision(decision: string): void {
  getHandle().current?.loginDecisions.inc({ decision });
}

export function countConsentDecision(decision: string): void {
  getHandle().current?.consentDecisions.inc({ decision });
}

export function countLogoutDecision(decision: string): void {
  getHandle().current?.logoutDecisions.inc({ decision });
}

export function countRateLimitHit(scope: string): void {
  getHandle().current?.rateLimitHits.inc({ scope });
}

/** What was counted since the start, by what it came to. */
export interface Counts {
  /** Answers to browsers by their status: `2xx`. */
  answers: Readonly<Record<string, number>>;
  /** Calls to other servers: `kratos 2xx`, `hydra timeout`. */
  calls: Readonly<Record<string, number>>;
  /** Forms that met a limit, by what was counted. */
  refused: Readonly<Record<string, number>>;
}

/** Undefined where metrics are off. */
export async function readCounts(): Promise<Counts | undefined> {
  const metrics = getHandle().current;
  if (!metrics) return undefined;
  const [answers, calls, refused] = await Promise.all([
    metrics.requests.get(),
    metrics.upstreamRequests.get(),
    metrics.rateLimitHits.get(),
  ]);
  return {
    answers: sumBy(answers.values, ({ labels }) => `${String(labels.status).charAt(0)}xx`),
    calls: sumBy(calls.values, ({ labels }) => `${labels.upstream} ${labels.outcome}`),
    refused: sumBy(refused.values, ({ labels }) => String(labels.scope)),
  };
}

function sumBy<Value extends { value: number }>(
  values: readonly Value[],
  toName: (value: Value) => string,
): Record<string, number> {
  const sums = new Map<string, number>();
  for (const each of values) sums.set(toName(each), (sums.get(toName(each)) ?? 0) + each.value);
  return Object.fromEntries([...sums].toSorted(([one], [other]) => one.localeCompare(other)));
}

async function createMetrics(): Promise<Metrics> {
  const { Counter, Histogram, Registry, collectDefaultMetrics } = await import("prom-client");
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Histogram({ name: PREFIX + name, help, labelNames, buckets: BUCKETS, registers: [registry] });
  return {
    registry,
    requests: counter("http_requests_total", "Answers to browsers.", ["route", "method", "status"]),
    requestSeconds: histogram("http_request_seconds", "Time to answer a browser.", ["route", "method"]),
    upstreamRequests: counter("upstream_requests_total", "Calls to Kratos and Hydra.", [
      "upstream",
      "operation",
      "outcome",
    ]),
    upstreamSeconds: histogram("upstream_request_seconds", "Time that Kratos or Hydra took.", [
      "upstream",
      "operation",
    ]),
    flowOutcomes: counter("flow_outcomes_total", "What became of self-service forms that were sent.", [
      "flow",
      "method",
      "outcome",
    ]),
    loginDecisions: counter("login_decisions_total", "What was decided on login challenges.", ["decision"]),
    consentDecisions: counter("consent_decisions_total", "What was decided on consent challenges.", [
      "decision",
    ]),
    logoutDecisions: counter("logout_decisions_total", "What was decided on logout challenges.", [
      "decision",
    ]),
    rateLimitHits: counter("rate_limit_hits_total", "Form posts answered with 429.", ["scope"]),
  };
}
