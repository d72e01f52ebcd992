/** A titled part of a console page. */

import type { ReactNode } from "react";

interface SectionProps {
  id: string;
  title: ReactNode;
  lead?: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
  children?: ReactNode;
}

export function Section({ id, title, lead, aside, children }: SectionProps) {
  return (
    <section
      id={id}
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
