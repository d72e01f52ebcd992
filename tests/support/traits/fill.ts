/** Fills a page's traits as a person would, over plain HTTP: by the names and kinds of the controls that are there. */

import type { HtmlForm } from "../html.mjs";
import type { SubmitOptions } from "../user-agent.mjs";
import type { Person } from "./arbitrary";

/** What to fill in and tick in a form so that it says what the traits shall be. @throws for a trait without a control */
export function toFilled(form: HtmlForm, leaves: Person["leaves"]): Pick<SubmitOptions, "fill" | "tick"> {
  const boxes = new Set(form.checkboxes.map(({ name }) => name));
  const fields = new Set(form.fields.map(([name]) => name));
  const fill: Record<string, string[]> = {};
  const tick: string[] = [];
  for (const { name, after } of leaves) {
    const texts = [after].flat().flatMap((value) => (value === undefined ? [] : [String(value)]));
    if (boxes.has(name))
      tick.push(...texts.filter((text) => text !== "false").map((text) => `${name}=${text}`));
    else if (fields.has(name)) fill[name] = texts.length > 0 ? texts : [""];
    else throw new Error(`There is no control for ${name}.`);
  }
  return { fill, tick };
}

/**
 * The traits as Kratos v1.3 keeps them: an object that the schema declares is never absent, but empty. Foyer does the
 * same for lists of objects, in whose place Kratos would put an object and then refuse it.
 */
export function toKept(traits: Record<string, unknown>, { objects, lists }: Person): Record<string, unknown> {
  const kept = structuredClone(traits);
  for (const [names, make] of [
    [objects, () => ({})],
    [lists, () => []],
  ] as const) {
    for (const name of names) setIfAbsent(kept, name.split("."), make());
  }
  return kept;
}

function setIfAbsent(holder: Record<string, unknown>, [name = "", ...rest]: string[], value: unknown): void {
  if (!Object.hasOwn(holder, name)) holder[name] = rest.length > 0 ? {} : value;
  const inside = holder[name];
  if (rest.length > 0 && typeof inside === "object" && inside !== null) {
    setIfAbsent(inside as Record<string, unknown>, rest, value);
  }
}
