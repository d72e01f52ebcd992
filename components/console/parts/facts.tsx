/** What is known of one thing, as a list of names and values. */

import type { ReactNode } from "react";
import { Fragment } from "react";
import { ForeignText } from "./foreign-text";

export interface Fact {
  label: string;
  /** `undefined` leaves the line out; empty text is shown as a dash. */
  value: ReactNode;
}

const toWords = (value: ReactNode) =>
  typeof value === "string" ? <ForeignText>{value}</ForeignText> : value;

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[fit-content(50%)_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1.5 sm:gap-x-5 narrow:grid-cols-[minmax(0,1fr)] [&>dt]:min-w-20 sm:[&>dt]:min-w-28 narrow:[&>dd]:mb-2">
      {facts
        .filter(({ value }) => value !== undefined)
        .map(({ label, value }) => (
          <Fragment key={label}>
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0">{value === "" || value === null ? "–" : toWords(value)}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
