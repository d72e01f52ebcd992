/** A link from a mail as a page with one button: whatever opens links (mail scanners, previews) uses up nothing. */

import type { Translate } from "@/lib/i18n/translate";
import type { ConfirmView } from "./confirm-view";

/** @param action the link itself, which the button posts to */
export function toMailLinkView(t: Translate, kind: "recovery" | "verification", action: string): ConfirmView {
  return {
    testId: `${kind}-link`,
    title: t(`mailLink.${kind}.title`),
    lead: t(`mailLink.${kind}.lead`),
    actions: [
      { action, fields: {}, label: t(`mailLink.${kind}.open`), role: "primary", testId: "open-link" },
    ],
  };
}
