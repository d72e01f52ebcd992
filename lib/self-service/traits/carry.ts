/** Makes sure that no form takes away what it does not show: Kratos replaces an identity's traits as a whole. */

import { isRecord, type Json } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { isControl } from "@/lib/self-service/forms/actions";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { BACKUP_CODES } from "@/lib/self-service/kratos-names";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { isListOfObjects, isObject } from "@/lib/self-service/schema/kratos-nodes";
import { toLeaves } from "@/lib/self-service/schema/leaves";
import { readTraitAt } from "@/lib/self-service/schema/trait";
import { isIndex, isTraitName, toName, toTraitPath } from "@/lib/self-service/schema/trait-name";
import type { FormView } from "@/lib/self-service/view";
import { DRAWN_FIELD, type DrawnTrait, toDrawn } from "./drawn";
import { fits } from "./fits";
import { toKeptForm } from "./kept-form";
import { toUnchanged } from "./merge";
import { toPlace } from "./place";
import { isFaithful, toIdentityTraits } from "./whole";

/**
 * Characters of what the account had that a note repeats. What finds no room is compared with what the account has by then: nobody
 * is to be told of a form that it is too long for holding twice what they wrote (threat D1).
 */
const PAST_LIMIT = 2000;

/**
 * Forms that ask for traits note what they asked for, so that Foyer can send Kratos the whole. Where browsers post to
 * Kratos themselves nobody can: there a form that would lose something is only shown.
 */
export function withCarriedTraits(
  forms: readonly FormView[],
  flow: KratosFlow,
  options: FlowContext,
): FormView[] {
  const traits = toIdentityTraits(flow);
  const lists = toLeaves(options.identitySchema).flatMap(({ name, trait }) =>
    isListOfObjects(trait) ? [name] : [],
  );
  return forms.map((form) => {
    if (
      traits &&
      asksForTraits(form) &&
      !(isSafe(form, traits, options) && fits(traits, options.identitySchema))
    )
      return toKeptForm(form, options);
    const isWhole = options.isRelayed && traits !== undefined;
    const sent = isWhole ? form : { ...form, nodes: form.nodes.flatMap(withDisabledValue) };
    if (!options.isRelayed) return sent;
    return needsNote(sent, traits, lists, options) ? withNote(sent, lists, flow) : sent;
  });
}

function asksForTraits({ nodes }: FormView): boolean {
  return nodes.some((node) => isTraitNode(node) && isControl(node));
}

function isTraitNode(node: NodeView): boolean {
  return "name" in node && isTraitName(node.name);
}

function isSafe(form: FormView, traits: Json, { isRelayed, identitySchema }: FlowContext): boolean {
  if (!isRelayed) return isAllShown(form, traits);
  const root = readTraitAt(identitySchema, ["traits"]);
  return isFaithful(traits) && (root === undefined || isObject(root));
}

/** An account's form always, since an account may have more than the form; a new account's where Kratos needs help. */
function needsNote(
  form: FormView,
  traits: Json | undefined,
  lists: readonly string[],
  options: FlowContext,
): boolean {
  if (traits) return asksForTraits(form);
  if (options.kind !== "registration") return false;
  return lists.length > 0 || form.nodes.some((node) => isTraitNode(node) && isBeyondKratos(node, options));
}

/** What Kratos would not take from the form as it is: items that may be empty, and what has no field of its own. */
function isBeyondKratos(node: NodeView, { identitySchema }: FlowContext): boolean {
  if (node.kind === "list" || node.kind === "choices" || node.kind === "kept") return true;
  if (!("name" in node)) return false;
  return identitySchema === undefined
    ? (toTraitPath(node.name) ?? []).some(isIndex)
    : toPlace(node.name, identitySchema, new Set()).kind === "kept";
}

function withNote(form: FormView, lists: readonly string[], flow: KratosFlow): FormView {
  const drawn = toDrawn(form.nodes, lists, flow.identity === undefined);
  const traits = withRoom(drawn.traits.map(toTraitWithPast(form, flow)));
  const value = JSON.stringify({ ...drawn, traits, account: flow.identity?.id });
  return {
    ...form,
    nodes: [{ kind: "hidden", group: form.group, messages: [], name: DRAWN_FIELD, value }, ...form.nodes],
  };
}

function toTraitWithPast({ nodes }: FormView, flow: KratosFlow): (trait: DrawnTrait) => DrawnTrait {
  const traits = toIdentityTraits(flow);
  if (!traits) return (trait) => trait;
  if (!isAsBegun(flow)) return (trait) => ({ ...trait, was: toUnchanged(traits, trait) });
  const shown = new Map(nodes.flatMap((node) => ("name" in node ? [[node.name, toValues(node)]] : [])));
  return (trait) => ({ ...trait, was: shown.get(trait.name) ?? [] });
}

function withRoom(traits: readonly DrawnTrait[]): DrawnTrait[] {
  let room = PAST_LIMIT;
  return traits.map(({ was, ...trait }) => {
    const length = was?.join("").length ?? 0;
    if (!was || length > room) return trait;
    room -= length;
    return { ...trait, was };
  });
}

/**
 * Whether the fields show what the account had when the flow began, which is how Kratos draws them from then on: another tab
 * may have changed it since. Once a form was refused they may show what was typed, which is to be saved; making new backup
 * codes takes the refusal's message away, and leaves the fields.
 */
function isAsBegun({ state, ui }: KratosFlow): boolean {
  const isAnswered = ui.messages.length > 0 || ui.nodes.some((node) => node && node.messages.length > 0);
  const showsCodes = ui.nodes.some((node) => node?.meta.label?.id === BACKUP_CODES);
  return state === "show_form" && !isAnswered && !showsCodes;
}

/** A disabled control sends nothing: Kratos would take its trait for emptied, and a new account would go without its default. */
function withDisabledValue(node: NodeView): NodeView[] {
  if (!isTraitNode(node) || !("disabled" in node) || !node.disabled) return [node];
  // The fields of a fixed list are read-only: they send what they hold.
  const values =
    node.kind === "list" ? node.items.filter((item) => item.disabled).flatMap(toValues) : toValues(node);
  const name = "name" in node ? node.name : "";
  return [
    node,
    ...values.map((value): NodeView => ({ kind: "hidden", group: node.group, messages: [], name, value })),
  ];
}

function toValues(node: NodeView): string[] {
  switch (node.kind) {
    case "field":
    case "select":
      return node.value === "" ? [] : [node.value];
    case "checkbox":
      return node.checked ? [node.value] : [];
    case "list":
      return node.items.flatMap(toValues);
    case "choices":
      return node.options.flatMap(({ value, checked }) => (checked ? [value] : []));
    default:
      return [];
  }
}

/** Whether every value of the traits stands in a control; what is empty is nothing to lose. */
function isAllShown({ nodes }: FormView, traits: Json): boolean {
  const single = new Set<string>();
  const several = new Set<string>();
  for (const node of nodes) {
    if (node.kind === "list" || node.kind === "choices") several.add(node.name);
    else if ("name" in node && node.kind !== "kept") single.add(node.name);
  }
  const isShown = (value: unknown, path: readonly string[]): boolean => {
    if (Array.isArray(value)) {
      return (
        value.length === 0 || (several.has(toName(path)) && value.every((item) => typeof item !== "object"))
      );
    }
    if (isRecord(value))
      return Object.entries(value).every(([name, member]) => isShown(member, [...path, name]));
    return value === "" || (value !== null && single.has(toName(path)));
  };
  return isShown(traits, ["traits"]);
}
