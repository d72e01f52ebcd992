/** `/console/sign-in/start`: off to the provider, or to Kratos; with `step_up` for a fresh sign-in. */

import { getConsoleConfig } from "@/lib/console/get-console-config.server";
import { answerConsole } from "@/lib/console/request/answer-console.server";
import { toConsolePath } from "@/lib/console/request/console-page.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { startKratos } from "@/lib/console/sign-in/kratos-sign-in.server";
import { startOidc } from "@/lib/console/sign-in/oidc-sign-in.server";
import { toConsoleReturnPath } from "@/lib/console/sign-in/return-path";
import { readQuery } from "@/lib/web/guards";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerConsole("/console/sign-in/start", request, async (page) => {
    const query = readQuery(request, ["return_to", "step_up", "tried"]);
    const returnTo = toConsoleReturnPath(query.return_to, toConsolePath(""));
    const isStepUp = query.step_up === "true";
    return getConsoleConfig().signIn.kind === "oidc"
      ? startOidc(page, { returnTo, isStepUp })
      : startKratos(page, { returnTo, isStepUp, tried: query.tried });
  });
}

export const POST = refuseConsoleMethod("/console/sign-in/start", "GET, HEAD");
