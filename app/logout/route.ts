/** `/logout`: signs out of this service, or answers Hydra's logout challenge. */

import { signOut } from "@/lib/oauth2/logout/sign-out.server";
import { createToken, hasToken, requireToken } from "@/lib/web/form-token";
import { readField, readForm, readQuery } from "@/lib/web/guards";
import { type PageRequest, toPath, toSessionBinding } from "@/lib/web/page-request";
import { seeOther } from "@/lib/web/redirect";
import { renderConfirm } from "@/lib/web/render-confirm";
import { withPage } from "@/lib/web/with-page";
import { answerLogoutChallenge, showLogoutChallenge } from "./logout-challenge";

export const dynamic = "force-dynamic";

/** A plain GET asks; only a link with the session's own token signs out at once (threat O15). */
export function GET(request: Request): Promise<Response> {
  return withPage("/logout", request, async (page) => {
    const query = readQuery(request, ["logout_challenge", "token"]);
    if (query.logout_challenge) return showLogoutChallenge(page, query.logout_challenge);
    if (!page.caller.hasSession) return seeOther(toPath("/login"));
    const isOwnLink = hasToken(query.token, "logout", toSessionBinding(request));
    return isOwnLink ? seeOther(toPath("/login"), await signOut(page)) : confirm(page);
  });
}

export function POST(request: Request): Promise<Response> {
  return withPage("/logout", request, async (page) => {
    const form = await readForm(request);
    const challenge = readField(form, "logout_challenge");
    if (challenge) return answerLogoutChallenge(page, challenge, form);
    requireToken(readField(form, "csrf_token"), "logout", toSessionBinding(request));
    return seeOther(toPath("/login"), await signOut(page));
  });
}

function confirm(page: PageRequest): Promise<Response> {
  const { t } = page.context;
  return renderConfirm(page, {
    testId: "logout-confirmation",
    title: t("logout.title"),
    lead: t("logout.lead"),
    actions: [
      {
        label: t("logout.confirm"),
        action: toPath("/logout"),
        fields: { csrf_token: createToken("logout", toSessionBinding(page.request)) },
        role: "primary",
        testId: "logout-accept",
      },
    ],
    links: [{ label: t("logout.stay"), href: toPath("/account") }],
  });
}
