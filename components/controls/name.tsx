/** Somebody's name or address, in a direction of its own; an e-mail address is best broken after its @. */

import { Fragment } from "react";

export function Name({ children, className }: { children: string; className?: string }) {
  return (
    <bdi className={className} dir={isAddress(children) ? "ltr" : undefined}>
      <Sentence>{children}</Sentence>
    </bdi>
  );
}

/** A sentence in which there may be an address. */
export function Sentence({ children }: { children: string }) {
  return children.split(/(?<=@)/).map((part, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
    <Fragment key={position}>
      {position > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** E-mail addresses and telephone numbers, parts of them hidden or not: digits alone would run as the page does. */
function isAddress(text: string): boolean {
  return /^[^\s@]+@\S+$|^[+\d*().\s-]+$/.test(text);
}
