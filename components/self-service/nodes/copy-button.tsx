/** Copies what stands in the `data-copies` box around it, and says so; hidden until the script is there to do it. */

import { buttonClass } from "@/components/controls/button-class";
import type { PageContext } from "@/lib/page-context";

/** Three of them fit beside each other on a phone. */
export const COPY_BUTTON = `${buttonClass("secondary", "auto")} max-sm:px-3.5`;

/** @param of what it copies, for whoever hears more than one such button of a page */
export function CopyButton({ context: { t }, of }: { context: PageContext; of?: string }) {
  return (
    <button
      type="button"
      hidden
      data-do="copy"
      data-done={t("codes.copied")}
      data-failed={t("codes.notCopied")}
      className={COPY_BUTTON}
    >
      <span aria-live="polite">{t("codes.copy")}</span>
      {of && <span className="sr-only">{`: ${of}`}</span>}
    </button>
  );
}
