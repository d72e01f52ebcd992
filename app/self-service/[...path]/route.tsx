/** Kratos' browser endpoints on our origin; everything below `/self-service` that is not on the list is a 404. */

import { answer } from "@/app/_page/answer";
import { leave } from "@/app/_page/leave";
import { toPlainProblem } from "@/app/_page/plain";
import { toRepeatedSignIn } from "@/app/_page/repeated-sign-in";
import { signOutAfterKratos } from "@/app/_page/sign-out";
import { isForScripts, type Relayed, relay } from "@/lib/http/relay";

export const dynamic = "force-dynamic";

const LOGOUT = /^\/self-service\/logout$/;

function handle(request: Request): Promise<Response> {
  return answer("/self-service", request, async (page) => {
    try {
      const relayed = await relay(request);
      const repeated = await toRepeatedSignIn(page, relayed);
      if (repeated) return repeated;
      const setCookies = toSetCookies(relayed);
      const more = LOGOUT.test(new URL(request.url).pathname)
        ? await signOutAfterKratos(page, setCookies, isForScripts(request))
        : [];
      if (more instanceof Response) return more;
      if (relayed.kind === "leave")
        return await leave(page, relayed.href, { setCookies: [...setCookies, ...more] });
      for (const line of more) relayed.response.headers.append("set-cookie", line);
      return relayed.response;
    } catch (error) {
      if (isForScripts(request)) return toPlainProblem(request, error);
      throw error;
    }
  });
}

function toSetCookies(relayed: Relayed): string[] {
  return relayed.kind === "leave" ? relayed.setCookies : relayed.response.headers.getSetCookie();
}

export const GET = handle;
export const POST = handle;
