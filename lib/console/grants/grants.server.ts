/** What a person let apps do, at Hydra. */

import { getConfig } from "@/lib/config/config";
import type { Operator } from "../operator/operator";
import { callAdmin, listAdmin } from "../ory/admin.server";
import { type GrantView, toGrants } from "./view";

/** Consents that are looked at; the newest of each app are among them. */
const LOOK_LIMIT = 250;

/** Undefined without Hydra. @throws OryError */
export async function listGrants(operator: Operator, subject: string): Promise<GrantView[] | undefined> {
  if (!getConfig().hydra) return undefined;
  const { items } = await listAdmin(operator, "hydra", "listOAuth2ConsentSessions", ({ oauth2 }, init) =>
    oauth2.listOAuth2ConsentSessionsRaw({ subject, pageSize: LOOK_LIMIT }, init),
  );
  return toGrants(items);
}

/** One app's grants with their access and refresh tokens. @throws OryError */
export async function revokeGrant(operator: Operator, subject: string, clientId: string): Promise<void> {
  await callAdmin(operator, "hydra", "revokeOAuth2ConsentSessions", ({ oauth2 }, init) =>
    oauth2.revokeOAuth2ConsentSessionsRaw({ subject, client: clientId }, init),
  );
}
