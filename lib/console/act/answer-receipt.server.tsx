/** Leads from an act to the page that says what it did. */

import { ReceiptPage } from "@/components/console/pages/receipt-page";
import { seeOther } from "@/lib/web/redirect";
import { type OperatorPage, toConsolePath } from "../request/console-page.server";
import { renderConsole } from "../request/render-console.server";
import { StoreUnavailable } from "../store/redis-store.server";
import { keepCarriedOut } from "./carried-out.server";
import { type Receipt, receiptSchema } from "./receipt";
import { keepReceipt } from "./receipts.server";

/**
 * Where nothing can be kept for that page, this answer is it: what was done is done, and a secret is not made twice.
 * @param token of the form that asked for it
 */
export async function answerReceipt(page: OperatorPage, receipt: Receipt, token?: string): Promise<Response> {
  try {
    return seeOther(toConsolePath(await keepReceipt(page, receipt)));
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return renderConsole(
      <ReceiptPage context={page.context} receipt={receiptSchema.parse(receipt)} isAnswer />,
      { setCookies: token === undefined ? [] : await keepCarriedOut(token) },
    );
  }
}
