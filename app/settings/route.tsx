/** `/settings`: everything about an account that its owner may change. */

import { answer } from "@/app/_page/answer";
import { showFlow, startFlow } from "@/app/_page/flow";
import { refuseMethod } from "@/app/_page/refused-method";
import { readQuery } from "@/lib/http/guards";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/settings", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "settings", query.flow);
    return startFlow(page, "settings", { returnTo: query.return_to });
  });
}

export const POST = refuseMethod("/settings", "GET, HEAD");
