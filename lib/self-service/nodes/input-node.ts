/** Turns a Kratos input into the control that a person or browser deals with. */

import { toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { SECRET_FIELDS } from "@/lib/self-service/method-facts";
import type { FieldType, NodeView, TriggerNode } from "@/lib/self-service/node-kinds";
import type { Trait } from "@/lib/self-service/schema/trait";
import { toCheckboxes } from "./checkbox-node";
import { readAskedTrait, toCommon } from "./common-node";
import { toFieldOrSelect, toTraitChoices } from "./field-node";
import type { RawNode } from "./raw-node";
import { toSubmitNode } from "./submit-node";
import { toTriggerName } from "./triggers";

const FIELD_TYPES: readonly FieldType[] = [
  "text",
  "email",
  "tel",
  "url",
  "password",
  "number",
  "date",
  "datetime-local",
];

/** What the schema's formats are for a browser. */
const FORMAT_TYPES: Readonly<Record<string, FieldType>> = {
  email: "email",
  tel: "tel",
  uri: "url",
  date: "date",
  "date-time": "datetime-local",
};

/**
 * One input as a node; `undefined` when it has no name and so can carry nothing.
 * @param report takes the kind and name of what is not understood; the input is then drawn as a text field
 */
export function toInputNode(
  raw: RawNode,
  options: FlowContext,
  report: (what: string) => void,
): NodeView | NodeView[] | undefined {
  const name = raw.attributes.name;
  if (name === undefined) return undefined;
  const type = raw.attributes.type ?? "text";
  const trait = readAskedTrait(raw, name, options);
  switch (type) {
    case "hidden":
      return toHidden(raw, name);
    case "submit":
      return toSubmitNode(raw, name, options);
    case "button":
      return toTrigger(raw, name, options, report);
    case "checkbox":
      // A titled choice between yes and no is no box to tick.
      return toTraitChoices(trait)
        ? toFieldOrSelect(raw, name, "text", trait, options)
        : toCheckboxes(raw, name, trait, options);
    default:
      if (!isFieldType(type)) report(`input type ${type}: ${name}`);
      if (trait?.choices?.length === 1) return toCheckboxes(raw, name, trait, options);
      return toFieldOrSelect(raw, name, toFieldType(type, trait), trait, options);
  }
}

/** The schema's type and format; Kratos' where it tells no more, since v1.3 goes by one branch of several, or by a value. */
export function toFieldType(type: string, trait: Trait | undefined): FieldType {
  if (type === "password" || !trait?.type) return isFieldType(type) ? type : "text";
  if (trait.type === "number" || trait.type === "integer") return "number";
  const format = trait.format ?? "";
  return (Object.hasOwn(FORMAT_TYPES, format) ? FORMAT_TYPES[format] : undefined) ?? "text";
}

function toHidden({ attributes, label, ...node }: RawNode, name: string): NodeView {
  const value = SECRET_FIELDS.includes(name) ? "" : toText(attributes.value);
  const onload = toTriggerName(attributes.onloadTrigger);
  return {
    kind: "hidden",
    group: node.group,
    messages: node.messages,
    name,
    value,
    ...(onload && { onload }),
  };
}

function toTrigger(
  raw: RawNode,
  name: string,
  options: FlowContext,
  report: (what: string) => void,
): TriggerNode | undefined {
  const trigger = toTriggerName(raw.attributes.onclickTrigger);
  if (!trigger) {
    report(`button without a known trigger: ${name}`);
    return undefined;
  }
  const onload = toTriggerName(raw.attributes.onloadTrigger);
  return {
    kind: "trigger",
    value: toText(raw.attributes.value),
    role: "secondary",
    trigger,
    ...toCommon(raw, name, undefined, options),
    ...(onload && { onload }),
  };
}

function isFieldType(type: string): type is FieldType {
  return FIELD_TYPES.some((known) => known === type);
}
