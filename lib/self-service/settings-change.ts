/** Tells from a settings form which kind of change it asks for: what waits while its owner signs in once more. */

import { findMethod } from "./method-facts";
import { METHODS } from "./methods";

/** Each has its words in the catalogue, `login.waiting.{kind}`; `other` stands for what is not known for certain. */
export type ChangeKind = Change<keyof typeof METHODS> | "other";

type Change<Name extends keyof typeof METHODS> = Name extends keyof typeof METHODS
  ? (typeof METHODS)[Name] extends { settings: { changes: readonly (infer Kind)[] } }
    ? Kind
    : never
  : never;

const CHANGES = Object.entries(METHODS).flatMap(([method, entry]) =>
  "settings" in entry && "changes" in entry.settings
    ? entry.settings.changes.map((kind) => ({ kind, isMethod: kind === method }))
    : [],
);

export const CHANGE_KINDS: readonly ChangeKind[] = [...CHANGES.map(({ kind }) => kind), "other"];

/** Kinds that are the value of the form's `method`. */
const METHOD_KINDS = CHANGES.filter(({ isMethod }) => isMethod).map(({ kind }) => kind);

/** Kinds that Kratos knows by a field of that name, whatever the `method`. */
const FIELD_KINDS = CHANGES.filter(({ isMethod }) => !isMethod).map(({ kind }) => kind);

/**
 * The one kind that the form can be. Which of two Kratos would choose is not guessed: a page must not name one change
 * while another waits (threat A5).
 * @param form undefined where a script sends JSON: no page has shown that change
 */
export function toChangeKind(form: URLSearchParams | undefined): ChangeKind {
  if (!form) return "other";
  const isFilled = (name: string) => form.getAll(name).some(Boolean);
  const filled = FIELD_KINDS.filter(isFilled);
  // What removes is sent with the method of setting up; only as `true` it is that and nothing else.
  const isSaid = (name: string) => isFilled(name) && form.getAll(name).every((value) => value === "true");
  const removed = METHOD_KINDS.filter((name) =>
    Object.keys(findMethod(name).settings?.removals ?? {}).some(isSaid),
  );
  const methods = METHOD_KINDS.filter(
    (name) => form.getAll("method").includes(name) && !removed.includes(name),
  );
  const kinds = [...filled, ...methods];
  const [kind = "other", ...others] = kinds;
  return others.length === 0 ? kind : "other";
}
