/** `/settings`: everything about an account that its owner may change. */

import { showFlow, startFlow } from "@/lib/self-service/page/show-flow.server";
import { readQuery } from "@/lib/web/guards";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/settings", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "settings", query.flow);
    return startFlow(page, "settings", { returnTo: query.return_to });
  });
}

export const POST = refuseMethod("/settings", "GET, HEAD");
