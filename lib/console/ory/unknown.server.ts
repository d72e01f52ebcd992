/** What is not known because a server did not answer, where its page is worth something without it. */

import { OryError } from "@/lib/ory/error";

/** For `catch`; a defect of ours is none of that. */
export function toUnknown(error: unknown): "unknown" {
  if (error instanceof OryError) return "unknown";
  throw error;
}
