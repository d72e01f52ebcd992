/** Turns the nodes of a list into one control an item, boxes to tick, or the hidden values of a step before. */

import { toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { MessageView } from "@/lib/self-service/message-view";
import type { ChoicesNode, FieldNode, ListNode, NodeView, SelectNode } from "@/lib/self-service/node-kinds";
import {
  isRequired,
  readAskedTrait,
  toCommon,
  toHint,
  toOptional,
} from "@/lib/self-service/nodes/common-node";
import { toFieldOrSelect, toTraitChoices, withTitles } from "@/lib/self-service/nodes/field-node";
import { toFieldType } from "@/lib/self-service/nodes/input-node";
import type { RawNode } from "@/lib/self-service/nodes/raw-node";
import type { Trait } from "@/lib/self-service/schema/trait";
import { toPagePath } from "@/lib/self-service/words/links";
import { type Gathered, isHidden, toItemLabel } from "./arrange";

interface Item {
  value: unknown;
  messages: MessageView[];
}

/** Empty fields that are drawn before one that something is wrong with: anybody's web hook may name any place. */
const MAXIMUM_PLACES = 100;

/** @param flowId for the address that draws the page anew */
export function toListNodes(list: Gathered, flowId: string, options: FlowContext): NodeView[] {
  const { name, members } = list;
  const items = toItems(list);
  const own = members.find(({ index }) => index === undefined)?.raw;
  const first = own ?? members[0]?.raw;
  if (!first) return [];
  if (members.some(({ raw }) => isHidden(raw))) {
    return items.map(({ value }) => ({
      kind: "hidden",
      group: first.group,
      messages: [],
      name,
      value: toText(value),
    }));
  }
  const raw: RawNode = { ...first, label: own?.label, messages: own?.messages ?? [] };
  const trait = readAskedTrait(raw, name, options);
  return [
    trait?.items?.choices
      ? toChoicesNode(raw, name, items, trait, options)
      : toListNode(raw, name, items, trait, flowId, options),
  ];
}

/** Kratos sends items in an order of its own; an item that was taken away stays as a node without a value. */
function toItems({ members }: Gathered): readonly Item[] {
  const whole = members.flatMap(({ raw, index }) => {
    const { value } = raw.attributes;
    return index === undefined && Array.isArray(value) ? value : [];
  });
  if (whole.length > 0) return whole.map((value) => ({ value, messages: [] }));
  const found = members
    .flatMap(({ raw, index }) => {
      const { value } = raw.attributes;
      const { messages } = raw;
      return index !== undefined && (value !== undefined || messages.length > 0)
        ? [{ index, value, messages }]
        : [];
    })
    .toSorted((a, b) => a.index - b.index);
  return found.every(({ value }) => value === undefined) ? toPlaces(found) : found;
}

/** Kratos forgets what was typed into a refused list, and keeps what is wrong with its items: each has its place. */
function toPlaces(found: readonly (Item & { index: number })[]): readonly Item[] {
  const last = found.at(-1)?.index ?? -1;
  if (last >= MAXIMUM_PLACES) return found;
  return Array.from(
    { length: last + 1 },
    (_, place) => found.find(({ index }) => index === place) ?? { value: undefined, messages: [] },
  );
}

function toListNode(
  raw: RawNode,
  name: string,
  items: readonly Item[],
  trait: Trait | undefined,
  flowId: string,
  options: FlowContext,
): ListNode {
  const common = toCommon(raw, name, trait, options);
  const given = items.length === 0 && options.usesDefaults ? toDefaults(trait) : items;
  const shown = given.length > 0 ? given : [{ value: undefined, messages: [] }];
  const isFixed = common.disabled || trait?.isReadOnly === true;
  const toOne = (item: Item, index: number) => toItemNode(item, index, raw, name, trait, options);
  return {
    ...common,
    ...toHint(trait, undefined, options),
    kind: "list",
    items: shown.map(toOne),
    ...(!isFixed && { blank: toOne({ value: undefined, messages: [] }, shown.length) }),
    itemLabel: toItemLabel(name, "{position}", options),
    ...(trait?.maxItems !== undefined && { maximum: trait.maxItems }),
    required: isRequired(raw, trait),
    ...toOptional(raw, trait, options),
    disabled: isFixed,
    redrawAt: toPagePath(`/${options.kind}`, options, { flow: flowId }),
  };
}

function toDefaults(trait: Trait | undefined): Item[] {
  return Array.isArray(trait?.default) ? trait.default.map((value) => ({ value, messages: [] })) : [];
}

/** Only the first item must be there: the others can be left empty, and leave nothing behind. */
function toItemNode(
  { value, messages }: Item,
  index: number,
  raw: RawNode,
  name: string,
  trait: Trait | undefined,
  options: FlowContext,
): FieldNode | SelectNode {
  const isNeeded = index === 0 && isRequired(raw, trait);
  const item: RawNode = {
    ...raw,
    label: undefined,
    messages,
    attributes: { name, value, disabled: raw.attributes.disabled, required: isNeeded },
  };
  const own: Trait | undefined = trait?.items && {
    ...trait.items,
    isRequired: isNeeded,
    isReadOnly: trait.isReadOnly || trait.items.isReadOnly,
    ...(trait.items.type === "boolean" && { choices: toYesAndNo(options) }),
  };
  const type = toFieldType(raw.attributes.type ?? "text", own);
  const drawn = toFieldOrSelect(item, name, type, own, { ...options, usesDefaults: false });
  // The list says itself whether it may stay empty.
  return {
    ...drawn,
    isOptional: undefined,
    key: `${name}.${index}`,
    label: toItemLabel(name, index + 1, options),
  };
}

function toYesAndNo({ t }: FlowContext): Trait["choices"] {
  return [
    { value: true, label: t("list.yes") },
    { value: false, label: t("list.no") },
  ];
}

function toChoicesNode(
  raw: RawNode,
  name: string,
  items: readonly Item[],
  trait: Trait,
  options: FlowContext,
): ChoicesNode {
  const { options: listed = [], json } = withTitles(toTraitChoices(trait.items), options) ?? {};
  const given = items.length === 0 && options.usesDefaults ? toDefaults(trait) : items;
  const chosen = given.flatMap(({ value }) => (value === undefined ? [] : [toText(value)]));
  const unlisted = chosen.filter((value) => !listed.some((option) => option.value === value));
  const all = [...listed, ...new Set(unlisted)].map((option) =>
    typeof option === "string" ? { value: option, label: option } : option,
  );
  const common = toCommon(raw, name, trait, options);
  return {
    ...common,
    // A message about one of several boxes is about the choice.
    messages: [...common.messages, ...items.flatMap(({ messages }) => messages)],
    ...toHint(trait, undefined, options),
    kind: "choices",
    options: all.map(({ value, label }) => ({ value, label, checked: chosen.includes(value) })),
    ...(json && { json }),
    required: isRequired(raw, trait),
    ...toOptional(raw, trait, options),
    disabled: common.disabled || trait.isReadOnly,
  };
}
