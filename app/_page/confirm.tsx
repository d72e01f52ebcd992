/** Answers a request with a question; each answer to it is a POST form. */

import { ConfirmPage } from "@/components/oauth2/confirm-page";
import { type DocumentOptions, renderDocument } from "@/lib/http/render-document";
import type { ConfirmView } from "@/lib/oauth2/view";
import type { Page } from "./page";

export function renderConfirm(
  { chrome }: Page,
  view: ConfirmView,
  options?: DocumentOptions,
): Promise<Response> {
  return renderDocument(<ConfirmPage chrome={chrome} view={view} />, options);
}
