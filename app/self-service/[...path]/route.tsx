/** Kratos' browser endpoints on our origin; everything below `/self-service` that is not on the list is a 404. */

import { signOutAfterKratos } from "@/lib/oauth2/logout/sign-out.server";
import { isForScripts, relay } from "@/lib/relay/relay";
import { toRepeatedSignIn } from "@/lib/relay/repeated-sign-in";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { toPlainProblem } from "@/lib/web/with-json";
import { withPage } from "@/lib/web/with-page";

export const dynamic = "force-dynamic";

const LOGOUT = /^\/self-service\/logout$/;

function handle(request: Request): Promise<Response> {
  return withPage("/self-service", request, async (page) => {
    try {
      const relayed = await relay(request);
      const repeated = await toRepeatedSignIn(page, relayed);
      if (repeated) return repeated;
      if (relayed.kind === "answer") {
        const isLogout = LOGOUT.test(new URL(request.url).pathname);
        return isLogout ? await signOutAfterKratos(page, relayed.response) : relayed.response;
      }
      return await redirectOffOrigin(page, relayed.href, { setCookies: relayed.setCookies });
    } catch (error) {
      if (isForScripts(request)) return toPlainProblem(request, error);
      throw error;
    }
  });
}

export const GET = handle;
export const POST = handle;
