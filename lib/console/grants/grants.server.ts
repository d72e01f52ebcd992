/** What a person let apps do, at Hydra. */

import { getConfig } from "@/lib/config/config";
import type { Operator } from "../operator/operator";
import { callAdmin, listAdmin } from "../ory/admin.server";
import { listThatFits } from "../ory/list-that-fits.server";
import { type GrantView, toGrants } from "./view";

/** Consents that are looked at, the newest; an app that was let in before all of them is not among them. */
const LOOK_LIMIT = 250;

export interface Grants {
  apps: GrantView[];
  /** There may be apps whose consents are older than all that were looked at. */
  hasMore: boolean;
}

/** Undefined without Hydra. @throws OryError */
export async function listGrants(operator: Operator, subject: string): Promise<Grants | undefined> {
  if (!getConfig().hydra) return undefined;
  return listThatFits(LOOK_LIMIT, async (pageSize) => {
    const { items } = await listAdmin(operator, "hydra", "listOAuth2ConsentSessions", ({ oauth2 }, init) =>
      oauth2.listOAuth2ConsentSessionsRaw({ subject, pageSize }, init),
    );
    return { apps: toGrants(items), hasMore: items.length >= pageSize };
  });
}

/** One app's grants with their access and refresh tokens. @throws OryError */
export async function revokeGrant(operator: Operator, subject: string, clientId: string): Promise<void> {
  await callAdmin(operator, "hydra", "revokeOAuth2ConsentSessions", ({ oauth2 }, init) =>
    oauth2.revokeOAuth2ConsentSessionsRaw({ subject, client: clientId }, init),
  );
}
