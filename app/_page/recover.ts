/** Recovery for somebody who is signed in: Kratos refuses it under a session, so it asks to sign out first. */

import { createToken } from "@/lib/http/csrf";
import { renderConfirm } from "./confirm";
import { type Page, toPath, toSessionBinding } from "./page";

export function showRecoverUnderSession(page: Page, returnTo: string | undefined): Promise<Response> {
  const { t } = page.chrome;
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
