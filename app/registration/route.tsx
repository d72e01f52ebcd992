/** `/registration`: make an account, for this service or on the way to an app (`prompt=registration`). */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { requireChallenge } from "@/lib/oauth2/shared/challenge.server";
import { changeList } from "@/lib/self-service/page/change-list.server";
import { showFlow, startFlow } from "@/lib/self-service/page/show-flow.server";
import { readQuery } from "@/lib/web/guards";
import { withPage } from "@/lib/web/with-page";
import { answerRegistrationChallenge, showRegistrationChallenge } from "./registration-challenge";

export const dynamic = "force-dynamic";

const PARAMETERS = [
  "flow",
  "login_challenge",
  "return_to",
  "after_verification_return_to",
  "organization",
  "identity_schema",
  "account",
] as const;

export function GET(request: Request): Promise<Response> {
  return withPage("/registration", request, async (page) => {
    const query = readQuery(request, PARAMETERS);
    if (query.flow) {
      const known = { returnTo: query.return_to, identitySchema: query.identity_schema };
      return showFlow(page, "registration", query.flow, known);
    }
    if (query.login_challenge) {
      return showRegistrationChallenge(page, requireChallenge(query.login_challenge), query.account);
    }
    const options = {
      returnTo: query.return_to,
      afterVerificationReturnTo: query.after_verification_return_to ?? query.return_to,
      organization: query.organization,
      identitySchema: query.identity_schema,
    };
    return startFlow(page, "registration", options);
  });
}

/**
 * A signed-in person chose to make another account: sign out first, then come back. Or, without the script, a list of the
 * form with an item more or less.
 */
export function POST(request: Request): Promise<Response> {
  return withPage("/registration", request, async (page) => {
    const form = await readLimitedForm(request, "challenge");
    return (await changeList(page, "registration", form)) ?? answerRegistrationChallenge(page, form);
  });
}
