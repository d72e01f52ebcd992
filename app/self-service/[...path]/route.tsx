/** Kratos' browser endpoints on our origin; everything below `/self-service` that is not on the list is a 404. */

import { answer } from "@/app/_page/answer";
import { leave } from "@/app/_page/leave";
import { toPlainProblem } from "@/app/_page/plain";
import { toRepeatedSignIn } from "@/app/_page/repeated-sign-in";
import { signOutAfterKratos } from "@/app/_page/sign-out";
import { isForScripts, relay } from "@/lib/http/relay";

export const dynamic = "force-dynamic";

const LOGOUT = /^\/self-service\/logout$/;

function handle(request: Request): Promise<Response> {
  return answer("/self-service", request, async (page) => {
    try {
      const relayed = await relay(request);
      const repeated = await toRepeatedSignIn(page, relayed);
      if (repeated) return repeated;
      if (relayed.kind === "answer") {
        const isLogout = LOGOUT.test(new URL(request.url).pathname);
        return isLogout ? await signOutAfterKratos(page, relayed.response) : relayed.response;
      }
      return await leave(page, relayed.href, { setCookies: relayed.setCookies });
    } catch (error) {
      if (isForScripts(request)) return toPlainProblem(request, error);
      throw error;
    }
  });
}

export const GET = handle;
export const POST = handle;
