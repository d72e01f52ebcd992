/** What to tell support: the reference that the log line carries, and the status. */

import type { PageContext } from "@/lib/page-context";

interface ReferenceProps {
  context: PageContext;
  reference?: string;
  status?: number;
}

export function Reference({ context, reference, status }: ReferenceProps) {
  if (!reference && status === undefined) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 narrow:block border-t border-line pt-4 text-sm text-muted">
      {reference && (
        <>
          <dt>{context.t("problem.reference")}</dt>
          <dd className="font-mono text-ink select-all">
            <bdi dir="ltr">{reference}</bdi>
          </dd>
        </>
      )}
      {status !== undefined && (
        <>
          <dt>{context.t("problem.status")}</dt>
          <dd className="font-mono text-ink">{status}</dd>
        </>
      )}
    </dl>
  );
}
