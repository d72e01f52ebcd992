/** Kratos' sessions as the console reads and changes them. */

import { ListSessionsExpandEnum } from "@ory/client-fetch";
import { parseExactly } from "@/lib/exact-number";
import { OryError } from "@/lib/ory/error";
import { getConsoleConfig } from "../get-console-config.server";
import { isSameOperator, type Operator } from "../operator/operator";
import { type AdminList, callAdmin, listAdmin } from "../ory/admin.server";
import { listThatFits } from "../ory/list-that-fits.server";
import { orSmaller } from "../ory/or-smaller.server";
import { endOtherSessions, endProviderSessions } from "../session/sessions.server";

/** Sessions on one page. */
const PAGE_SIZE = 50;

const EXPAND = [ListSessionsExpandEnum.Identity, ListSessionsExpandEnum.Devices];
const WITHOUT_ACCOUNT = [ListSessionsExpandEnum.Devices];

type Expand = ListSessionsExpandEnum;

/**
 * One whose account is larger than any answer is listed without it, and hides no other (threat D1).
 * @throws OryError 400 for a token that Kratos does not know
 */
export function listSessions(
  operator: Operator,
  { active, pageToken }: { active?: boolean; pageToken?: string },
): Promise<AdminList<unknown>> {
  const list = (pageSize: number, expand: Expand[]) =>
    listAdmin(operator, "kratos", "listSessions", ({ identity }, init) =>
      identity.listSessionsRaw({ active, pageSize, pageToken, expand }, init),
    );
  return orSmaller(
    () => listThatFits(PAGE_SIZE, (pageSize) => list(pageSize, EXPAND)),
    () => list(1, WITHOUT_ACCOUNT),
  );
}

/**
 * One whose account is larger than any answer without it, so that it can be ended (threat D1).
 * @param id checked by `requireUuid` @throws OryError 404
 */
export function getSession(operator: Operator, id: string): Promise<unknown> {
  const get = (expand: Expand[]) =>
    callAdmin(
      operator,
      "kratos",
      "getSession",
      ({ identity }, init) => identity.getSessionRaw({ id, expand }, init),
      parseExactly,
    );
  return orSmaller(
    () => get(EXPAND),
    () => get(WITHOUT_ACCOUNT),
  );
}

/**
 * Deactivates it; the row stays. An operator's in this console end first: which of them came of it no provider but Kratos
 * tells, and whoever signed in with a device that is gone now would go on here (threat C5).
 * @throws OryError
 */
export async function disableSession(
  operator: Operator,
  { id, identityId }: { id: string; identityId: string },
): Promise<void> {
  if (getConsoleConfig().signIn.kind !== "kratos" && identityId)
    await endConsoleSessions(operator, identityId);
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

/**
 * Deletes every session of an identity, rows and all, and an operator's in this console with them: their provider ends those
 * later, or not at all where it does not reach the console (threat C5).
 * @throws OryError 404 where neither has any
 */
export async function deleteIdentitySessions(operator: Operator, identityId: string): Promise<void> {
  const ended = await endConsoleSessions(operator, identityId);
  try {
    await callAdmin(operator, "kratos", "deleteIdentitySessions", ({ identity }, init) =>
      identity.deleteIdentitySessionsRaw({ id: identityId }, init),
    );
  } catch (error) {
    // Kratos' may be over while those here go on: it is no act without effect then.
    if (ended === 0 || !(error instanceof OryError && error.status === 404)) throw error;
  }
}

/** All sessions in the console of whoever has this account; of one's own all but the one that does it. @returns how many */
export async function endConsoleSessions(operator: Operator, identityId: string): Promise<number> {
  const { issuer } = getConsoleConfig().signIn;
  const who = { issuer, subject: identityId };
  if (!isSameOperator(operator, who)) return endProviderSessions(issuer, { subject: identityId });
  return endOtherSessions(who, operator.session);
}
