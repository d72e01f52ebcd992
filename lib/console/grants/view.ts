/** Turns Hydra's consent sessions into the apps that a person let in, ever or in one session. */

import { z } from "zod";
import { readSessionContext } from "@/lib/oauth2/shared/session-context";
import { objectMember, textMember, textsMember } from "../ory/admin-json";
import { toShortName } from "../visible";

/** @see https://github.com/ory/hydra/blob/v2.3.0/consent/types.go */
const rawConsent = objectMember({
  consent_request: objectMember({
    client: objectMember({ client_id: textMember, client_name: textMember }),
    login_session_id: textMember,
    context: z.unknown().optional(),
  }),
  grant_scope: textsMember,
  handled_at: textMember,
});

export interface GrantView {
  clientId: string;
  /** What the app is called, or its id. */
  app: string;
  scopes: readonly string[];
  /** Of the newest consent. */
  grantedAt?: string;
}

/** One for each app, whose consents may be several. @param sessions of Hydra's admin API, newest first */
export function toGrants(sessions: readonly unknown[]): GrantView[] {
  const byClient = new Map<string, GrantView>();
  for (const session of sessions) {
    const { consent_request, grant_scope, handled_at } = rawConsent.parse(session);
    const { client_id: clientId, client_name } = consent_request.client;
    if (!clientId) continue;
    const known = byClient.get(clientId);
    byClient.set(clientId, {
      clientId,
      app: toShortName(client_name ?? clientId),
      grantedAt: known?.grantedAt ?? handled_at,
      scopes: [...new Set([...(known?.scopes ?? []), ...grant_scope])],
    });
  }
  return [...byClient.values()];
}

/** The sign-ins that the consents came of, by Hydra's `sid`, each once. @param sessions of Hydra's admin API */
export function toLoginSessions(sessions: readonly unknown[]): string[] {
  const sids = sessions.map((session) => rawConsent.parse(session).consent_request.login_session_id);
  return [...new Set(sids.filter((sid) => sid !== undefined))];
}

export interface SessionGrants {
  apps: GrantView[];
  /** Hydra's `sid`s of the sign-ins that they came of. */
  logins: string[];
  /** There are grants of this person that do not tell in which session they were made. */
  hasUntold: boolean;
}

/** What was granted in one of Kratos' sessions. @param sessions of Hydra's admin API, newest first */
export function toSessionGrants(sessions: readonly unknown[], sessionId: string): SessionGrants {
  const told = sessions.map((session) =>
    readSessionContext(rawConsent.parse(session).consent_request.context),
  );
  const own = sessions.filter((_, index) => told[index] === sessionId);
  return {
    apps: toGrants(own),
    logins: toLoginSessions(own),
    hasUntold: told.includes(undefined),
  };
}
