/** `/assets/{file}` that is not among this build's own files: a brand's, or another build's that has lent it (roll-outs). */

import { findBrandAsset } from "@/lib/brand/serve-brand.server";
import { borrowAsset } from "@/lib/store/shared-assets";
import { HttpError } from "@/lib/web/http-error";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/assets", request, async () => {
    const { pathname } = new URL(request.url);
    const file = pathname.slice(pathname.lastIndexOf("/") + 1);
    const own = findBrandAsset(file, request.headers.get("accept-encoding"));
    const borrowed = own ?? (await borrowAsset(file));
    if (!borrowed) throw new HttpError(404, "not-found");
    return borrowed;
  });
}

export const POST = refuseMethod("/assets", "GET, HEAD");
