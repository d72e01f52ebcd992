/** `GET /client-logo?src=…&signature=…`: an app's logo on Foyer's own origin. */

import { isOwnLogoAddress } from "@/lib/oauth2/logo/logo-path.server";
import { getLogo } from "@/lib/oauth2/logo/logos.server";
import { readQuery } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { refuseMethod } from "@/lib/web/refused-method";
import { withJson } from "@/lib/web/with-json";

export const dynamic = "force-dynamic";

const KEPT_SECONDS = 60 * 60;

export function GET(request: Request): Promise<Response> {
  return withJson("/client-logo", request, async () => {
    const { src, signature } = readQuery(request, ["src", "signature"]);
    if (!src || !signature || !isOwnLogoAddress(src, signature)) throw new HttpError(404, "not-found");
    const logo = await getLogo(src);
    if (logo === "busy") throw new HttpError(503, "upstream-busy");
    if (!logo) throw new HttpError(404, "not-found");
    return new Response(new Uint8Array(logo.bytes), {
      headers: {
        "content-type": logo.type,
        "cache-control": `private, max-age=${KEPT_SECONDS}`,
        "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
      },
    });
  });
}

export const POST = refuseMethod("/client-logo", "GET, HEAD");
