/** Makes sure that no form takes away what it does not show: Kratos replaces an identity's traits as a whole. */

import { isRecord, type Json } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { isControl } from "@/lib/self-service/forms/actions";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { isListOfObjects, isObject } from "@/lib/self-service/schema/kratos-nodes";
import { toLeaves } from "@/lib/self-service/schema/leaves";
import { readTraitAt } from "@/lib/self-service/schema/trait";
import { isIndex, isTraitName, toName, toTraitPath } from "@/lib/self-service/schema/trait-name";
import type { FormView } from "@/lib/self-service/view";
import { DRAWN_FIELD, toDrawn } from "./drawn";
import { fits } from "./fits";
import { toKeptForm } from "./kept-form";
import { toPlace } from "./place";
import { isFaithful } from "./whole";

/**
 * Forms that ask for traits note what they asked for, so that Foyer can send Kratos the whole. Where browsers post to
 * Kratos themselves nobody can: there a form that would lose something is only shown.
 * @param traits of the identity; absent while there is none
 */
export function withCarriedTraits(
  forms: readonly FormView[],
  traits: Json | undefined,
  options: FlowContext,
): FormView[] {
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
    if (!options.isRelayed) return { ...form, nodes: form.nodes.flatMap(withDisabledValue) };
    return needsNote(form, traits, lists, options) ? withNote(form, lists) : form;
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

function withNote(form: FormView, lists: readonly string[]): FormView {
  const value = JSON.stringify(toDrawn(form.nodes, lists));
  return {
    ...form,
    nodes: [{ kind: "hidden", group: form.group, messages: [], name: DRAWN_FIELD, value }, ...form.nodes],
  };
}

/** A disabled control sends nothing, and Kratos would take its trait for emptied. */
function withDisabledValue(node: NodeView): NodeView[] {
  if (!isTraitNode(node) || !("disabled" in node) || !node.disabled) return [node];
  const values = toValues(node);
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
