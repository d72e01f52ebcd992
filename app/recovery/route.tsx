/** `/recovery`: back into an account without its password. */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { signOut } from "@/lib/oauth2/logout/sign-out.server";
import { showFlow, startFlow } from "@/lib/self-service/page/show-flow.server";
import { requireToken } from "@/lib/web/form-token";
import { readField, readQuery } from "@/lib/web/guards";
import { toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/recovery", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to"]);
    if (query.flow) return showFlow(page, "recovery", query.flow, { returnTo: query.return_to });
    return startFlow(page, "recovery", { returnTo: query.return_to });
  });
}

/** Signs out, then opens recovery with the destination kept: Kratos refuses recovery under a session. */
export function POST(request: Request): Promise<Response> {
  return withPage("/recovery", request, async (page) => {
    const form = await readLimitedForm(request, "account");
    requireToken(readField(form, "csrf_token"), "recover", toSessionBinding(request));
    return seeOther(toPath("/recovery", { return_to: readField(form, "return_to") }), await signOut(page));
  });
}
