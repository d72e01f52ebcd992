/** Who may set a job going: whoever may do what it does, whoever began it (threat C8). */

import { BULK_ACTS, isBulkAct } from "../identities/bulk";
import type { Permission } from "../operator/permissions";
import { JOB_KINDS, type Job } from "./job";

export function toJobPermission({ kind, data: { act } }: Pick<Job, "kind" | "data">): Permission {
  return kind === "bulk" && typeof act === "string" && isBulkAct(act)
    ? BULK_ACTS[act].permission
    : JOB_KINDS[kind];
}
