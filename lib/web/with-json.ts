/** The same care for answers that are no documents: scripts and the relay's JSON. */

import { requirePublicOrigin } from "@/lib/console/request/is-console-request.server";
import type { RouteName } from "@/lib/pages";
import { requireBounded } from "./bounds";
import { logProblem } from "./log-problem";
import { observeRequest } from "./observe-request";
import { toProblem } from "./problem";
import { NO_STORE } from "./security-headers";

/** What browsers and servers send to the console's own origin too. */
const ON_EVERY_ORIGIN = new Set(["/csp-report", "/console/backchannel-logout"]);

/** Runs a handler; what it throws becomes a small JSON error with the right status. */
export function withJson(
  route: RouteName,
  request: Request,
  run: () => Promise<Response>,
): Promise<Response> {
  return observeRequest(route, request, async () => {
    try {
      requireBounded(request);
      if (!ON_EVERY_ORIGIN.has(route)) requirePublicOrigin(request);
      return await run();
    } catch (error) {
      return toPlainProblem(route, request, error);
    }
  });
}

/** `{error: {id, code, reference}}`: the shape that clients of Kratos' own errors read. */
export function toPlainProblem(route: RouteName, request: Request, error: unknown): Response {
  const { status, name, reference, headers, setCookies } = toProblem(error, request);
  logProblem(request, error, { route, status, problem: name });
  const response = Response.json(
    { error: { id: name, code: status, reference } },
    { status, headers: { ...headers, "cache-control": NO_STORE, "x-content-type-options": "nosniff" } },
  );
  for (const cookie of setCookies) response.headers.append("set-cookie", cookie);
  return response;
}
