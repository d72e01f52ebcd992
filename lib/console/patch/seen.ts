/** What stands in a form for the value that it showed, so that a later change of it is noticed. */

import { toCanonicalText } from "../patch/is-deep-equal";

export function toSeen(value: unknown): string {
  return toCanonicalText(value);
}
