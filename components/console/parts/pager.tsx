/** Next page and back to the start: keyset lists know no page numbers and no totals. */

import { buttonClass } from "@/components/controls/button-class";

export interface PagerView {
  /** Addresses, filters included; absent where there is nothing to go to. */
  nextHref?: string;
  startHref?: string;
}

interface Props {
  view: PagerView;
  /** Where a page has more than one list. */
  label?: string;
}

export function Pager({ view: { nextHref, startHref }, label = "Pages" }: Props) {
  if (!nextHref && !startHref) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap gap-3">
      {startHref && (
        <a href={startHref} className={buttonClass("secondary", "auto")}>
          Back to the start
        </a>
      )}
      {nextHref && (
        <a href={nextHref} rel="next" className={buttonClass("secondary", "auto")}>
          Next page
        </a>
      )}
    </nav>
  );
}
