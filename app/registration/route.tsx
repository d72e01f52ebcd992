/** `/registration`: make an account, for this service or on the way to an app (`prompt=registration`). */

import { answer } from "@/app/_page/answer";
import { changeList } from "@/app/_page/change-list";
import { showFlow, startFlow } from "@/app/_page/flow";
import { answerRegistrationChallenge, showRegistrationChallenge } from "@/app/_page/registration-challenge";
import { readQuery } from "@/lib/http/guards";
import { readLimitedForm } from "@/lib/http/limit-post";

export const dynamic = "force-dynamic";

const PARAMETERS = [
  "flow",
  "login_challenge",
  "return_to",
  "after_verification_return_to",
  "organization",
] as const;

export function GET(request: Request): Promise<Response> {
  return answer("/registration", request, async (page) => {
    const query = readQuery(request, PARAMETERS);
    if (query.flow) return showFlow(page, "registration", query.flow);
    if (query.login_challenge) return showRegistrationChallenge(page, query.login_challenge);
    const options = {
      returnTo: query.return_to,
      afterVerificationReturnTo: query.after_verification_return_to ?? query.return_to,
      organization: query.organization,
    };
    return startFlow(page, "registration", options);
  });
}

/**
 * A signed-in person chose to make another account: sign out first, then come back. Or, without the script, a list of the
 * form with an item more or less.
 */
export function POST(request: Request): Promise<Response> {
  return answer("/registration", request, async (page) => {
    const form = await readLimitedForm(request);
    return (await changeList(page, "registration", form)) ?? answerRegistrationChallenge(page, form);
  });
}
