/** A form that asks what it would change, and writes nothing: by a button beside the one that sends it. */

import { readField } from "@/lib/web/guards";
import type { Operation } from "../act/operations";
import type { OperatorPage } from "../request/console-page.server";
import { type FormProblems, NO_PROBLEMS } from "./form";
import { requireActToken } from "./form-token.server";
import { readShownFields } from "./read-form.server";

/** Of the button that asks for the difference. */
const LOOK_FIELD = "look";

type Values = ReturnType<typeof readShownFields>;

/**
 * What the form holds.
 * @returns undefined for one that asks to write, and for another act's
 * @throws HttpError 403 for a form that is not this page's
 */
export function readLook(
  page: OperatorPage,
  operation: Operation,
  form: URLSearchParams,
): Values | undefined {
  if (!form.has(LOOK_FIELD) || readField(form, "operation") !== operation) return undefined;
  requireActToken(page, operation, form);
  form.delete(LOOK_FIELD);
  return readShownFields(form);
}

/** The form again, as it was typed. */
export function toLooked(operation: Operation, values: Values): FormProblems {
  const typed = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? value : value.join("\n"),
  ]);
  return { ...NO_PROBLEMS, operation, typed: Object.fromEntries(typed) };
}
