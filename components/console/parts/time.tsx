/** A point in time in UTC, which the script tells in the operator's own zone; a dash where there is none. */

import { Moment } from "../../ui/moment";

export function Time({ at }: { at: string | undefined }) {
  return at && !Number.isNaN(Date.parse(at)) ? <Moment at={at} locale="en" /> : <>–</>;
}
