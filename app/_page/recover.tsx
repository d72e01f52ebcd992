/** Recovery for somebody who is signed in: Kratos refuses it under a session, so it asks to sign out first. */

import { ConfirmPage } from "@/components/oauth2/confirm-page";
import { createToken } from "@/lib/http/csrf";
import { renderDocument } from "@/lib/http/render-document";
import { type Page, toPath, toSessionBinding } from "./page";

export function showRecoverUnderSession(
  { request, chrome }: Page,
  returnTo: string | undefined,
): Promise<Response> {
  const { t } = chrome;
  return renderDocument(
    <ConfirmPage
      chrome={chrome}
      view={{
        testId: "recover-under-session",
        title: t("recovery.underSession.title"),
        lead: t("recovery.underSession.lead"),
        actions: [
          {
            label: t("recovery.underSession.confirm"),
            action: toPath("/recovery"),
            fields: {
              csrf_token: createToken("recover", toSessionBinding(request)),
              ...(returnTo && { return_to: returnTo }),
            },
            role: "primary",
            testId: "recover-sign-out",
          },
        ],
        links: [{ label: t("recovery.underSession.stay"), href: toPath("/account") }],
      }}
    />,
  );
}
