/** The words that set a way to go on apart from the one before it. */

import type { ReactNode } from "react";
import type { NodeProps } from "./node-props";

export function Way({ node }: NodeProps<"way">) {
  if (!(node.or ?? node.heading)) return null;
  return (
    <div className="mt-2">
      <WayHeading way={node} />
    </div>
  );
}

/** An "or" before several ways names none of them, so that it is no heading. */
export function WayHeading({ way: { or, heading } }: { way: { or?: string; heading?: string } }): ReactNode {
  const words = or ?? heading;
  if (!words) return null;
  const Tag = or ? "p" : "h2";
  return (
    <Tag className="flex items-center gap-4 text-[0.9375rem] text-muted beside-lines">
      <span className="text-center">{words}</span>
    </Tag>
  );
}
