/** Puts what Kratos says of a node into the page's language. */

import { type KratosMessage, readCredential } from "@/lib/i18n/kratos-message";
import { toMessageView } from "@/lib/i18n/message";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosNode } from "@/lib/self-service/kratos-flow";
import type { MessageView } from "@/lib/self-service/view";

export interface RawNode {
  type: string;
  group: string;
  attributes: KratosNode["attributes"];
  messages: MessageView[];
  /** The label as a message; its id tells a resend from a submit. */
  label?: MessageView;
  /** The same as Kratos sent it. */
  sentLabel?: KratosMessage;
}

/** One entry of `ui.nodes`; `undefined` for what is no node. */
export function toRawNode(node: KratosNode | undefined, { t }: FlowContext): RawNode | undefined {
  if (!node) return undefined;
  const { attributes, messages, meta } = node;
  const label = meta.label ?? attributes.label;
  return {
    type: node.type ?? attributes.node_type ?? "",
    group: node.group ?? "default",
    attributes,
    messages: messages.flatMap((message) => toMessageView(message, t) ?? []),
    label: toMessageView(label, t),
    sentLabel: label,
  };
}

/** The node's numeric label id, 0 without a label. */
export function toLabelId(node: RawNode): number {
  return node.label?.id ?? 0;
}

/** What the label says of the credential that the node is about; times in milliseconds. */
export function toCredential({ sentLabel }: RawNode): { name?: string; provider?: string; addedAt?: number } {
  if (!sentLabel?.context) return {};
  const { display_name, provider, added_at_unix: seconds } = readCredential(sentLabel);
  return { name: display_name, provider, ...(seconds && seconds > 0 && { addedAt: seconds * 1000 }) };
}
