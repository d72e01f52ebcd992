/** Somebody's name or address, in a direction of its own; an e-mail address is best broken after its @. */

import { Fragment } from "react";
import type { Direction } from "@/lib/i18n/direction";

interface NameProps {
  children: string;
  className?: string;
  /** Of a sentence that may begin with a name of other letters, which browsers would lay the rest out by. */
  dir?: Direction;
}

export function Name({ children, className, dir }: NameProps) {
  return (
    <bdi className={className} dir={isAddress(children) ? "ltr" : dir}>
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
