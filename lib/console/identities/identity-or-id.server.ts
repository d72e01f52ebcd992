/** An account that is larger than any answer by its id alone: who made it may be a stranger, and somebody has to delete it (threat D1). */

import { isTooLarge } from "@/lib/ory/error";
import type { Operation } from "../act/operations";
import type { Operator } from "../operator/operator";
import { getIdentity } from "./identities.server";

/** These need to know nothing else of an account. */
export const BY_ID_ALONE: ReadonlySet<Operation> = new Set<Operation>(["sessions.delete", "identity.delete"]);

/** @param id checked by `requireUuid` @throws OryError 404 */
export async function getIdentityOrId(
  operator: Operator,
  id: string,
): Promise<{ raw: unknown; isWhole: boolean }> {
  try {
    return { raw: await getIdentity(operator, id), isWhole: true };
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return { raw: { id }, isWhole: false };
  }
}
