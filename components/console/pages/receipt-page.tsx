/** The receipt of an act. */

import type { ReceiptView } from "@/lib/console/act/receipt";
import type { ConsoleChrome } from "@/lib/console/context";
import { ReceiptDetails } from "../parts/receipt-details";
import { Shell } from "../parts/shell";

export function ReceiptPage({ context, receipt }: { context: ConsoleChrome; receipt: ReceiptView }) {
  return (
    <Shell context={context} title={receipt.title} place={toPlace(receipt)} lead={receipt.lead}>
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
