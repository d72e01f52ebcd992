/** The form that asks for a file: a link makes none, and writes nothing into the trail (threats C7, C21). */

import { toActForm } from "../forms/form-token.server";
import { type OperatorPage, toConsolePath } from "../request/console-page.server";
import type { ExportFormView } from "./export-form";

type Operation = "identities.export" | "trail.export";

const PATHS = {
  "identities.export": "/identities/export",
  "trail.export": "/trail/export",
} as const satisfies Readonly<Record<Operation, string>>;

/**
 * @param query what is asked for: it stands in the address, which the form's token names
 */
export function toExportForm(
  page: OperatorPage,
  operation: Operation,
  label: string,
  query: Readonly<Record<string, string | undefined>>,
): ExportFormView {
  return { label, ...toActForm(page, operation, [], toConsolePath(PATHS[operation], query)) };
}
