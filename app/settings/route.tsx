/** `/settings`: everything about an account that its owner may change. */

import { answer } from "@/app/_page/answer";
import { changeList } from "@/app/_page/change-list";
import { showFlow, startFlow } from "@/app/_page/flow";
import { readQuery } from "@/lib/http/guards";
import { HttpError } from "@/lib/http/http-error";
import { readLimitedForm } from "@/lib/http/limit-post";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/settings", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "settings", query.flow);
    return startFlow(page, "settings", { returnTo: query.return_to });
  });
}

/** A list of the form with an item more or less, without the script. */
export function POST(request: Request): Promise<Response> {
  return answer("/settings", request, async (page) => {
    const changed = await changeList(page, "settings", await readLimitedForm(request));
    if (!changed) throw new HttpError(400, "bad-request");
    return changed;
  });
}
