/** `/verification`: prove that an address is one's own. */

import { showFlow, startFlow } from "@/lib/self-service/page/show-flow.server";
import { readQuery } from "@/lib/web/guards";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/verification", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "verification", query.flow, { returnTo: query.return_to });
    return startFlow(page, "verification", { returnTo: query.return_to });
  });
}

export const POST = refuseMethod("/verification", "GET, HEAD");
