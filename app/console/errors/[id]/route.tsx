/** `/console/errors/{id}`: an error that Kratos keeps, as a person met it. */

import { RecordedErrorPage } from "@/components/console/pages/recorded-error-page";
import { getRecordedError } from "@/lib/console/errors/errors.server";
import { toRecordedError } from "@/lib/console/errors/view";
import { requireUuid } from "@/lib/console/ory/ids.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

const ROUTE = "/console/errors/{id}";

type Context = { params: Promise<{ id: string }> };

export function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperator(ROUTE, "errors.read", request, async ({ context, operator }) => {
    const raw = await getRecordedError(operator, requireUuid((await params).id));
    return renderConsole(<RecordedErrorPage context={context} error={toRecordedError(raw)} />);
  });
}

export const POST = refuseConsoleMethod(ROUTE, "GET, HEAD");
