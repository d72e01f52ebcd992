/** Lists whose rows may be of any size: a page that is larger than an answer may be is asked for again, in part. */

import { isTooLarge } from "@/lib/ory/error";
import { findNextToken } from "@/lib/ory/page-links";
import type { AdminList } from "./admin.server";
import { uuidSchema } from "./ids.server";

/**
 * A part divides the page that it is of: servers whose tokens count rows begin at a multiple of what is asked for, so that
 * any other part would bring rows again that were shown.
 * @param list asks for a page of that many rows @throws OryError also where one row alone is too large
 */
export async function listThatFits<T>(rows: number, list: (rows: number) => Promise<T>): Promise<T> {
  try {
    return await list(rows);
  } catch (error) {
    if (rows <= 1 || !isTooLarge(error)) throw error;
    return listThatFits(rows / toSmallestFactor(rows), list);
  }
}

function toSmallestFactor(rows: number): number {
  for (let factor = 2; factor * factor <= rows; factor += 1) if (rows % factor === 0) return factor;
  return rows;
}

/**
 * The same of identities, whose page ends with the one that its next token names: one that is larger than any answer is listed by
 * its id alone, and hides nobody behind it (threat D1).
 * @throws OryError also where the last one of all is so large: no token names it
 */
export async function listByIdsThatFit(
  rows: number,
  list: (rows: number) => Promise<AdminList<unknown>>,
): Promise<AdminList<unknown>> {
  try {
    return await listThatFits(rows, list);
  } catch (error) {
    const next = isTooLarge(error) ? findNextToken(error.link) : undefined;
    if (!uuidSchema.safeParse(next).success) throw error;
    return { items: [{ id: next }], next };
  }
}
