/** Decides whether a logout challenge may be accepted at once, or the person must say so. */

import type { OAuth2LogoutRequest } from "@ory/client-fetch";
import { type ActiveSession, type Person, toPerson } from "@/lib/oauth2/claims/person";
import type { OAuth2Config } from "@/lib/oauth2/config";
import { toClientView } from "@/lib/oauth2/shared/client";
import type { ClientView } from "@/lib/oauth2/shared/view";

export type LogoutDecision =
  | { kind: "accept" }
  | {
      kind: "confirm";
      client?: ClientView;
      /** Who is signed in here, when somebody is. */
      person?: Person;
      /** The request names somebody else than the signed-in person: a stale or foreign `id_token_hint`. */
      isForeign: boolean;
    };

/**
 * The decision for a GET. Hydra accepts any valid `id_token_hint`, so a link on any page can start a logout: it is
 * followed without a question only when the client may (`skip_logout_consent`), sent a hint, and the hint is for the
 * signed-in person (threats O14, O15).
 */
export function decideLogout({
  request,
  session,
  config,
}: {
  request: OAuth2LogoutRequest;
  session: ActiveSession | null;
  config: Pick<OAuth2Config, "claims">;
}): LogoutDecision {
  const isOwn = session !== null && request.subject === session.identity.id;
  if (request.client?.skip_logout_consent === true && request.rp_initiated === true && isOwn)
    return { kind: "accept" };
  return {
    kind: "confirm",
    ...(request.client?.client_id && { client: toClientView(request.client, undefined) }),
    ...(session && { person: toPerson(session.identity, config.claims) }),
    isForeign: session !== null && !isOwn,
  };
}
