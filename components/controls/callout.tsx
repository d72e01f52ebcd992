/** A message that stands out: what went wrong, what worked, what to know. */

import type { ReactNode } from "react";
import type { MessageTone } from "@/lib/self-service/message-view";

const TONES = {
  error: { mark: "!", box: "bg-danger-wash", disc: "bg-danger" },
  success: { mark: "✓", box: "bg-success-wash", disc: "bg-success" },
  info: { mark: "i", box: "bg-notice-wash", disc: "bg-ink" },
} satisfies Record<MessageTone, { mark: string; box: string; disc: string }>;

export function Callout({ tone, children }: { tone: MessageTone; children: ReactNode }) {
  const { mark, box, disc } = TONES[tone];
  return (
    <div className={`flex gap-3 narrow:flex-col rounded-control border border-transparent p-4 ${box}`}>
      <span
        aria-hidden="true"
        className={`mt-0.5 grid size-[1.25rem] shrink-0 place-items-center rounded-full text-xs font-bold text-panel ${disc}`}
      >
        {mark}
      </span>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
