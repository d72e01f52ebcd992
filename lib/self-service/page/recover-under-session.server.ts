/** Recovery for somebody who is signed in: Kratos refuses it under a session, so it asks to sign out first. */

import { createToken } from "@/lib/web/form-token";
import { type PageRequest, toSessionBinding } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { renderConfirm } from "@/lib/web/render-confirm";

export function showRecoverUnderSession(page: PageRequest, returnTo: string | undefined): Promise<Response> {
  const { t } = page.context;
  return renderConfirm(page, {
    testId: "recover-under-session",
    title: t("recovery.underSession.title"),
    lead: t("recovery.underSession.lead"),
    actions: [
      {
        label: t("recovery.underSession.confirm"),
        action: toPath("/recovery"),
        fields: {
          csrf_token: createToken("recover", toSessionBinding(page.request)),
          ...(returnTo && { return_to: returnTo }),
        },
        role: "primary",
        testId: "recover-sign-out",
      },
    ],
    links: [{ label: t("recovery.underSession.stay"), href: toPath("/account") }],
  });
}
