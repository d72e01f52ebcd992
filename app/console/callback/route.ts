/** `/console/callback`: the redirect URI of the console's client. */

import { getConsoleConfig } from "@/lib/console/get-console-config.server";
import { answerConsole } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { finishOidc } from "@/lib/console/sign-in/oidc-sign-in.server";
import { HttpError } from "@/lib/web/http-error";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerConsole("/console/callback", request, async (page) => {
    if (getConsoleConfig().signIn.kind !== "oidc") throw new HttpError(404, "not-found");
    return finishOidc(page);
  });
}

export const POST = refuseConsoleMethod("/console/callback", "GET, HEAD");
