/** Answers a console request with a document. */

import type { ReactElement } from "react";
import { type DocumentOptions, renderDocument } from "@/lib/web/render-document";

export function renderConsole(
  element: ReactElement,
  options: Omit<DocumentOptions, "area"> = {},
): Promise<Response> {
  return renderDocument(element, { ...options, area: "console" });
}
