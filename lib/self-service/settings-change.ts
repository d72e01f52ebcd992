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

/** A body longer than this is not looked at, in bytes: webauthn answers have some thousand. */
const LOOK_LIMIT_BYTES = 64 * 1024;

/**
 * The one kind that the form can be. Which of two Kratos would choose is not guessed: a page must not name one change
 * while another waits (threat A5).
 */
export function toChangeKind(contentType: string | null, body: Uint8Array): ChangeKind {
  if (body.length > LOOK_LIMIT_BYTES) return "other";
  if (!contentType?.startsWith("application/x-www-form-urlencoded")) return "other";
  const form = new URLSearchParams(new TextDecoder().decode(body));
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
