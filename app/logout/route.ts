/** `/logout`: signs out of this service, or answers Hydra's logout challenge. */

import { answer } from "@/app/_page/answer";
import { requireChallenge } from "@/app/_page/challenge";
import { renderConfirm } from "@/app/_page/confirm";
import { answerLogoutChallenge, showLogoutChallenge } from "@/app/_page/logout-challenge";
import { type Page, toPath, toSessionBinding } from "@/app/_page/page";
import { signOut } from "@/app/_page/sign-out";
import { createToken, hasToken, requireToken } from "@/lib/http/csrf";
import { readField, readForm, readQuery } from "@/lib/http/guards";
import { seeOther } from "@/lib/http/redirect";

export const dynamic = "force-dynamic";

/** A plain GET asks; only a link with the session's own token signs out at once (threat O15). */
export function GET(request: Request): Promise<Response> {
  return answer("/logout", request, async (page) => {
    const query = readQuery(request, ["logout_challenge", "token"]);
    if (query.logout_challenge) return showLogoutChallenge(page, requireChallenge(query.logout_challenge));
    if (!page.caller.hasSession) return seeOther(toPath("/login"));
    const isOwnLink = hasToken(query.token, "logout", toSessionBinding(request));
    return isOwnLink ? seeOther(toPath("/login"), await signOut(page)) : confirm(page);
  });
}

export function POST(request: Request): Promise<Response> {
  return answer("/logout", request, async (page) => {
    const form = await readForm(request);
    const challenge = readField(form, "logout_challenge");
    if (challenge) return answerLogoutChallenge(page, requireChallenge(challenge), form);
    requireToken(readField(form, "csrf_token"), "logout", toSessionBinding(request));
    return seeOther(toPath("/login"), await signOut(page));
  });
}

function confirm(page: Page): Promise<Response> {
  const { t } = page.chrome;
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
