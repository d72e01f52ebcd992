/** Backup codes, one element a code, with what a person does with them: copy, keep as a file, print. */

import { buttonClass } from "@/components/controls/button-class";
import type { PageContext } from "@/lib/page-context";
import type { TextNode } from "@/lib/self-service/node-kinds";

/** Kratos says of a used code when that was: a line of its own, smaller. */
const USED = "col-span-2 font-sans text-sm text-muted line-through";

/** Three of them fit beside each other on a phone. */
const BUTTON = `${buttonClass("secondary", "auto")} max-sm:px-3.5`;

interface LookupCodesProps {
  id: string;
  codes: NonNullable<TextNode["codes"]>;
  context: PageContext;
}

export function LookupCodes({ id, codes, context }: LookupCodesProps) {
  const { t } = context;
  return (
    <div data-codes={t("codes.fileName")} className="grid gap-3">
      <div data-testid={`node/text/${id}/text`}>
        <ul
          data-testid={`text-${id}-content`}
          className="grid grid-flow-dense grid-cols-2 gap-x-4 gap-y-2 rounded-control border border-line bg-canvas p-4 text-center font-mono"
        >
          {codes.map(({ text, used }, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: used codes all read alike, their place is what tells them apart
            <li key={position} className={used ? USED : undefined}>
              <code>{text}</code>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2 print:hidden">
        <button
          type="button"
          hidden
          data-do="copy"
          data-done={t("codes.copied")}
          data-failed={t("codes.notCopied")}
          className={BUTTON}
        >
          <span aria-live="polite">{t("codes.copy")}</span>
        </button>
        <button type="button" hidden data-do="download" className={BUTTON}>
          {t("codes.download")}
        </button>
        <button type="button" hidden data-do="print" className={BUTTON}>
          {t("codes.print")}
        </button>
      </div>
    </div>
  );
}
