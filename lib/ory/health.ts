/** Whether Kratos and Hydra can work, by their own health checks: remembered for a moment, and never waited for long. */

import { getConfig } from "@/lib/config/config";
import { getProcessState } from "@/lib/process/state";
import type { Upstream } from "./error";
import { sendAtOnce } from "./transport";

/** Longest wait for both checks, in milliseconds: load balancers ask often and give up soon. */
const CHECK_TIMEOUT_MS = 1000;

/** How long an answer counts, in milliseconds: many balancers asking cost one call. */
const REMEMBER_MS = 2000;

const HEALTH_PATH = "/health/ready";

export type Health = Partial<Record<Upstream, boolean>>;

interface Remembered {
  at: number;
  health: Promise<Health>;
}

/** Never throws: a check that fails for whatever reason is `false`. Hydra is absent when OAuth2 is off. */
export function getUpstreamHealth(now = performance.now()): Promise<Health> {
  const state = getProcessState<{ last?: Remembered }>("upstream-health", () => ({}));
  if (!state.last || now - state.last.at >= REMEMBER_MS) state.last = { at: now, health: check() };
  return state.last.health;
}

async function check(): Promise<Health> {
  const { kratos, hydra } = getConfig();
  const [kratosReady, hydraReady] = await Promise.all([
    isReady("kratos", kratos.publicUrl),
    hydra ? isReady("hydra", hydra.adminUrl) : undefined,
  ]);
  return { kratos: kratosReady, ...(hydraReady !== undefined && { hydra: hydraReady }) };
}

async function isReady(upstream: Upstream, baseUrl: string): Promise<boolean> {
  try {
    const answer = await sendAtOnce({
      upstream,
      operation: "health",
      method: "GET",
      url: baseUrl + HEALTH_PATH,
      headers: { accept: "application/json" },
      timeoutMs: CHECK_TIMEOUT_MS,
    });
    return answer.status === 200;
  } catch {
    return false;
  }
}
