/** What every node component is given. */

import type { PageContext } from "@/lib/page-context";
import type { NodeView } from "@/lib/self-service/node-kinds";

export type NodeKind = NodeView["kind"];

/** @internal exported for tests */
export type NodeOf<K extends NodeKind> = Extract<NodeView, { kind: K }>;

export interface NodeProps<K extends NodeKind> {
  node: NodeOf<K>;
  /** The form's test id, from which the control's id is made. */
  formId: string;
  context: PageContext;
}
