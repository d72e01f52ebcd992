/**
 * A point in time in UTC, which the script tells in the operator's own zone; a dash where there is none. It goes to the next
 * line as a whole, where that holds it.
 */

import { DateTime } from "@/components/controls/date-time";

export function Time({ at }: { at: string | undefined }) {
  if (!at || Number.isNaN(Date.parse(at))) return <>–</>;
  return (
    <span className="inline-block">
      <DateTime at={at} locale="en" />
    </span>
  );
}
