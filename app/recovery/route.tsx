/** `/recovery`: back into an account without its password. */

import { answer } from "@/app/_page/answer";
import { showFlow, startFlow } from "@/app/_page/flow";
import { toPath, toSessionBinding } from "@/app/_page/page";
import { signOut } from "@/app/_page/sign-out";
import { requireToken } from "@/lib/http/csrf";
import { readField, readQuery } from "@/lib/http/guards";
import { readLimitedForm } from "@/lib/http/limit-post";
import { seeOther } from "@/lib/http/redirect";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/recovery", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "recovery", query.flow);
    return startFlow(page, "recovery", { returnTo: query.return_to });
  });
}

/** Signs out, then opens recovery with the destination kept: Kratos refuses recovery under a session. */
export function POST(request: Request): Promise<Response> {
  return answer("/recovery", request, async (page) => {
    const form = await readLimitedForm(request, "account");
    requireToken(readField(form, "csrf_token"), "recover", toSessionBinding(request));
    return seeOther(toPath("/recovery", { return_to: readField(form, "return_to") }), await signOut(page));
  });
}
