/** What to tell support: the reference that the log line carries, and the status. */

import type { Chrome } from "@/lib/chrome";

interface ReferenceProps {
  chrome: Chrome;
  reference?: string;
  status?: number;
}

export function Reference({ chrome, reference, status }: ReferenceProps) {
  if (!reference && status === undefined) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 border-t border-line pt-4 text-sm text-muted">
      {reference && (
        <>
          <dt>{chrome.t("problem.reference")}</dt>
          <dd className="font-mono text-ink select-all">{reference}</dd>
        </>
      )}
      {status !== undefined && (
        <>
          <dt>{chrome.t("problem.status")}</dt>
          <dd className="font-mono text-ink">{status}</dd>
        </>
      )}
    </dl>
  );
}
