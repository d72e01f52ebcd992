/** Somebody's name or address, in a direction of its own; an e-mail address is best broken after its @. */

import { Fragment } from "react";

export function Name({ children, className }: { children: string; className?: string }) {
  const [first, ...rest] = children.split(/(?<=@)/);
  return (
    <bdi className={className} dir={isAddress(children) ? "ltr" : undefined}>
      {first}
      {rest.map((part) => (
        <Fragment key={part}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}

/** E-mail addresses and telephone numbers, parts of them hidden or not: digits alone would run as the page does. */
function isAddress(text: string): boolean {
  return /^[^\s@]+@\S+$|^[+\d*().\s-]+$/.test(text);
}
