/** Turns removals into what Hydra understands as one: it reads the changed client over the old one, so absence keeps. */

import type { Json } from "@/lib/json";
import { type Patch, toMembersPatch } from "../patch/members-patch";

/** RFC 6902, of a whole client. */
export function toClientPatch(before: Json, after: Json): Patch {
  return toMembersPatch("", before, after).map((step) => {
    if (step.op !== "remove") return step;
    const name = step.path.slice(1);
    return { op: "replace", path: step.path, value: toNothing(name, before[name]) };
  });
}

/** Hydra's zero value of a member. */
function toNothing(name: string, value: unknown): unknown {
  if (name.endsWith("_lifespan")) return null;
  if (Array.isArray(value)) return [];
  switch (typeof value) {
    case "string":
      return "";
    case "boolean":
      return false;
    case "number":
      return 0;
    default:
      return null;
  }
}
