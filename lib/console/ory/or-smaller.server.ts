/** What a page has in place of an answer that is larger than any which is read: who made it so may be a stranger (threat D1). */

import type { Json } from "@/lib/json";
import { isTooLarge, type OryError } from "@/lib/ory/error";

/** @param smaller what is asked for, or known, in place of an answer that is too large @throws OryError of either */
export async function orSmaller<T>(
  ask: () => Promise<T>,
  smaller: (error: OryError) => T | Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return smaller(error);
  }
}

export interface WholeOrId {
  raw: unknown;
  isWhole: boolean;
}

/** Of something that is larger than any answer its id alone, by which it can be deleted. @param id as a member of its own */
export function wholeOrId(ask: () => Promise<unknown>, id: Json): Promise<WholeOrId> {
  return orSmaller(
    async (): Promise<WholeOrId> => ({ raw: await ask(), isWhole: true }),
    () => ({ raw: id, isWhole: false }),
  );
}
