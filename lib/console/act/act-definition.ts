/** What one act of a page is: its form's fields, what it is about, and what it does. */

import type { z } from "zod";
import type { Operator } from "../operator/operator";
import type { ActSubject } from "../trail/entry";
import type { Operation } from "./operations";
import type { Receipt } from "./receipt";

/** What became of an act that succeeded; `after` goes into the trail. */
export type ActResult = {
  after?: unknown;
  /** What there is now that nobody could name before: its trail begins with this act. */
  made?: ActSubject;
} & (
  | /** Back to a page (path under the console), which says that it is done. */ { next: string }
  /** On to a page that says what happened at each server, or shows a secret once. */
  | { receipt: Receipt }
);

/** Thrown by `run` for what it finds wrong before anything was written: said at the field, or of the whole form. */
export class ActRefused extends Error {
  constructor(
    readonly text: string,
    readonly fields: Readonly<Record<string, string>> = {},
    readonly status: 409 | 422 = 422,
  ) {
    super("refused");
    this.name = "ActRefused";
  }
}

/** The hidden field that says what a form was drawn from. The act compares it; the trail, which has what was there, does not. */
export const SEEN_FIELD = "seen";

interface ActDefinition<Fields> {
  operation: Operation;
  /** Named by the address that the form is sent to, never by a field. */
  subject: ActSubject;
  /** What the trail is told in its place, where the address names nothing: whom it protects, `subject` alone decides. */
  toSubject?(fields: NoInfer<Fields>): ActSubject;
  /** In a sentence, for the page that asks to carry on after a step-up. */
  summary: string;
  /** What the form's fields must be; a field that the page did not show is undefined. */
  fields: z.ZodType<Fields>;
  /** What has to be typed into the field `confirm`, where the act asks for it. */
  typed?: string;
  /** What is there now, for the trail. */
  readBefore?(operator: Operator): Promise<unknown>;
  run(operator: Operator, fields: Fields): Promise<ActResult>;
}

/** An act whose fields' type is known to itself alone. */
export interface AnyAct {
  operation: Operation;
  subject: ActSubject;
  summary: string;
  typed?: string;
  readBefore?: ((operator: Operator) => Promise<unknown>) | undefined;
  /** The parsed fields, what they are about and what runs with them, or what is wrong at which field. */
  prepare(
    values: Readonly<Record<string, unknown>>,
  ):
    | { problems: Record<string, string> }
    | { fields: unknown; subject: ActSubject; run: (operator: Operator) => Promise<ActResult> };
}

export function defineAct<Fields>(definition: ActDefinition<Fields>): AnyAct {
  const { operation, subject, summary, typed, fields, run } = definition;
  return {
    operation,
    subject,
    summary,
    typed,
    readBefore: definition.readBefore?.bind(definition),
    prepare(values) {
      const parsed = fields.safeParse(values);
      if (parsed.success) {
        const { data } = parsed;
        return {
          fields: data,
          subject: definition.toSubject?.(data) ?? subject,
          run: (operator) => run.call(definition, operator, data),
        };
      }
      const problems = parsed.error.issues.map(({ path, message }) => [path.join("."), message]);
      return { problems: Object.fromEntries(problems) };
    },
  };
}
