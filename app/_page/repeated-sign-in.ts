/** A sign-in form that is sent again once the person is signed in (Back, a lost answer): same end as the first time. */

import { toFlowReturnTo } from "@/lib/flow/to-flow-view";
import { isSessionCookie } from "@/lib/http/cookies";
import type { Relayed } from "@/lib/http/relay";
import { OryError } from "@/lib/ory/error";
import { getFlow } from "@/lib/ory/kratos";
import type { Page } from "./page";
import { goOnSignedIn } from "./signed-in";

/**
 * Under a session Kratos answers such a form with its default return URL, and the destination is lost; the flow still
 * knows it. A new session, an error flow and a next step all look different and are left alone.
 */
export async function toRepeatedSignIn(page: Page, relayed: Relayed): Promise<Response | undefined> {
  const { request, caller } = page;
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== "POST" || pathname !== "/self-service/login" || !caller.hasSession) return undefined;
  const { target, setCookies } = toDestination(relayed);
  const isNewSession = setCookies.some((line) => isSessionCookie(line.split("=", 1)[0] ?? ""));
  const flowId = searchParams.get("flow");
  if (!target || isNewSession || !flowId || /[?&](flow|id)=/.test(target)) return undefined;
  try {
    const { data } = await getFlow("login", flowId, caller);
    const returnTo = toFlowReturnTo(data);
    return returnTo ? await goOnSignedIn(page, returnTo) : undefined;
  } catch (error) {
    if (error instanceof OryError && error.kind === "status" && error.status < 500) return undefined;
    throw error;
  }
}

function toDestination(relayed: Relayed): { target: string | null; setCookies: string[] } {
  if (relayed.kind === "leave") return { target: relayed.href, setCookies: relayed.setCookies };
  const { headers } = relayed.response;
  return { target: headers.get("location"), setCookies: headers.getSetCookie() };
}
