/** Before and after, line by line; signs say it too, not the colours alone. */

import type { DiffLine } from "@/lib/console/diff/to-diff";
import { toVisibleJson } from "@/lib/console/visible";

const KINDS = {
  same: { sign: " ", word: "", line: "text-muted" },
  added: { sign: "+", word: "added: ", line: "bg-success-wash text-ink" },
  removed: { sign: "−", word: "removed: ", line: "bg-danger-wash text-ink" },
} satisfies Record<DiffLine["kind"], { sign: string; word: string; line: string }>;

export function DiffView({ lines, label }: { lines: readonly DiffLine[]; label: string }) {
  return (
    <figure
      dir="ltr"
      aria-label={label}
      className="rounded-control border border-line bg-canvas py-1 font-mono text-sm"
    >
      {lines.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
        <div key={index} className={`flex gap-2 px-3 whitespace-pre-wrap ${KINDS[kind].line}`}>
          <span aria-hidden="true" className="select-none">
            {KINDS[kind].sign}
          </span>
          <span className="min-w-0">
            {KINDS[kind].word && <span className="sr-only">{KINDS[kind].word}</span>}
            {toVisibleJson(text)}
          </span>
        </div>
      ))}
    </figure>
  );
}
