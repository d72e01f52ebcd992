/** Lists whose rows may be of any size: a page that is larger than an answer may be is asked for again, in part. */

import { isTooLarge } from "@/lib/ory/error";

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
