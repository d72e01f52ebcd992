/** The configured origins, asked of a request (threat C23). */

import { getConfig } from "@/lib/config/config";
import { HttpError } from "@/lib/web/http-error";
import { isConsoleHost, isPublicHost } from "./origin";

/** Whether the console is on, and on the origin that this request came to. */
export function isConsoleRequest(request: Request): boolean {
  return isConsoleHost(request.headers.get("host"), getConfig());
}

/** @throws HttpError 404 for a page of everybody's that is asked for on the console's own origin */
export function requirePublicOrigin(request: Request): void {
  if (!isPublicHost(request.headers.get("host"), getConfig())) throw new HttpError(404, "not-found");
}
