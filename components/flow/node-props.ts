/** What every node component is given. */

import type { Chrome } from "@/lib/chrome";
import type { NodeView } from "@/lib/flow/view";

export type NodeKind = NodeView["kind"];

export type NodeOf<K extends NodeKind> = Extract<NodeView, { kind: K }>;

export interface NodeProps<K extends NodeKind> {
  node: NodeOf<K>;
  /** The form's test id, from which the control's id is made. */
  formId: string;
  chrome: Chrome;
}
