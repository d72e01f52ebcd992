/** `/login`: sign in, for this service or for the app whose challenge Hydra sent along. */

import { readLimitedForm } from "@/lib/limits/limit-post";
import { requireChallenge } from "@/lib/oauth2/shared/challenge.server";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { showFlow, startFlow } from "@/lib/self-service/page/show-flow.server";
import { readQuery } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { withPage } from "@/lib/web/with-page";
import { answerEmptyStep, answerLoginChallenge, showLoginChallenge } from "./login-challenge";

export const dynamic = "force-dynamic";

/** Assurance levels that Kratos knows; any other is refused by it as no request at all. */
const LEVELS: ReadonlySet<string> = new Set(["aal1", "aal2"]);

const PARAMETERS = [
  "flow",
  "login_challenge",
  "return_to",
  "aal",
  "refresh",
  "via",
  "organization",
  "identity_schema",
  "account",
] as const;

export function GET(request: Request): Promise<Response> {
  return withPage("/login", request, async (page) => {
    const query = readQuery(request, PARAMETERS);
    if (query.flow) {
      const whenEmpty = (flow: KratosFlow) => answerEmptyStep(page, flow);
      const known = { returnTo: query.return_to, identitySchema: query.identity_schema };
      return showFlow(page, "login", query.flow, { whenEmpty, ...known });
    }
    if (query.login_challenge)
      return showLoginChallenge(page, requireChallenge(query.login_challenge), query.account);
    if (query.aal && !LEVELS.has(query.aal)) throw new HttpError(400, "bad-request");
    const options = {
      returnTo: query.return_to,
      aal: query.aal,
      via: query.via,
      organization: query.organization,
      identitySchema: query.identity_schema,
      refresh: query.refresh === "true" || undefined,
    };
    return startFlow(page, "login", options);
  });
}

/** The person's answer to a question that a login challenge raised: go on as this account, another, or cancel. */
export function POST(request: Request): Promise<Response> {
  return withPage("/login", request, async (page) =>
    answerLoginChallenge(page, await readLimitedForm(request, "challenge")),
  );
}
