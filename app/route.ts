/** `/`: nothing of its own; on to the account, which asks to sign in where needed. */

import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/", request, async () => seeOther(toPath("/welcome")));
}

export const POST = refuseMethod("/", "GET, HEAD");
