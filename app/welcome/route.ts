/** `/welcome`: who am I, how did I sign in, what can I do next. */

import { showAccount } from "@/lib/account/show-account.server";
import { refuseMethod } from "@/lib/web/refused-method";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/welcome", request, (page) => showAccount(page, "/welcome"));
}

export const POST = refuseMethod("/welcome", "GET, HEAD");
