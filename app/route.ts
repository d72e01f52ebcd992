/** `/`: nothing of its own; on to the account, which asks to sign in where needed. */

import { answer } from "@/app/_page/answer";
import { toPath } from "@/app/_page/page";
import { refuseMethod } from "@/app/_page/refused-method";
import { seeOther } from "@/lib/http/redirect";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/", request, async () => seeOther(toPath("/account")));
}

export const POST = refuseMethod("/", "GET, HEAD");
