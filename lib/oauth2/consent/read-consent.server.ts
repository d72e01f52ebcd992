/** What Foyer knows of one consent challenge: Hydra's request, and whose session is in this browser. */

import type { OAuth2ConsentRequest, OAuth2ConsentSession } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import type { ActiveSession } from "@/lib/oauth2/claims/person";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { orStartAgain } from "@/lib/oauth2/shared/start-again.server";
import { getConsentRequest, listConsentSessions, listNewestConsentSessions } from "@/lib/ory/hydra-admin";
import { whoami } from "@/lib/ory/kratos-public";
import type { PageRequest } from "@/lib/web/page-request";
import { findUnasked, isAllowedBy } from "./decide-consent";

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

/** Whether it asks for an audience that no remembered consent allows with its scopes; where the newest tell, no other is read. */
export async function asksForNewAudience(
  { caller }: PageRequest,
  { request }: ConsentChallenge,
): Promise<boolean> {
  const unasked = findUnasked(request, getConfig().oauth2);
  const { subject } = request;
  if (unasked.length === 0 || !subject) return false;
  const isMissingIn = (consents: readonly OAuth2ConsentSession[]) =>
    unasked.some((audience) => !consents.some((consent) => isAllowedBy(consent, request, audience)));
  return (
    isMissingIn(await listNewestConsentSessions(subject, caller)) &&
    isMissingIn(await listConsentSessions(subject, caller))
  );
}
