/** Splits Kratos' node JSON into what every kind of node has and its attributes. */

import { toMessageView } from "@/lib/i18n/message";
import { isRecord, type Json, read, readList, readNumber, readString, toRecord } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { MessageView } from "@/lib/self-service/view";

export interface RawNode {
  type: string;
  group: string;
  attributes: Json;
  messages: MessageView[];
  /** The label as a message; its id tells a resend from a submit. */
  label?: MessageView;
  labelContext: Json;
}

/** Reads one entry of `ui.nodes`; anything that is no object is `undefined`. */
export function toRawNode(raw: unknown, { t }: FlowContext): RawNode | undefined {
  if (!isRecord(raw)) return undefined;
  const attributes = toRecord(read(raw, "attributes"));
  const label = read(read(raw, "meta"), "label") ?? read(attributes, "label");
  return {
    type: readString(raw, "type") ?? readString(attributes, "node_type") ?? "",
    group: readString(raw, "group") ?? "default",
    attributes,
    messages: readList(raw, "messages").flatMap((message) => toMessageView(message, t) ?? []),
    label: toMessageView(label, t),
    labelContext: toRecord(read(label, "context")),
  };
}

/** The node's numeric label id, 0 without a label. */
export function toLabelId(node: RawNode): number {
  return node.label?.id ?? 0;
}

/** `added_at_unix` and the like, in milliseconds. */
export function toContextTime(node: RawNode, key: string): number | undefined {
  const seconds = readNumber(node.labelContext, key);
  return seconds === undefined || seconds <= 0 ? undefined : seconds * 1000;
}
