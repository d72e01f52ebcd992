/** A point in time in UTC, which the script tells in the operator's own zone; a dash where there is none. */

import { DateTime } from "@/components/controls/date-time";

export function Time({ at }: { at: string | undefined }) {
  return at && !Number.isNaN(Date.parse(at)) ? <DateTime at={at} locale="en" /> : <>–</>;
}
