/** What Foyer knows of one consent challenge: Hydra's request, and whose session is in this browser. */

import type { OAuth2ConsentRequest } from "@ory/client-fetch";
import type { ActiveSession } from "@/lib/oauth2/claims/person";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { orStartAgain } from "@/lib/oauth2/shared/start-again.server";
import { getConsentRequest } from "@/lib/ory/hydra-admin";
import { whoami } from "@/lib/ory/kratos-public";
import type { PageRequest } from "@/lib/web/page-request";

/** A consent challenge and who is signed in while it is answered. */
export interface ConsentChallenge {
  challenge: Challenge;
  request: OAuth2ConsentRequest;
  session: ActiveSession | null;
}

export async function readConsent(page: PageRequest, challenge: Challenge): Promise<ConsentChallenge> {
  const [request, who] = await Promise.all([
    orStartAgain(page.request, challenge, () =>
      withChallenge(() => getConsentRequest(challenge, page.caller)),
    ),
    whoami(page.caller),
  ]);
  return { challenge, request, session: who.kind === "session" ? who.session : null };
}
