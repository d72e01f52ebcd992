/** JSON as it is, to read and to copy. */

import { toVisibleJson } from "@/lib/console/visible";
import { writeExactly } from "@/lib/exact-number";

export function JsonView({ value, label = "JSON" }: { value: unknown; label?: string }) {
  return (
    <details>
      <summary className="min-h-9 content-center font-semibold text-link">{label}</summary>
      <pre
        dir="ltr"
        className="overflow-x-auto rounded-control border border-line bg-canvas p-3 text-sm whitespace-pre-wrap"
      >
        <code>{toVisibleJson(writeExactly(value, 2))}</code>
      </pre>
    </details>
  );
}
