/** Kratos' browser endpoints on our origin; everything below `/self-service` that is not on the list is a 404. */

import { signOutAfterKratos } from "@/lib/oauth2/logout/sign-out.server";
import { showMailLink } from "@/lib/relay/mail-link.server";
import { isForScripts, relay } from "@/lib/relay/relay";
import { DESTINATION_PARAMETER } from "@/lib/relay/relay-rules";
import type { Relayed } from "@/lib/relay/relayed";
import { toRepeatedSignIn } from "@/lib/relay/repeated-sign-in";
import { refuseSignedOutChange } from "@/lib/relay/signed-out-change";
import { answerRefusedLink, answerUnknownLink } from "@/lib/self-service/page/cut-link.server";
import { showKratosError } from "@/lib/self-service/page/show-error.server";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { readUrl } from "@/lib/web/request-url";
import { toPlainProblem } from "@/lib/web/with-json";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

const ROUTE = "/self-service";

const LOGOUT = /^\/self-service\/logout$/;

function handle(request: Request): Promise<Response> {
  return withPage(ROUTE, request, async (page) => {
    try {
      const link = await showMailLink(page);
      if (link) return link;
      const relayed = await relay(request);
      if (!isForScripts(request)) await refuseSignedOutChange(request, relayed);
      const instead = (await toRepeatedSignIn(page, relayed)) ?? (await answerRefusedLink(page, relayed));
      if (instead) return instead;
      const setCookies = toSetCookies(relayed);
      const more = LOGOUT.test(readUrl(request).pathname)
        ? await signOutAfterKratos(page, setCookies, isForScripts(request))
        : [];
      if (more instanceof Response) return more;
      const all = [...setCookies, ...more];
      if (relayed.kind === "leave") return await redirectOffOrigin(page, relayed.href, { setCookies: all });
      if (relayed.kind === "refused") {
        const returnTo = readUrl(request).searchParams.get(DESTINATION_PARAMETER) ?? undefined;
        return await showKratosError(page, { error: relayed.error, returnTo, setCookies: all });
      }
      for (const line of more) relayed.response.headers.append("set-cookie", line);
      return relayed.response;
    } catch (error) {
      if (isForScripts(request)) return toPlainProblem(ROUTE, request, error);
      const instead = answerUnknownLink(page, error);
      if (!instead) throw error;
      return instead;
    }
  });
}

function toSetCookies(relayed: Relayed): string[] {
  return relayed.kind === "answer" ? relayed.response.headers.getSetCookie() : relayed.setCookies;
}

export const GET = handle;
export const POST = handle;
