/** The receipt of an act. */

import { Callout } from "@/components/controls/callout";
import type { ReceiptView } from "@/lib/console/act/receipt";
import type { ConsoleChrome } from "@/lib/console/context";
import { ReceiptDetails } from "../parts/receipt-details";
import { Shell } from "../parts/shell";

interface ReceiptPageProps {
  context: ConsoleChrome;
  receipt: ReceiptView;
  /** It is the answer to the form itself: there was nowhere to keep it. */
  isAnswer?: boolean;
}

export function ReceiptPage({ context, receipt, isAnswer }: ReceiptPageProps) {
  return (
    <Shell context={context} title={receipt.title} place={toPlace(receipt)} lead={receipt.lead}>
      {isAnswer && (
        <Callout tone="info">
          Redis could not be used, so this page is kept nowhere, and cannot be opened again. A reload, which
          sends the form again, does nothing.
        </Callout>
      )}
      <ReceiptDetails receipt={receipt} />
      {receipt.links.length > 0 && (
        <ul className="flex flex-wrap gap-4">
          {receipt.links.map(({ path, label }) => (
            <li key={path}>
              <a href={context.consolePath + path}>{label}</a>
            </li>
          ))}
        </ul>
      )}
    </Shell>
  );
}

/** The area that it leads back to. */
function toPlace({ links }: ReceiptView): string {
  const area = links[0]?.path.split("/")[1];
  return area ? `/${area}` : "none";
}
