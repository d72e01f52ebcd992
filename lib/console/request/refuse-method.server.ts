/** Answers a method that a route of the console does not take: by a document, where nothing else would (threat D3). */

import type { ConsoleRoute } from "@/lib/pages";
import { HttpError } from "@/lib/web/http-error";
import { answerConsole } from "./answer-console.server";

/**
 * @param route the route's own path
 * @param allow methods that it takes, as in the Allow header (RFC 9110 §10.2.1)
 */
export function refuseConsoleMethod(route: ConsoleRoute, allow: "GET, HEAD" | "POST") {
  return (request: Request): Promise<Response> =>
    answerConsole(route, request, async () => {
      throw new HttpError(405, "bad-request", [], { allow });
    });
}
