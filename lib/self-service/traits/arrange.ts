/** Sorts a flow's nodes: what is drawn by itself, what belongs into one list, what is only shown, what is only a message. */

import type { FlowContext } from "@/lib/self-service/flow-context";
import type { MessageView } from "@/lib/self-service/message-view";
import { toTitleWords } from "@/lib/self-service/nodes/common-node";
import type { RawNode } from "@/lib/self-service/nodes/raw-node";
import { readTrait } from "@/lib/self-service/schema/trait";
import { isRootName, isTraitName } from "@/lib/self-service/schema/trait-name";
import { toPlainText, toWords } from "@/lib/self-service/words/words";
import { type Place, toPlace } from "./place";
import { inSchemaOrder } from "./schema-order";

/** Several nodes that are one trait. */
export interface Gathered {
  name: string;
  /** In Kratos' order, which is not the list's. */
  members: { raw: RawNode; index?: number }[];
}

export type Piece =
  | { kind: "node"; raw: RawNode | undefined }
  | { kind: "list"; list: Gathered }
  | { kind: "kept"; kept: Gathered };

/** A message about something that is not on the page. */
export interface Stray {
  name: string;
  label: string;
  messages: MessageView[];
}

/** @param raws the flow's nodes; `undefined` for what is no node at all, which stays in its place */
export function arrange(
  raws: readonly (RawNode | undefined)[],
  options: FlowContext,
): { pieces: Piece[]; strays: Stray[] } {
  const names = new Set<string>();
  const hidden = new Set<string>();
  for (const raw of raws) {
    const name = toName(raw);
    if (name === undefined) continue;
    names.add(name);
    if (isHidden(raw)) hidden.add(name);
  }
  const isSecondStep = [...hidden].some(isTraitName);
  const gathered = new Map<string, Gathered>();
  const pieces: Piece[] = [];
  const strays: Stray[] = [];
  for (const raw of inSchemaOrder(raws, options.identitySchema)) {
    const name = toName(raw);
    if (!raw || name === undefined) {
      pieces.push({ kind: "node", raw });
      continue;
    }
    const place = toPlace(name, options.identitySchema, names);
    const isMessage = !isHidden(raw) && isMessageOnly(raw, name, place, isSecondStep);
    // Kratos v26.2.0 sends the items of a list that the step before asked for as fields beside their hidden list.
    const isOfHidden = place.kind === "list" && hidden.has(place.list);
    const isUnseen = isHidden(raw) || isMessage || isOfHidden;
    if (isUnseen && raw.messages.length > 0) {
      strays.push({ name, label: toLabel(raw, name, place, options), messages: raw.messages });
    }
    const node = isUnseen ? { ...raw, messages: [] } : raw;
    if (place.kind === "object" || isMessage || isPointless(raw, name, options)) continue;
    if (place.kind === "list") gather("list", place.list, { raw: node, index: place.index });
    else if (place.kind === "kept" && !isHidden(raw) && !isAskedFor(raw, place, options))
      gather("kept", place.whole, { raw: node });
    else pieces.push({ kind: "node", raw: node });
  }
  return { pieces, strays };

  function gather(kind: "list" | "kept", name: string, member: Gathered["members"][number]): void {
    const known = gathered.get(`${kind} ${name}`);
    if (known) {
      known.members.push(member);
      return;
    }
    const made = { name, members: [member] };
    gathered.set(`${kind} ${name}`, made);
    pieces.push(kind === "list" ? { kind, list: made } : { kind, kept: made });
  }
}

/** What a trait is called, where Kratos sends no label. */
export function toTraitLabel(name: string, options: FlowContext): string {
  if (isRootName(name)) return options.t("settings.profile.title");
  const title = readTrait(options.identitySchema, name)?.title;
  return toPlainText(toTitleWords(title, name, options));
}

function toLabel(raw: RawNode, name: string, place: Place, options: FlowContext): string {
  if (raw.label) return toPlainText(toWords(raw.label.text, options));
  return place.kind === "list" && place.index !== undefined
    ? toItemLabel(place.list, place.index + 1, options)
    : toTraitLabel(name, options);
}

/** "Address 2": an item by what the schema calls one, else by the list's own name. @param position from 1 */
export function toItemLabel(list: string, position: number | string, options: FlowContext): string {
  const title = readTrait(options.identitySchema, list)?.items?.title;
  const label = title ? toPlainText(toTitleWords(title, list, options)) : toTraitLabel(list, options);
  return options.t("list.item", { label, position });
}

/**
 * Kratos hangs a message on a node that it makes for it, when the form has none of that name: an object's, one of a trait
 * that a step before asked for, or any name that a web hook says. Nothing can be typed there.
 */
function isMessageOnly(raw: RawNode, name: string, place: Place, isSecondStep: boolean): boolean {
  const { attributes, label, messages, group } = raw;
  const isBare = !label && attributes.value === undefined && attributes.required !== true;
  if (messages.length === 0 || group !== "default" || !isBare || attributes.type !== "text") return false;
  if (!isTraitName(name)) return name !== "identifier";
  return isSecondStep || place.kind === "object" || place.kind === "kept";
}

/** Kratos asks for a trait that our copy of the schema lacks: the schema has changed, and the trait has its field. */
function isAskedFor(raw: RawNode, place: Place, { kind }: FlowContext): boolean {
  const isDeclared = place.kind !== "kept" || place.isDeclared;
  return (
    !isDeclared && (kind === "registration" || raw.label !== undefined || raw.attributes.required === true)
  );
}

/** A trait that only the operator sets has no place in the form of a new account, until it has a value. */
function isPointless(
  raw: RawNode,
  name: string,
  { kind, identitySchema, usesDefaults }: FlowContext,
): boolean {
  if (kind !== "registration" || raw.messages.length > 0 || raw.attributes.value !== undefined) return false;
  const trait = readTrait(identitySchema, name);
  return (
    trait?.isReadOnly === true && trait.isRequired !== true && !(usesDefaults && trait.default !== undefined)
  );
}

function toName(raw: RawNode | undefined): string | undefined {
  return raw?.type === "input" ? raw.attributes.name : undefined;
}

export function isHidden(raw: RawNode | undefined): boolean {
  return raw !== undefined && raw.attributes.type === "hidden";
}
