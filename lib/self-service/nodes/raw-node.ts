/** Puts what Kratos says of a node into the page's language. */

import { toOrText } from "@/lib/i18n/formats";
import { type KratosMessage, readCredential } from "@/lib/i18n/kratos-message";
import { toMessageView } from "@/lib/i18n/message";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosNode } from "@/lib/self-service/kratos-flow";
import { IDENTIFIER_LABEL } from "@/lib/self-service/kratos-names";
import type { MessageView } from "@/lib/self-service/message-view";
import { toIdentifierTitles } from "@/lib/self-service/schema/identifiers";
import { toPlainText, toWords } from "@/lib/self-service/words/words";

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

/**
 * The entries of `ui.nodes`; `undefined` for what is no node. Each button once: Kratos after v26.2 adds those of a step again when
 * its form is sent twice, as an impatient tap does.
 */
export function toRawNodes(
  nodes: readonly (KratosNode | undefined)[],
  options: FlowContext,
): (RawNode | undefined)[] {
  const seen = new Set<string>();
  const isFirst = ({ group, attributes: { name, value }, meta }: KratosNode) =>
    seen.size < seen.add(JSON.stringify([group, name, value, meta.label?.id])).size;
  return nodes
    .filter((node) => node?.attributes.type !== "submit" || isFirst(node))
    .map((node) => toRawNode(node, options));
}

function toRawNode(node: KratosNode | undefined, options: FlowContext): RawNode | undefined {
  if (!node) return undefined;
  const { t } = options;
  const { attributes, messages, meta } = node;
  const sentLabel = meta.label ?? attributes.label;
  const label = withIdentifiers(toMessageView(sentLabel, t), attributes.name, options);
  const named = label && toPlainText(toWords(label.text, options));
  return {
    type: node.type ?? attributes.node_type ?? "",
    group: node.group ?? "default",
    attributes,
    messages: toDistinct(messages.flatMap((message) => toMessageView(message, t, named) ?? [])),
    label,
    sentLabel,
  };
}

/** Each once: Kratos says of a field for each branch of a `oneOf` that it is missing. */
function toDistinct(messages: readonly MessageView[]): MessageView[] {
  return [...new Map(messages.map((message) => [`${message.id} ${message.text}`, message])).values()];
}

/** What an identifier may be, as the schema says: "Email or phone". */
function withIdentifiers(
  label: MessageView | undefined,
  name: string | undefined,
  { t, locale, identitySchema }: FlowContext,
): MessageView | undefined {
  if (name !== "identifier" || label?.id !== IDENTIFIER_LABEL) return label;
  const [first, ...rest] = toIdentifierTitles(identitySchema).map(t.title);
  if (first === undefined) return label;
  const names = [first, ...rest.map((title) => toInner(title, locale))];
  return { ...label, text: toOrText(names, locale) };
}

/** A title inside a sentence; a German noun keeps its capital, as does what is no word ("E-Mail", "PIN"). */
function toInner(title: string, locale?: string): string {
  if (locale === "de") return title;
  return title.replace(/^\u2068?\p{Lu}(?=\p{Ll})/u, (start) => start.toLocaleLowerCase(locale));
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
