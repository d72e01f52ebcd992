/** The mark and the operator's name for the service; both come from tokens and configuration. */

import type { PageContext } from "@/lib/page-context";

export function BrandMark({ context }: { context: PageContext }) {
  return (
    <p data-print="" className="flex min-w-0 items-center gap-3 font-semibold">
      <span
        aria-hidden="true"
        className="h-8 w-(--foyer-logo-width) shrink-0 bg-(image:--foyer-logo) bg-contain bg-center bg-no-repeat"
      />
      <span className={context.brand.logoSaysName ? "sr-only" : "min-w-0"}>{context.productName}</span>
    </p>
  );
}
