/** `/console`: home. */

import { HomePage } from "@/components/console/pages/home-page";
import { findFailedMail, findRiskyApps, findWaitingMail } from "@/lib/console/home/attention.server";
import { getServers, getStoreKind } from "@/lib/console/home/servers.server";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";
import { findFindings } from "@/lib/console/server/findings.server";

export const dynamic = "force-dynamic";

/** Of the doctor's findings; all of them stand on the page of the server. */
const SHOWN = 3;

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console", "home.read", request, async ({ context, operator }) => {
    const [servers, storeKind, mail, waitingMail, apps, findings] = await Promise.all([
      getServers(operator),
      getStoreKind(),
      findFailedMail(operator),
      findWaitingMail(operator),
      findRiskyApps(operator),
      findFindings(operator),
    ]);
    return renderConsole(
      <HomePage
        context={context}
        view={{
          servers,
          storeKind,
          mail,
          waitingMail,
          apps,
          findings: findings?.slice(0, SHOWN) ?? "unknown",
        }}
      />,
    );
  });
}

export const POST = refuseConsoleMethod("/console", "GET, HEAD");
