/** `/account`: who am I, how did I sign in, what can I do next. */

import { showAccount } from "@/app/_page/account";
import { answer } from "@/app/_page/answer";
import { refuseMethod } from "@/app/_page/refused-method";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/account", request, showAccount);
}

export const POST = refuseMethod("/account", "GET, HEAD");
