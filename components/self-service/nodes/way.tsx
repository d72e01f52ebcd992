/** The words that set a way to go on apart from the one before it. */

import type { ReactNode } from "react";
import type { NodeProps } from "./node-props";

export function Way({ node }: NodeProps<"way">) {
  if (!node.heading) return null;
  return (
    <div className="mt-2">
      <WayHeading>{node.heading}</WayHeading>
    </div>
  );
}

export function WayHeading({ children }: { children: ReactNode }) {
  return (
    <h2 className="flex items-center gap-4 text-[0.9375rem] text-muted beside-lines">
      <span className="text-center">{children}</span>
    </h2>
  );
}
