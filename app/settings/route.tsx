/** `/settings`: everything about an account that its owner may change. */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { changeList } from "@/lib/self-service/page/change-list.server";
import { showFlow, startFlow } from "@/lib/self-service/page/show-flow.server";
import { readQuery } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/settings", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "settings", query.flow, { returnTo: query.return_to });
    return startFlow(page, "settings", { returnTo: query.return_to });
  });
}

/** A list of the form with an item more or less, without the script. */
export function POST(request: Request): Promise<Response> {
  return withPage("/settings", request, async (page) => {
    const changed = await changeList(page, "settings", await readLimitedForm(request, "account"));
    if (!changed) throw new HttpError(400, "bad-request");
    return changed;
  });
}
