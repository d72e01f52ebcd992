/** The receipt of an act. */

import type { ReceiptView } from "@/lib/console/act/receipt";
import type { ConsoleChrome } from "@/lib/console/chrome";
import { Receipt } from "../parts/receipt";
import { Shell } from "../parts/shell";

export function ReceiptPage({ chrome, receipt }: { chrome: ConsoleChrome; receipt: ReceiptView }) {
  return (
    <Shell chrome={chrome} title={receipt.title} place="" lead={receipt.lead}>
      <Receipt receipt={receipt} />
      {receipt.links.length > 0 && (
        <ul className="flex flex-wrap gap-4">
          {receipt.links.map(({ path, label }) => (
            <li key={path}>
              <a href={chrome.consolePath + path}>{label}</a>
            </li>
          ))}
        </ul>
      )}
    </Shell>
  );
}
