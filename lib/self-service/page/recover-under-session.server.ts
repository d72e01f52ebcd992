/** Recovery for somebody who is signed in: Kratos refuses it under a session, so it asks to sign out first. */

import { toRecoverUnderSessionView } from "@/lib/questions/sign-out";
import { createToken } from "@/lib/web/form-token";
import { type PageRequest, toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderConfirm } from "@/lib/web/render-confirm";

export function showRecoverUnderSession(page: PageRequest, returnTo: string | undefined): Promise<Response> {
  const form = {
    action: toPath("/recovery"),
    fields: {
      csrf_token: createToken("recover", toSessionBinding(page.request)),
      ...(returnTo && { return_to: returnTo }),
    },
  };
  return renderConfirm(
    page,
    toRecoverUnderSessionView(page.context.t, { form, stayHref: toPath("/account") }),
  );
}
