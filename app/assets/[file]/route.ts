/** `/assets/{file}` that is not among this build's own files: another build's, where one has lent it (roll-outs). */

import { borrowAsset } from "@/lib/store/shared-assets";
import { HttpError } from "@/lib/web/http-error";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/assets", request, async () => {
    const { pathname } = new URL(request.url);
    const borrowed = await borrowAsset(pathname.slice(pathname.lastIndexOf("/") + 1));
    if (!borrowed) throw new HttpError(404, "not-found");
    return borrowed;
  });
}

export const POST = refuseMethod("/assets", "GET, HEAD");
