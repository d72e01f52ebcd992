/** `/console/signed-out`: where a provider leads back to after its own sign-out. */

import { ConsoleSignedOutPage } from "@/components/console/pages/console-signed-out-page";
import { getConsoleConfig } from "@/lib/console/get-console-config.server";
import { answerConsole } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { renderConsole } from "@/lib/console/request/render-console.server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerConsole("/console/signed-out", request, async ({ context }) => {
    const provider = new URL(getConsoleConfig().signIn.issuer).host;
    return renderConsole(<ConsoleSignedOutPage context={context} view={{ provider }} />);
  });
}

export const POST = refuseConsoleMethod("/console/signed-out", "GET, HEAD");
