/** `GET /health/ready`: send people here only while Kratos and Hydra can work and this process is not about to end. */

import { getUpstreamHealth } from "@/lib/ory/health";
import { isDraining } from "@/lib/process/shutdown";
import { refuseMethod } from "@/lib/web/refused-method";

export const dynamic = "force-dynamic";

/** `{status, checks}` with `ok` or `failing` for each: nothing that an outsider could use. */
export async function GET(): Promise<Response> {
  if (isDraining()) return toAnswer("draining", {});
  const health = await getUpstreamHealth();
  const checks = Object.fromEntries(
    Object.entries(health).map(([name, ok]) => [name, ok ? "ok" : "failing"]),
  );
  return toAnswer(Object.values(health).every(Boolean) ? "ok" : "unavailable", checks);
}

function toAnswer(status: "ok" | "unavailable" | "draining", checks: Record<string, string>): Response {
  return Response.json(
    { status, checks },
    { status: status === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}

export const POST = refuseMethod("/health/ready", "GET, HEAD");
