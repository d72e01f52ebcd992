/** Asks before a sign-out that nothing but a link asked for (threats O15, O22). */

import { toSignOutView } from "@/lib/questions/sign-out";
import { createToken } from "@/lib/web/form-token";
import { type PageRequest, toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderConfirm } from "@/lib/web/render-confirm";
import { toLoginSessionBinding } from "./login-session.server";

/** @param returnTo where the sign-out is to lead; Kratos judges it when the person has said yes */
export function confirmSignOut(page: PageRequest, returnTo?: string): Promise<Response> {
  const form = {
    action: toPath("/logout"),
    fields: {
      csrf_token: createToken("logout", toSignOutBinding(page.request)),
      ...(returnTo && { return_to: returnTo }),
    },
  };
  return renderConfirm(page, toSignOutView(page.context.t, { form, stayHref: toPath("/account") }));
}

/** What ties a sign-out to this browser: Kratos' session, else Hydra's, else nothing is there to be ended. */
export function toSignOutBinding(request: Request): string {
  return toSessionBinding(request) || toLoginSessionBinding(request);
}
