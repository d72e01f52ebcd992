/** `/recovery`: back into an account without its password. */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { signOut } from "@/lib/oauth2/logout/sign-out.server";
import { CUT_PARAMETER, showMailedFlow } from "@/lib/self-service/page/cut-link.server";
import { requireToken } from "@/lib/web/form-token";
import { readField, readQuery } from "@/lib/web/guards";
import { toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/recovery", request, async (page) => {
    const query = readQuery(request, ["flow", "return_to", CUT_PARAMETER]);
    return showMailedFlow(page, "recovery", query);
  });
}

/** Signs out, then opens recovery with the destination kept: Kratos refuses recovery under a session. */
export function POST(request: Request): Promise<Response> {
  return withPage("/recovery", request, async (page) => {
    const form = await readLimitedForm(request, "account");
    const recovery = toPath("/recovery", { return_to: readField(form, "return_to") });
    const binding = toSessionBinding(request);
    // Signed out already, in another tab: nothing is there to be ended.
    if (binding === "") return seeOther(recovery);
    requireToken(readField(form, "csrf_token"), "recover", binding);
    const { setCookies } = await signOut(page);
    return seeOther(recovery, setCookies);
  });
}
