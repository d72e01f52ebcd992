/** `/verification`: prove that an address is one's own. */

import { CUT_PARAMETER, showMailedFlow } from "@/lib/self-service/page/cut-link.server";
import { readQuery } from "@/lib/web/guards";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/verification", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to", CUT_PARAMETER]);
    return showMailedFlow(page, "verification", query);
  });
}

export const POST = refuseMethod("/verification", "GET, HEAD");
