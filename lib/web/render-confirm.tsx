/** Answers a request with a question; each answer to it is a POST form. */

import { ConfirmPage } from "@/components/document/confirm-page";
import type { ConfirmView } from "@/lib/questions/confirm-view";
import type { PageRequest } from "./page-request";
import { type DocumentOptions, renderDocument } from "./render-document";

export function renderConfirm(
  { context }: PageRequest,
  view: ConfirmView,
  options?: DocumentOptions,
): Promise<Response> {
  return renderDocument(<ConfirmPage context={context} view={view} />, options);
}
