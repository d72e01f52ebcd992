/** Filters of a list: a GET form, so that they stand in the address and survive a reload, a bookmark and a colleague. */

import type { ReactNode } from "react";
import { buttonClass } from "@/components/controls/button-class";

interface FiltersProps {
  action: string;
  /** Where no filter is set. */
  clearHref?: string;
  submit?: string;
  children: ReactNode;
}

export function Filters({ action, clearHref, submit = "Filter", children }: FiltersProps) {
  return (
    <search aria-label="Filters">
      {/* A field's hint and problem stand above it: below, they would part it from the button's line. */}
      <form action={action} className="flex flex-wrap items-end gap-3 [&_:is(input,select)]:order-last">
        {children}
        <button type="submit" className={buttonClass("secondary", "auto")}>
          {submit}
        </button>
        {clearHref && (
          <a href={clearHref} className="min-h-12 content-center">
            Clear
          </a>
        )}
      </form>
    </search>
  );
}
