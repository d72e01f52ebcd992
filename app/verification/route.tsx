/** `/verification`: prove that an address is one's own. */

import { answer } from "@/app/_page/answer";
import { showFlow, startFlow } from "@/app/_page/flow";
import { refuseMethod } from "@/app/_page/refused-method";
import { readQuery } from "@/lib/http/guards";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/verification", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "verification", query.flow);
    return startFlow(page, "verification", { returnTo: query.return_to });
  });
}

export const POST = refuseMethod("/verification", "GET, HEAD");
