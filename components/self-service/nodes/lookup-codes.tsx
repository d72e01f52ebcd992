/** Backup codes, one element a code, with what a person does with them: copy, keep as a file, print. */

import type { PageContext } from "@/lib/page-context";
import type { TextNode } from "@/lib/self-service/node-kinds";
import { COPY_BUTTON, CopyButton } from "./copy-button";

/** Kratos says of a used code when that was: a line of its own, smaller. */
const USED = "col-span-2 font-sans text-sm text-muted line-through";

interface LookupCodesProps {
  id: string;
  codes: NonNullable<TextNode["codes"]>;
  context: PageContext;
}

export function LookupCodes({ id, codes, context }: LookupCodesProps) {
  const { t } = context;
  return (
    <div data-copies="" data-codes={t("codes.fileName")} className="grid gap-3">
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
        <CopyButton context={context} />
        <button type="button" hidden data-do="download" className={COPY_BUTTON}>
          {t("codes.download")}
        </button>
        <button type="button" hidden data-do="print" className={COPY_BUTTON}>
          {t("codes.print")}
        </button>
      </div>
    </div>
  );
}
