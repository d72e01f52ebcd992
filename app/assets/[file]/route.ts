/** `/assets/{file}` that is not among this build's own files: another build's, where one has lent it (roll-outs). */

import { answer } from "@/app/_page/answer";
import { refuseMethod } from "@/app/_page/refused-method";
import { HttpError } from "@/lib/http/http-error";
import { borrowAsset } from "@/lib/http/shared-assets";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/assets", request, async () => {
    const { pathname } = new URL(request.url);
    const borrowed = await borrowAsset(pathname.slice(pathname.lastIndexOf("/") + 1));
    if (!borrowed) throw new HttpError(404, "not-found");
    return borrowed;
  });
}

export const POST = refuseMethod("/assets", "GET, HEAD");
