/** Surrounds every answer with what operators see of it (a log line, a metric, a span, the request id), and on Vercel with its headers. */

import { getConfig } from "@/lib/config/config";
import { getLogger } from "@/lib/observe/log";
import { countRequest } from "@/lib/observe/metrics";
import { withSpan } from "@/lib/observe/tracing";
import type { RouteName } from "@/lib/pages";
import { completeAnswer } from "./answer-headers";
import { getCallersTraceparent, toRequestId } from "./caller";

const MILLISECONDS_DIGITS = 1;
const SERVER_ERROR = 500;

/** @param route the route's own path, `/login`: never the URL, which may hold a challenge (threat L1) */
export async function observeRequest(
  route: RouteName,
  request: Request,
  respond: () => Promise<Response>,
): Promise<Response> {
  const { method } = request;
  const { runsOnVercel, publicUrl } = getConfig();
  const requestId = toRequestId(request);
  const traceparent = getCallersTraceparent(request);
  const attributes = { "http.request.method": method, "http.route": route, "foyer.request_id": requestId };
  return withSpan(`${method} ${route}`, { kind: "server", attributes, traceparent }, async (span) => {
    const startedAt = performance.now();
    const response = await respond();
    const { status } = response;
    const milliseconds = performance.now() - startedAt;
    response.headers.set("x-request-id", requestId);
    if (runsOnVercel) completeAnswer(response, { isHttps: publicUrl.origin.startsWith("https:") });
    span?.setAttribute("http.response.status_code", status);
    if (status >= SERVER_ERROR) span?.setAttribute("error.type", String(status));
    countRequest(route, method, status, milliseconds / 1000);
    getLogger().info({
      event: "request",
      requestId,
      traceId: span?.spanContext().traceId ?? traceparent?.split("-")[1],
      method,
      route,
      status,
      milliseconds: Number(milliseconds.toFixed(MILLISECONDS_DIGITS)),
    });
    return response;
  });
}
