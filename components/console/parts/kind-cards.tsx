/** Kinds to choose one of, each a card that is one link. */

import type { ReactNode } from "react";

interface Kind {
  /** Its address and its key. */
  href: string;
  label: ReactNode;
  text: ReactNode;
}

export function KindCards({ kinds }: { kinds: readonly Kind[] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {kinds.map(({ href, label, text }) => (
        <li key={href} className="relative rounded-card border border-line bg-panel p-4 hover:border-field">
          <a href={href} className="font-semibold after:absolute after:inset-0">
            {label}
          </a>
          <p className="mt-1 text-muted">{text}</p>
        </li>
      ))}
    </ul>
  );
}
