/** Turns a Kratos checkbox, or a trait with one possible value, into a box to tick. */

import { toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { CheckboxNode, NodeView } from "@/lib/self-service/node-kinds";
import type { Trait } from "@/lib/self-service/schema/trait";
import { hasLink } from "@/lib/self-service/words/words";
import { isRequired, toCommon, toHint, toLabelWords } from "./common-node";
import type { RawNode } from "./raw-node";

/**
 * Where nobody reads the whole form before Kratos does, a box that must be answered but may stay empty (a required
 * boolean without `const`) has a hidden "false" before it: an unticked box sends nothing, and Kratos would find the
 * trait missing. So has one that a new account's form ticks beforehand: whoever unticks it says no, and who reads the account
 * would take the schema's yes for what is absent.
 */
export function toCheckboxes(
  raw: RawNode,
  name: string,
  trait: Trait | undefined,
  options: FlowContext,
): NodeView[] {
  const box = toCheckbox(raw, name, trait, options);
  const needsFalse = isRequired(raw, trait) || !options.isRelayed || isPresetTicked(trait, options);
  if (!box.isFalseUnticked || !needsFalse || box.disabled) return [box];
  return [{ kind: "hidden", group: raw.group, messages: [], name, value: "false" }, box];
}

function toCheckbox(
  raw: RawNode,
  name: string,
  trait: Trait | undefined,
  options: FlowContext,
): CheckboxNode {
  const given = raw.attributes.value;
  const value = given ?? (options.usesDefaults ? trait?.default : undefined);
  const own = toOwnValue(given, trait);
  const words = toLabelWords(raw, name, trait, options);
  const mustBeTicked = own !== undefined || (trait ? trait.mustBeTrue : true);
  return {
    kind: "checkbox",
    value: own ?? "true",
    checked: own === undefined ? value === true || value === "true" : toText(value) === own,
    required: isRequired(raw, trait) && mustBeTicked,
    ...toCommon(raw, name, trait, options),
    ...toHint(trait, undefined, options),
    ...(hasLink(words) && { words }),
    ...(trait?.isReadOnly && { disabled: true }),
    ...(!mustBeTicked && isAnswered(raw, trait, options) && { isFalseUnticked: true }),
  };
}

function isAnswered(raw: RawNode, trait: Trait | undefined, options: FlowContext): boolean {
  const isGiven = typeof raw.attributes.value === "boolean";
  return isGiven || isRequired(raw, trait) || isPresetTicked(trait, options);
}

function isPresetTicked(trait: Trait | undefined, { kind }: FlowContext): boolean {
  return kind === "registration" && trait?.default === true;
}

/** What a ticked box sends where that is not "true": the only value that the schema allows, or Kratos' own. */
function toOwnValue(given: unknown, trait: Trait | undefined): string | undefined {
  const [only] = trait?.choices ?? [];
  if (only && trait?.type !== "boolean") return toText(only.value);
  return typeof given === "string" && !["", "true", "false"].includes(given) ? given : undefined;
}
