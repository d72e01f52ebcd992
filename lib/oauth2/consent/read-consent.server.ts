/** What Foyer knows of one consent challenge: Hydra's request, and whose session is in this browser. */

import type { OAuth2ConsentRequest } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import type { ActiveSession } from "@/lib/oauth2/claims/person";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import { withChallenge } from "@/lib/oauth2/shared/challenge.server";
import { orStartAgain } from "@/lib/oauth2/shared/start-again.server";
import { getConsentRequest, listConsentSessions } from "@/lib/ory/hydra-admin";
import { whoami } from "@/lib/ory/kratos-public";
import type { PageRequest } from "@/lib/web/page-request";
import { findUnasked } from "./decide-consent";

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

/** Whether it asks for an audience that this person has not allowed the app in a consent that is remembered (threat O1). */
export async function asksForNewAudience(
  { caller }: PageRequest,
  { request }: ConsentChallenge,
): Promise<boolean> {
  const unasked = findUnasked(request, getConfig().oauth2);
  const { subject, client } = request;
  if (unasked.length === 0 || !subject) return false;
  const consents = await listConsentSessions(subject, caller);
  const remembered = consents.filter(
    ({ remember, consent_request: given }) =>
      remember && given?.subject === subject && given.client?.client_id === client?.client_id,
  );
  const allowed = new Set(remembered.flatMap((consent) => consent.grant_access_token_audience ?? []));
  return unasked.some((name) => !allowed.has(name));
}
