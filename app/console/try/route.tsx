/** `/console/try`: where Hydra's answer to a sign-in goes that an operator tries. */

import * as oidc from "openid-client";
import { answerReceipt } from "@/lib/console/act/answer-receipt.server";
import { ConsoleProblem } from "@/lib/console/problem";
import { answerOperator } from "@/lib/console/request/answer-console.server";
import { refuseConsoleMethod } from "@/lib/console/request/refuse-method.server";
import { type PendingTry, takeTry } from "@/lib/console/try/pending-try.server";
import { toRefusedReceipt, toTriedReceipt } from "@/lib/console/try/receipt";
import { finishTry, TryFailed } from "@/lib/console/try/request.server";
import { OryError } from "@/lib/ory/error";
import { readQuery } from "@/lib/web/guards";
import { readUrl } from "@/lib/web/request-url";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerOperator("/console/try", "clients.try", request, async (page) => {
    const { state } = readQuery(request, ["state"]);
    const pending = await takeTry(page, state);
    if (!pending) throw new ConsoleProblem(400, NOT_OURS);
    const receipt = await toReceipt(pending, readUrl(request).search);
    return answerReceipt(page, receipt);
  });
}

export const POST = refuseConsoleMethod("/console/try", "GET, HEAD");

const NOT_OURS = {
  title: "This was not begun here",
  text: "It was begun in another session, was answered already, or waited longer than ten minutes.",
  links: [{ path: "/clients", label: "Apps" }],
};

const NO_ANSWER = "Hydra's answer was not what it should be, or did not come.";

async function toReceipt(pending: PendingTry, search: string) {
  const { name, clientId, scope } = pending;
  try {
    const { tokens, isRevoked } = await finishTry(pending, search);
    return toTriedReceipt({
      name,
      clientId,
      asked: scope,
      given: tokens.scope,
      expiresIn: tokens.expires_in,
      isJwt: tokens.access_token.split(".").length === 3 && !tokens.access_token.startsWith("ory_at_"),
      hasRefreshToken: tokens.refresh_token !== undefined,
      claims: tokens.claims(),
      isRevoked,
    });
  } catch (failed) {
    if (!(failed instanceof TryFailed)) throw failed;
    const { cause: error, isRevoked } = failed;
    if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError)
      return toRefusedReceipt({ name, clientId, isRevoked }, error.error, error.error_description ?? "");
    if (error instanceof OryError)
      return toRefusedReceipt({ name, clientId, isRevoked }, "no answer", NO_ANSWER);
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("OAUTH_")) throw error;
    return toRefusedReceipt({ name, clientId, isRevoked }, code, NO_ANSWER);
  }
}
