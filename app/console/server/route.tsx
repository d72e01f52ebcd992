/** `/console/server`: how the servers and this process are, and what the configuration doctor finds. */

import { ServerPage } from "@/components/console/pages/server-page";
import { getServers } from "@/lib/console/home/servers.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { findFindings } from "@/lib/console/server/findings.server";
import { getProcess } from "@/lib/console/server/process.server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/server", "server.read", request, async ({ context, operator }) => {
    const [servers, findings, process] = await Promise.all([
      getServers(operator),
      findFindings(operator),
      getProcess(operator),
    ]);
    return renderConsole(<ServerPage context={context} view={{ servers, findings, process }} />);
  });
}

export const POST = refuseConsoleMethod("/console/server", "GET, HEAD");
