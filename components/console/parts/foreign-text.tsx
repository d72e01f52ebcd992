/** What people, apps and servers say of themselves: in a direction of its own, and seen for what it is (threat C28). */

import { Children, type ReactNode } from "react";
import { toVisibleName } from "@/lib/console/visible";

export function ForeignText({ children, className }: { children: ReactNode; className?: string }) {
  return <bdi className={className}>{toVisible(children)}</bdi>;
}

/** Mostly one text. */
function toVisible(children: ReactNode): ReactNode {
  if (typeof children === "string") return toVisibleName(children);
  return Children.map(children, (child) => (typeof child === "string" ? toVisibleName(child) : child));
}
