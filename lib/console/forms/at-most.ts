/** How long a field of a console form may be, in characters, and what is said of one that is longer. */

import { toNumberText } from "@/lib/i18n/formats";

/** For zod: `z.string().max(...atMost(500))`. */
export function atMost(characters: number): [number, string] {
  return [characters, `is longer than ${toNumberText(characters)} characters`];
}
