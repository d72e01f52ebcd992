/** A titled part of a console page. */

import type { ReactNode } from "react";

interface SectionProps {
  id: string;
  title: ReactNode;
  lead?: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
  /** Read anew by itself where the page is (client/console/reread.ts). */
  isLive?: boolean;
  children?: ReactNode;
}

export function Section({ id, title, lead, aside, isLive, children }: SectionProps) {
  return (
    <section
      id={id}
      data-live={isLive ? id : undefined}
      aria-labelledby={`${id}-title`}
      className="grid grid-cols-1 gap-3 rounded-card border border-line bg-panel p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={`${id}-title`} className="text-base font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {lead && <p className="-mt-2 text-muted">{lead}</p>}
      {children}
    </section>
  );
}
