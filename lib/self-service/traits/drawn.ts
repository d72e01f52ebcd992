/** Notes in a form which traits it asked for, so that what it did not ask for can be told from what was emptied. */

import { z } from "zod";
import type { FieldNode, NodeView } from "@/lib/self-service/node-kinds";
import { isTraitName, toTraitPath } from "@/lib/self-service/schema/trait-name";

/** Name of the hidden field that carries the note; Kratos takes no notice of it. */
export const DRAWN_FIELD = "foyer_traits";

/** More than any form has, of traits and of lists; each costs work (threat D1). */
const NOTE_LIMIT = 1000;

const traitName = z.string().refine((name) => toTraitPath(name) !== undefined);

const drawnTrait = z.object({
  name: traitName,
  /** What browsers make of what stands in the control, and what it is in JSON; a box to tick is `box`. */
  as: z.enum(["text", "trimmed", "lines", "date", "number", "boolean", "box"]),
  /** One field an item, or a box a choice; one control for one value without. */
  shape: z.enum(["list", "set"]).optional(),
  /** The one value that the control can send: a box that stands for a constant. */
  only: z.string().optional(),
  /** A value is sent also where none was given: `false` for a box, no items for a list. */
  isAnswered: z.boolean().optional(),
  /** Emptied, it is `null` and not gone. */
  isNullable: z.boolean().optional(),
  /** What the account had of it when the form was drawn; that, sent back, is no change. Absent while there is no account. */
  was: z.array(z.string()).max(NOTE_LIMIT).optional(),
});

const drawn = z.object({
  traits: z.array(drawnTrait).max(NOTE_LIMIT),
  /** Lists of objects that Kratos would take for objects where they are absent. */
  lists: z.array(traitName).max(NOTE_LIMIT),
  /** Whose account it is; absent while there is none. */
  account: z.string().optional(),
});

export type DrawnTrait = z.output<typeof drawnTrait>;

/** What a form asked for. */
export type Drawn = z.output<typeof drawn>;

/**
 * The note for a form's nodes. Of an account that there is, controls that cannot be changed are as if they were not there; a
 * new one gets what they show.
 */
export function toDrawn(nodes: readonly NodeView[], lists: readonly string[], isNew: boolean): Drawn {
  const asked = isNew ? nodes : nodes.filter((node) => !isFixed(node));
  return { traits: asked.flatMap((node) => toDrawnTrait(node) ?? []), lists: [...lists] };
}

function isFixed(node: NodeView): boolean {
  return ("disabled" in node && node.disabled) || (node.kind === "field" && node.readOnly === true);
}

/** The note that a form brings, or `undefined` for a form that was not Foyer's or was changed on the way. */
export function parseDrawn(text: string): Drawn | undefined {
  try {
    return drawn.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function toDrawnTrait(node: NodeView): DrawnTrait | undefined {
  if (!("name" in node) || !isTraitName(node.name)) return undefined;
  const { name } = node;
  switch (node.kind) {
    case "field":
      return { name, as: toReading(node), ...(node.isNullable && { isNullable: true }) };
    case "select":
      return { name, as: node.json ?? "text" };
    case "checkbox":
      return node.value === "true"
        ? { name, as: "box", ...(node.isFalseUnticked && { isAnswered: true }) }
        : { name, as: "text", only: node.value };
    case "choices":
      return { name, shape: "set", as: node.json ?? "text", ...(node.required && { isAnswered: true }) };
    case "list": {
      const [first] = node.items;
      const as = first?.kind === "field" ? toReading(first) : (first?.json ?? "text");
      return { name, shape: "list", as, ...(node.required && { isAnswered: true }) };
    }
    default:
      return undefined;
  }
}

function toReading({ type, isMultiline }: FieldNode): DrawnTrait["as"] {
  if (isMultiline) return "lines";
  switch (type) {
    case "number":
    case "date":
      return type;
    case "email":
    case "url":
      return "trimmed";
    default:
      return "text";
  }
}
