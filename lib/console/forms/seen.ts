/** What stands in a form for the value that it showed, so that a later change of it is noticed, and told from the form's own. */

import { parseExactly } from "@/lib/exact-number";
import { withoutDepths } from "@/lib/json";
import { toCanonicalText } from "../patch/is-deep-equal";
import type { FormProblems } from "./form";

const CONFLICT = 409;

export function toSeen(value: unknown): string {
  return toCanonicalText(value);
}

/** What a form was drawn from that was refused because somebody else changed that since; undefined for every other form. */
export function readSeen({ status, typed }: Pick<FormProblems, "status" | "typed">): unknown {
  return status === CONFLICT ? withoutDepths(parseExactly(typed.seen ?? "")) : undefined;
}
