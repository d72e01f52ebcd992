/** What a person let apps do, at Hydra. */

import { getConfig } from "@/lib/config/config";
import { type ReadConsents, readConsentPages } from "@/lib/ory/consent-pages";
import { isTooLarge } from "@/lib/ory/error";
import type { Operator } from "../operator/operator";
import { callAdmin, listWithHead } from "../ory/admin.server";
import { type GrantView, type SessionGrants, toGrants, toLoginSessions, toSessionGrants } from "./view";

/** Consents that are looked at, the newest; an app that was let in before all of them is not among them. */
const LOOK_LIMIT = 256;

interface Looked {
  /** There may be apps whose consents are older than all that were looked at. */
  hasMore: boolean;
  /** There are consents that are larger than Foyer reads: an app may write as much into its own client. */
  hasLeftOut: boolean;
}

export interface Grants extends Looked {
  apps: GrantView[];
}

/** Undefined without Hydra. @throws OryError */
export async function listGrants(operator: Operator, subject: string): Promise<Grants | undefined> {
  if (!getConfig().hydra) return undefined;
  const { sessions, ...looked } = await listConsents(operator, subject);
  return { apps: toGrants(sessions), ...looked };
}

/** What a person granted in one of Kratos' sessions; undefined without Hydra. @throws OryError */
export async function listSessionGrants(
  operator: Operator,
  { identityId, id }: { identityId: string; id: string },
): Promise<(SessionGrants & Looked) | undefined> {
  if (!getConfig().hydra || !identityId) return undefined;
  const { sessions, ...looked } = await listConsents(operator, identityId);
  return { ...toSessionGrants(sessions, id), ...looked };
}

/** Apps that named a back-channel logout hear of each. @param sids Hydra's @throws OryError for the first that failed */
export async function endLogins(operator: Operator, sids: readonly string[]): Promise<void> {
  for (const sid of sids) await revokeLoginSession(operator, { sid });
}

function listConsents(operator: Operator, subject: string): Promise<ReadConsents<unknown>> {
  return readConsentPages({ pageSize: LOOK_LIMIT, most: LOOK_LIMIT }, async (pageSize, pageToken) => {
    try {
      return await listWithHead<unknown>(operator, "hydra", "listOAuth2ConsentSessions", ({ oauth2 }, init) =>
        oauth2.listOAuth2ConsentSessionsRaw({ subject, pageSize, pageToken }, init),
      );
    } catch (error) {
      if (isTooLarge(error)) return error;
      throw error;
    }
  });
}

/**
 * Hydra's login sessions of a person: first each that a consent came of, of which its apps hear (back-channel logout), then
 * all by their subject, of which nobody hears. Once grants are revoked, nothing names the former any more.
 * @throws OryError for the first that failed, once all by subject are ended
 */
export async function revokeLoginSessions(operator: Operator, subject: string): Promise<void> {
  try {
    const { sessions } = await listConsents(operator, subject);
    await endLogins(operator, toLoginSessions(sessions));
  } finally {
    await revokeLoginSession(operator, { subject });
  }
}

async function revokeLoginSession(
  operator: Operator,
  named: { sid: string } | { subject: string },
): Promise<void> {
  await callAdmin(operator, "hydra", "revokeOAuth2LoginSessions", ({ oauth2 }, init) =>
    oauth2.revokeOAuth2LoginSessionsRaw(named, init),
  );
}

/** One app's grants with their access and refresh tokens. @throws OryError */
export async function revokeGrant(operator: Operator, subject: string, clientId: string): Promise<void> {
  await callAdmin(operator, "hydra", "revokeOAuth2ConsentSessions", ({ oauth2 }, init) =>
    oauth2.revokeOAuth2ConsentSessionsRaw({ subject, client: clientId }, init),
  );
}

/** Every app's grants of a person, with their access and refresh tokens. @throws OryError */
export async function revokeGrants(operator: Operator, subject: string): Promise<void> {
  await callAdmin(operator, "hydra", "revokeOAuth2ConsentSessions", ({ oauth2 }, init) =>
    oauth2.revokeOAuth2ConsentSessionsRaw({ subject, all: true }, init),
  );
}
