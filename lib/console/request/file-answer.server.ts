/** Answers with a file to save: never shown in the page's own origin, never kept by a cache. */

import { NO_STORE } from "@/lib/web/security-headers";
import { toStreamedResponse } from "@/lib/web/whole-body";

/**
 * A stream is sent as it is made, and cancelled when the browser hangs up.
 * @param name fixed by the route: never something that was typed
 */
export function toFileAnswer(
  name: string,
  contentType: string,
  body: string | ReadableStream<Uint8Array>,
): Response {
  const headers = {
    "content-type": contentType,
    "content-disposition": `attachment; filename="${name}"`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": NO_STORE,
  };
  return typeof body === "string" ? new Response(body, { headers }) : toStreamedResponse(body, { headers });
}
