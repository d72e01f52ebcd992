/** `/consent`: what an app asks for; allow or deny. A GET writes only where Hydra or the operator said so (O4). */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { answerConsent, showConsent } from "@/lib/oauth2/consent/answer-consent.server";
import { requireChallenge } from "@/lib/oauth2/shared/challenge.server";
import { readQuery } from "@/lib/web/guards";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return withPage("/consent", request, async (page) => {
    const { consent_challenge: challenge } = readQuery(request, ["consent_challenge"]);
    return showConsent(page, requireChallenge(challenge));
  });
}

export function POST(request: Request): Promise<Response> {
  return withPage("/consent", request, async (page) =>
    answerConsent(page, await readLimitedForm(request, "challenge")),
  );
}
