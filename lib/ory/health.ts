/** Whether Kratos and Hydra can work, by their own health checks: remembered for a moment, and never waited for long. */

import { getConfig } from "@/lib/config/config";
import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";
import { OryError, type Upstream } from "./error";
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

interface HealthState {
  last?: Remembered;
  /** What was found last; each change is logged, since a balancer's probe keeps no answer that says which server it was. */
  found: Health;
}

/** Never throws: a check that fails for whatever reason is `false`. Hydra is absent when OAuth2 is off. */
export function getUpstreamHealth(now = performance.now()): Promise<Health> {
  const state = getProcessState<HealthState>("upstream-health", () => ({ found: {} }));
  if (!state.last || now - state.last.at >= REMEMBER_MS) state.last = { at: now, health: check(state.found) };
  return state.last.health;
}

async function check(found: Health): Promise<Health> {
  const { kratos, hydra } = getConfig();
  const look = async (upstream: Upstream, baseUrl: string) => {
    const cause = await findFault(upstream, baseUrl);
    const isReady = cause === undefined;
    if (isReady && found[upstream] === false) getLogger().info({ event: "upstream-ready", upstream });
    if (!isReady && found[upstream] !== false)
      getLogger().error({ event: "upstream-not-ready", upstream, cause });
    found[upstream] = isReady;
    return isReady;
  };
  const [kratosReady, hydraReady] = await Promise.all([
    look("kratos", kratos.publicUrl),
    hydra ? look("hydra", hydra.adminUrl) : undefined,
  ]);
  return { kratos: kratosReady, ...(hydraReady !== undefined && { hydra: hydraReady }) };
}

/** @throws OryError 503 where the server is not able to work */
export async function requireAble(upstream: "kratos" | "hydra", operation: string): Promise<void> {
  if (!(await isAble(upstream))) throw new OryError({ upstream, operation, kind: "status", status: 503 });
}

/**
 * While they cannot read their database, Kratos v1.3 says to whoever has a session that there is none, and Hydra v2.3 of every
 * token that it does not work, of every app that there is none, in the very words that they have for a stranger. What such a
 * word is worth, their health check says: asked now, and once for all who ask at this moment. One that is not led there (a
 * gateway's 404, say) tells nothing.
 */
export async function isAble(upstream: "kratos" | "hydra"): Promise<boolean> {
  const { kratos, hydra } = getConfig();
  const baseUrl = upstream === "kratos" ? kratos.publicUrl : (hydra?.adminUrl ?? "");
  const asked = getProcessState("upstream-ability", () => new Map<Upstream, Promise<string | undefined>>());
  const underWay = asked.get(upstream) ?? findFault(upstream, baseUrl).finally(() => asked.delete(upstream));
  asked.set(upstream, underWay);
  const cause = await underWay;
  return cause === undefined || /^HTTP_[1-4]/.test(cause);
}

/** Why it is not ready: its status, or what kept it from answering; undefined where it is. */
async function findFault(upstream: Upstream, baseUrl: string): Promise<string | undefined> {
  try {
    const answer = await sendAtOnce({
      upstream,
      operation: "health",
      method: "GET",
      url: baseUrl + HEALTH_PATH,
      headers: { accept: "application/json" },
      timeoutMs: CHECK_TIMEOUT_MS,
    });
    return answer.status === 200 ? undefined : `HTTP_${answer.status}`;
  } catch (error) {
    return error instanceof OryError ? error.kind : "defect";
  }
}
