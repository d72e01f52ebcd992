/** `GET /metrics`: Prometheus' exposition format, when it is switched on; behind a bearer token where one is set. */

import { timingSafeEqual } from "node:crypto";
import { getConfig } from "@/lib/config/config";
import { renderMetrics } from "@/lib/observe/metrics";
import { HttpError } from "@/lib/web/http-error";
import { refuseMethod } from "@/lib/web/refused-method";
import { withJson } from "@/lib/web/with-json";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withJson("/metrics", request, async () => {
    requireScraper(request);
    const metrics = await renderMetrics();
    if (!metrics) throw new HttpError(404, "not-found");
    return new Response(metrics.text, {
      headers: { "content-type": metrics.contentType, "cache-control": "no-store" },
    });
  });
}

/** @throws HttpError 404 when metrics are off, 401 without the token */
function requireScraper(request: Request): void {
  const { enabled, token } = getConfig().metrics;
  if (!enabled) throw new HttpError(404, "not-found");
  if (token === undefined) return;
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new HttpError(401, "signed-out", [], { "www-authenticate": "Bearer" });
}

export const POST = refuseMethod("/metrics", "GET, HEAD");
