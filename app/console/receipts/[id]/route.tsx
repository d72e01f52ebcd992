/** `/console/receipts/{id}`: what an act did; gone after the first look where it shows a secret. */

import { ReceiptPage } from "@/components/console/pages/receipt-page";
import { openReceipt } from "@/lib/console/act/receipts.server";
import { ConsoleProblem } from "@/lib/console/problem";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator("/console/receipts/{id}", "home.read", request, async (page) => {
    const receipt = await openReceipt(page, (await params).id);
    if (!receipt) {
      throw new ConsoleProblem(410, {
        title: "This was shown once",
        text: "A secret is shown one time, and a receipt for an hour. If nobody wrote it down, make a new one.",
      });
    }
    return renderConsole(<ReceiptPage context={page.context} receipt={receipt} />);
  });
}

export const POST = refuseConsoleMethod("/console/receipts/{id}", "GET, HEAD");
