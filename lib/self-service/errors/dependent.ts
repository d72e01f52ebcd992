/**
 * A trait that a schema demands beside another one (`dependencies`): Kratos says so of the object that both are members of, in
 * words of its schemas. It is the missing trait's error, like one that is always required.
 */

import type { KratosMessage } from "@/lib/i18n/kratos-message";
import { MISSING_PROPERTY } from "@/lib/i18n/message";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { GENERIC_ERROR } from "@/lib/self-service/kratos-names";

type Nodes = KratosFlow["ui"]["nodes"];

/** @see https://github.com/ory/jsonschema/blob/v3.0.8/schema.go */
const DEPENDENT = /^property "([^"\\]+)" is required, if "[^"\\]+" property exists$/;

/** The same nodes, such errors at the fields that they are about, where there are these. */
export function withDependentsNamed(nodes: Nodes): Nodes {
  const names = new Set(nodes.map((node) => node?.attributes.name));
  const moved = new Map<string, KratosMessage[]>();
  const left = nodes.flatMap((node) => {
    const messages = node?.messages.filter((message) => {
      const property = message.id === GENERIC_ERROR ? DEPENDENT.exec(message.text ?? "")?.[1] : undefined;
      const field = [node.attributes.name, property].join(".");
      if (property === undefined || !names.has(field)) return true;
      moved.set(field, [...(moved.get(field) ?? []), toMissing(property)]);
      return false;
    });
    if (!node || !messages || messages.length === node.messages.length) return [node];
    // Kratos made it for what it said alone.
    return messages.length === 0 ? [] : [{ ...node, messages }];
  });
  if (moved.size === 0) return nodes;
  return left.map((node) => {
    const more = moved.get(node?.attributes.name ?? "");
    return node && more ? { ...node, messages: [...node.messages, ...more] } : node;
  });
}

/** As Kratos says it of a trait that is required. */
function toMissing(property: string): KratosMessage {
  return {
    id: MISSING_PROPERTY,
    type: "error",
    text: `Property ${property} is missing.`,
    context: { property },
  };
}
