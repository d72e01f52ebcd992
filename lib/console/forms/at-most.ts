/** How long a field of a console form may be, in characters, and what is said of one that is longer. */

import { toNumberText } from "@/lib/i18n/formats";

/**
 * Characters of a field that holds JSON of a server's: what it holds already has to fit, or nothing of it could be changed. The
 * servers' answers are read up to a megabyte.
 */
export const JSON_LIMIT = 400_000;

/** For zod: `z.string().max(...atMost(500))`. */
export function atMost(characters: number): [number, string] {
  return [characters, `is longer than ${toNumberText(characters)} characters`];
}
