/** Lists whose rows may be of any size: a page that is larger than an answer may be is asked for again, in half. */

import { isTooLarge } from "@/lib/ory/error";

/** @param list asks for a page of that many rows @throws OryError also where one row alone is too large */
export async function listThatFits<T>(rows: number, list: (rows: number) => Promise<T>): Promise<T> {
  try {
    return await list(rows);
  } catch (error) {
    if (rows <= 1 || !isTooLarge(error)) throw error;
    return listThatFits(Math.floor(rows / 2), list);
  }
}
