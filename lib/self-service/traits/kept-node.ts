/** Shows what no form can hold, in words: it stays as it is. */

import { isRecord, type Json, toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KeptNode } from "@/lib/self-service/node-kinds";
import { toFallbackLabel } from "@/lib/self-service/nodes/field-hints";
import { toTraitPath } from "@/lib/self-service/schema/trait-name";
import { type Gathered, toTraitLabel } from "./arrange";
import { getAt } from "./json-path";

/** @param traits of the identity, as far as the flow tells them */
export function toKeptNode(
  { name, members }: Gathered,
  traits: Json | undefined,
  options: FlowContext,
): KeptNode[] {
  const [first] = members;
  if (!first) return [];
  const messages = members.flatMap(({ raw }) => raw.messages);
  const path = toTraitPath(name)?.slice(1) ?? [];
  const lines = traits
    ? toLines(getAt(traits, path))
    : members.flatMap(({ raw }) => toLines(raw.attributes.value));
  if (lines.length === 0 && messages.length === 0) return [];
  return [
    { kind: "kept", group: first.raw.group, messages, name, label: toTraitLabel(name, options), lines },
  ];
}

/** One line for each item of a list: "Name: Ada, Phone: 1". */
function toLines(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => toLine(item) || []);
  return [toLine(value)].filter(Boolean);
}

function toLine(value: unknown): string {
  if (Array.isArray(value)) return value.map(toLine).filter(Boolean).join(", ");
  if (!isRecord(value)) return toText(value);
  return Object.entries(value)
    .flatMap(([name, member]) => {
      const line = toLine(member);
      return line ? [`${toFallbackLabel(name)}: ${line}`] : [];
    })
    .join(", ");
}
