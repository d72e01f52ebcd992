/** `GET /health/alive`: the process answers; says nothing of Kratos or Hydra. */
import { refuseMethod } from "@/lib/web/refused-method";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}

export const POST = refuseMethod("/health/alive", "GET, HEAD");
