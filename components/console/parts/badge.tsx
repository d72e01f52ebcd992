/** A state in one word. */

import type { ReactNode } from "react";

export type BadgeTone = "good" | "bad" | "notice" | "plain";

const TONES = {
  good: "border-success text-success bg-success-wash",
  bad: "border-danger text-danger bg-danger-wash",
  notice: "border-field text-ink bg-notice-wash",
  plain: "border-line text-muted bg-canvas",
} satisfies Record<BadgeTone, string>;

export function Badge({ tone, children }: { tone: BadgeTone; children: ReactNode }) {
  return (
    <span className={`inline-block rounded-full border px-2 text-sm whitespace-nowrap ${TONES[tone]}`}>
      {children}
    </span>
  );
}
