/** Ties a console form to the session, the act, the page and the very fields that it showed (threats C7, C22, C30). */

import { createToken, requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import type { Operation } from "../act/operations";
import type { OperatorPage } from "../request/console-page.server";
import type { FieldName } from "./field-words";
import type { ActFormView } from "./form";

/** What the tokens of acts are for. */
export const ACT_TOKEN = "console-act";

/** Names of the fields that the form itself brings. */
export const OWN_FIELDS = ["operation", "form_fields", "form_token", "pending"] as const;

/**
 * @param shown names of the fields that the page shows; no other is read
 * @param address where the form is sent, with its query, as browsers see it; default the page itself without one. What
 * is acted on is named by it: sent to any other address the form is refused.
 */
export function toActForm(
  page: OperatorPage,
  operation: Operation,
  shown: readonly FieldName[] = [],
  address = page.path,
): ActFormView {
  const fields = shown.join(" ");
  const token = createToken(ACT_TOKEN, page.session.handle, operation, address, fields);
  return { action: address, hidden: { operation, form_fields: fields, form_token: token } };
}

/**
 * @param fields what the token names beside the address; default the fields that the form says it showed
 * @throws HttpError 403 for a form of another session, act, address or set of fields
 */
export function requireActToken(
  page: OperatorPage,
  operation: Operation,
  form: URLSearchParams,
  fields = readField(form, "form_fields") ?? "",
): void {
  const token = readField(form, "form_token");
  requireToken(token, ACT_TOKEN, page.session.handle, operation, page.address, fields);
}
