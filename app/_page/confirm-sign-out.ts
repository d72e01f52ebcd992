/** Asks before a sign-out that nothing but a link asked for (threats O15, O22). */

import { createToken } from "@/lib/http/csrf";
import { toLoginSessionBinding } from "@/lib/http/login-session";
import { renderConfirm } from "./confirm";
import { type Page, toPath, toSessionBinding } from "./page";

export function confirmSignOut(page: Page): Promise<Response> {
  const { t } = page.chrome;
  return renderConfirm(page, {
    testId: "logout-confirmation",
    title: t("logout.title"),
    lead: t("logout.lead"),
    actions: [
      {
        label: t("logout.confirm"),
        action: toPath("/logout"),
        fields: { csrf_token: createToken("logout", toSignOutBinding(page.request)) },
        role: "primary",
        testId: "logout-accept",
      },
    ],
    links: [{ label: t("logout.stay"), href: toPath("/account") }],
  });
}

/** What ties a sign-out to this browser: Kratos' session, else Hydra's, else nothing is there to be ended. */
export function toSignOutBinding(request: Request): string {
  return toSessionBinding(request) || toLoginSessionBinding(request);
}
