/** Puts what a form says into the traits that an identity has: what was not changed stays as it is, to the last detail. */

import { hasInexactNumber, isRecord, type Json, toText } from "@/lib/json";
import { toTraitPath } from "@/lib/self-service/schema/trait-name";
import type { Drawn, DrawnTrait } from "./drawn";
import { getAt, putAt, takeAt } from "./json-path";

/**
 * The whole of the traits after a form was sent. A control that still says what it said of `traits` changes nothing:
 * neither an empty text, nor a number's type, nor an item that the control cannot show.
 * @param traits as they are now
 * @param drawn what the form asked for
 * @param form what came back
 */
export function mergeTraits(traits: Json, drawn: Drawn, form: URLSearchParams): Json {
  const merged: Json = structuredClone(traits);
  const posted = toPosted(form);
  for (const trait of drawn.traits) {
    const path = toMembers(trait.name);
    const before = getAt(merged, path);
    const texts = posted.get(trait.name) ?? [];
    if (isLeft(before, trait, texts)) continue;
    const after = toValue(before, trait, texts);
    if (after === before) continue;
    if (after === undefined) takeAt(merged, path);
    else putAt(merged, path, after);
  }
  for (const name of drawn.lists) {
    const path = toMembers(name);
    if (getAt(merged, path) === undefined) putAt(merged, path, []);
  }
  return merged;
}

/**
 * Whether a control still says what it said when it was drawn: whatever it is by now, another tab or an operator made it that.
 * What is to be answered even so, and is not there, is left to `toValue`.
 */
function isLeft(before: unknown, trait: DrawnTrait, posted: readonly string[]): boolean {
  const { was, as, shape, isAnswered } = trait;
  if (!was || (before === undefined && isAnswered)) return false;
  if (as === "box") return was.includes("true") === posted.includes("true");
  if (!shape) return toTyped(was[0] ?? "", as) === toTyped(posted[0] ?? "", as);
  const toItemTexts = (texts: readonly string[]) => {
    const typed = texts.map((text) => toTyped(text, as)).filter((text) => text !== "");
    return shape === "set" ? [...new Set(typed)].toSorted() : typed;
  };
  return isSame(toItemTexts(was), toItemTexts(posted));
}

/** What the control of a trait would send that says what the account has of it. */
export function toUnchanged(traits: Json, trait: DrawnTrait): string[] {
  const value = getAt(traits, toMembers(trait.name));
  if (trait.as === "box") return value === true || value === "true" ? ["true"] : [];
  if (!trait.shape) return [toShown(value, trait)];
  return (Array.isArray(value) ? value : []).map((item) => toShown(item, { as: trait.as }));
}

function toPosted(form: URLSearchParams): Map<string, string[]> {
  const posted = new Map<string, string[]>();
  for (const [name, value] of form) {
    const values = posted.get(name);
    if (values) values.push(value);
    else posted.set(name, [value]);
  }
  return posted;
}

/** The path below `traits`. */
function toMembers(name: string): string[] {
  return toTraitPath(name)?.slice(1) ?? [];
}

/** The value that a control leaves; `before` itself where it still says the same. */
function toValue(before: unknown, trait: DrawnTrait, posted: readonly string[]): unknown {
  if (trait.shape) return toItems(before, trait, posted);
  if (trait.as === "box") return toTruth(before, trait, posted.includes("true"));
  const text = toTyped(posted[0] ?? "", trait.as);
  if (text === toShown(before, trait)) return before;
  if (text === "") return trait.isNullable ? null : undefined;
  return parse(text, trait.as);
}

function toTruth(before: unknown, { isAnswered }: DrawnTrait, isTicked: boolean): unknown {
  const wasTicked = before === true || before === "true";
  if (isTicked === wasTicked && (before !== undefined || !isAnswered)) return before;
  if (isTicked) return true;
  return isAnswered ? false : undefined;
}

/** Items that were there keep what they are; the others are read as the list's type. Empty ones leave nothing. */
function toItems(before: unknown, { as, shape, isAnswered }: DrawnTrait, posted: readonly string[]): unknown {
  const old = Array.isArray(before) ? before.map((value) => ({ value, text: toShown(value, { as }) })) : [];
  const shown = old.filter(({ text }) => text !== "");
  const typed = posted.map((text) => toTyped(text, as)).filter((text) => text !== "");
  const order = shape === "set" ? toOrder(typed, shown) : typed;
  if (
    isSame(
      order,
      shape === "set" ? [...new Set(shown.map(({ text }) => text))] : shown.map(({ text }) => text),
    )
  )
    return before ?? (isAnswered ? [] : undefined);
  if (order.length === 0) return isAnswered ? [] : undefined;
  const values = new Map(shown.toReversed().map(({ text, value }) => [text, value]));
  return order.map((text) => values.get(text) ?? parse(text, as));
}

/** Boxes come in the page's order: what was chosen before keeps its own, what is new comes after. */
function toOrder(typed: readonly string[], shown: readonly { text: string }[]): string[] {
  const chosen = new Set(typed);
  const kept = shown.filter(({ text }) => chosen.has(text)).map(({ text }) => text);
  return [...new Set([...kept, ...typed])];
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

/** What the control shows of a value, as it comes back unchanged. */
function toShown(value: unknown, { as, only }: Pick<DrawnTrait, "as" | "only">): string {
  if (isRecord(value) || Array.isArray(value)) return "";
  const text = toTyped(toText(value), as);
  const isShown =
    (only === undefined || text === only) &&
    (as !== "number" || NUMBER.test(text)) &&
    (as !== "date" || DATE.test(text));
  return isShown ? text : "";
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const DATE = /^\d{4,}-\d{2}-\d{2}/;

/** What browsers make of a control's text: one line, no spaces around addresses, nothing that is no date or number. */
function toTyped(text: string, as: DrawnTrait["as"]): string {
  switch (as) {
    case "lines":
      return text.replaceAll(/\r\n?/g, "\n");
    case "trimmed":
      return text.replaceAll(/[\r\n]/g, "").trim();
    case "date":
      return DATE.exec(text)?.[0] ?? text;
    case "number":
      return text.trim();
    default:
      return text.replaceAll(/[\r\n]/g, "");
  }
}

/**
 * What does not read as its type stays text: Kratos then says so, at the field. So does a number that JSON would not keep
 * exactly: nobody's member number is to be saved as another.
 */
function parse(text: string, as: DrawnTrait["as"]): unknown {
  if (as === "number" && NUMBER.test(text) && !hasInexactNumber(Number(text))) return Number(text);
  if (as === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}
