/** Answers a method that a route does not take: by a document, where Next's own answer would be blank (threat D3). */

import type { RouteName } from "@/lib/pages";
import { HttpError } from "./http-error";
import { withPage } from "./with-page";

/**
 * @param route the route's own path
 * @param allow methods that it takes, as in the Allow header (RFC 9110 §10.2.1)
 */
export function refuseMethod(route: RouteName, allow: "GET, HEAD" | "POST") {
  return (request: Request): Promise<Response> =>
    withPage(route, request, async () => {
      throw new HttpError(405, "bad-request", [], { allow });
    });
}
