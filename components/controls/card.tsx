/** A titled part of an account page. */

import type { ReactNode } from "react";

interface CardProps {
  id: string;
  title: ReactNode;
  /** The state of what the card is about, said before it asks for anything. */
  lead?: ReactNode;
  children?: ReactNode;
}

/** Title and state at the side on wide screens, what can be done beside them. */
export function Card({ id, title, lead, children }: CardProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid content-start gap-x-10 gap-y-5 rounded-card border border-line bg-panel p-5 sm:p-7 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
    >
      <div>
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {title}
        </h2>
        {lead && <p className="mt-1 text-[0.9375rem] text-muted">{lead}</p>}
      </div>
      {children && <div className="grid content-start gap-5">{children}</div>}
    </section>
  );
}
