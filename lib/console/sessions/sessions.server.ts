/** Kratos' sessions as the console reads and changes them. */

import { ListSessionsExpandEnum } from "@ory/client-fetch";
import { parseExactly } from "@/lib/exact-number";
import type { Operator } from "../operator/operator";
import { type AdminList, callAdmin, listAdmin } from "../ory/admin.server";
import { listThatFits } from "../ory/list-that-fits.server";

/** Sessions on one page. */
const PAGE_SIZE = 50;

const EXPAND = [ListSessionsExpandEnum.Identity, ListSessionsExpandEnum.Devices];

/** @throws OryError 400 for a token that Kratos does not know */
export function listSessions(
  operator: Operator,
  { active, pageToken }: { active?: boolean; pageToken?: string },
): Promise<AdminList<unknown>> {
  return listThatFits(PAGE_SIZE, (pageSize) =>
    listAdmin(operator, "kratos", "listSessions", ({ identity }, init) =>
      identity.listSessionsRaw({ active, pageSize, pageToken, expand: EXPAND }, init),
    ),
  );
}

/** @param id checked by `requireUuid` @throws OryError 404 */
export function getSession(operator: Operator, id: string): Promise<unknown> {
  return callAdmin(
    operator,
    "kratos",
    "getSession",
    ({ identity }, init) => identity.getSessionRaw({ id, expand: EXPAND }, init),
    parseExactly,
  );
}

/** Deactivates it; the row stays. @throws OryError */
export async function disableSession(operator: Operator, id: string): Promise<void> {
  await callAdmin(operator, "kratos", "disableSession", ({ identity }, init) =>
    identity.disableSessionRaw({ id }, init),
  );
}

/** Kratos answers success when nothing changed, too: compare `expires_at`. @throws OryError */
export async function extendSession(operator: Operator, id: string): Promise<void> {
  await callAdmin(operator, "kratos", "extendSession", ({ identity }, init) =>
    identity.extendSessionRaw({ id }, init),
  );
}

/** Deletes every session of an identity, rows and all. @throws OryError 404 where there is none */
export async function deleteIdentitySessions(operator: Operator, identityId: string): Promise<void> {
  await callAdmin(operator, "kratos", "deleteIdentitySessions", ({ identity }, init) =>
    identity.deleteIdentitySessionsRaw({ id: identityId }, init),
  );
}
