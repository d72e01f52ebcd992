/** `/consent`: what an app asks for; allow or deny. A GET writes only where Hydra or the operator said so (O4). */

import { answer } from "@/app/_page/answer";
import { requireChallenge } from "@/app/_page/challenge";
import { answerConsent, showConsent } from "@/app/_page/consent";
import { readQuery } from "@/lib/http/guards";
import { readLimitedForm } from "@/lib/http/limit-post";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answer("/consent", request, async (page) => {
    const { consent_challenge: challenge } = readQuery(request, ["consent_challenge"]);
    return showConsent(page, requireChallenge(challenge));
  });
}

export function POST(request: Request): Promise<Response> {
  return answer("/consent", request, async (page) =>
    answerConsent(page, await readLimitedForm(request, "challenge")),
  );
}
