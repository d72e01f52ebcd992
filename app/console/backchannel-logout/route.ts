/** `POST /console/backchannel-logout`: the provider says that somebody signed out (OpenID Connect Back-Channel Logout). */

import { getConsoleConfig } from "@/lib/console/get-console-config.server";
import { answerConsole } from "@/lib/console/request/answer-console.server";
import { isConsoleRequest } from "@/lib/console/request/is-console-request.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { acceptLogoutToken } from "@/lib/console/sign-in/logout-token.server";
import { getLogger } from "@/lib/observe/log";
import { readBody, readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import { withJson } from "@/lib/web/with-json";

export const dynamic = "force-dynamic";

const ROUTE = "/console/backchannel-logout";

/** From a server, not a browser: the token's signature is what counts. */
export function POST(request: Request): Promise<Response> {
  if (!isConsoleRequest(request)) return answerConsole(ROUTE, request, notThere);
  return withJson(ROUTE, request, async () => {
    const { signIn } = getConsoleConfig();
    if (signIn.kind !== "oidc") return notThere();
    const form = new URLSearchParams(new TextDecoder().decode(await readBody(request)));
    const outcome = await acceptLogoutToken(readField(form, "logout_token") ?? "", signIn);
    if ("problem" in outcome) {
      getLogger().warn({ event: "console-logout-token-refused", problem: outcome.problem });
      throw new HttpError(400, "bad-request");
    }
    getLogger().info({ event: "console-signed-out-by-provider", sessions: outcome.ended });
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  });
}

async function notThere(): Promise<never> {
  throw new HttpError(404, "not-found");
}

export const GET = refuseConsoleMethod(ROUTE, "POST");
