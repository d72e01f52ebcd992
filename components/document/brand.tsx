/** The mark and the operator's name for the service; both come from tokens and configuration. */

import type { Chrome } from "@/lib/chrome";

export function Brand({ chrome }: { chrome: Chrome }) {
  return (
    <p data-print="" className="flex min-w-0 items-center gap-3 font-semibold">
      <span
        aria-hidden="true"
        className="h-8 w-(--foyer-logo-width) shrink-0 bg-(image:--foyer-logo) bg-contain bg-center bg-no-repeat"
      />
      <span className="min-w-0">{chrome.productName}</span>
    </p>
  );
}
