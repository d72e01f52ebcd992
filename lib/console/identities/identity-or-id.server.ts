/** An account that is larger than any answer by its id alone: who made it may be a stranger, and somebody has to delete it (threat D1). */

import type { Operation } from "../act/operations";
import type { Operator } from "../operator/operator";
import { type WholeOrId, wholeOrId } from "../ory/or-smaller.server";
import { getIdentity } from "./identities.server";

/** These need to know nothing else of an account. */
export const BY_ID_ALONE: ReadonlySet<Operation> = new Set<Operation>(["sessions.delete", "identity.delete"]);

/** @param id checked by `requireUuid` @throws OryError 404 */
export function getIdentityOrId(operator: Operator, id: string): Promise<WholeOrId> {
  return wholeOrId(() => getIdentity(operator, id), { id });
}
