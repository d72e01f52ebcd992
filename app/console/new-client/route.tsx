/** `/console/new-client`: which kind of app it is to be. */

import { NewClientPage } from "@/components/console/pages/new-client-page";
import { requireHydra } from "@/lib/console/ory/require-hydra.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/new-client", "clients.write", request, async (page) => {
    requireHydra();
    return renderConsole(<NewClientPage context={page.context} />);
  });
}

export const POST = refuseConsoleMethod("/console/new-client", "GET, HEAD");
