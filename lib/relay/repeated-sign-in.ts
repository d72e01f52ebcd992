/** A sign-in form that is sent again once the person is signed in (Back, a lost answer): same end as the first time. */

import { findPendingRequest } from "@/lib/oauth2/login/pending-request.server";
import { CONTINUITY_COOKIE, isSessionCookie, toCookieName } from "@/lib/web/cookies/cookies";
import type { PageRequest } from "@/lib/web/page-request";
import { seeOther } from "@/lib/web/redirect";
import type { Relayed } from "./relay";

/**
 * Under a session Kratos answers such a form with its default return URL and no longer shows the flow; what the app
 * asked for is in the pending request. A new session, a provider, an error flow and a next step look different and are
 * left alone. Kratos sets its continuity cookie whenever it leads to a provider, and never in its answer to a repeated
 * form.
 */
export async function toRepeatedSignIn(page: PageRequest, relayed: Relayed): Promise<Response | undefined> {
  const { request, caller } = page;
  const { pathname } = new URL(request.url);
  if (request.method !== "POST" || pathname !== "/self-service/login" || !caller.hasSession) return undefined;
  const { target, setCookies } = toDestination(relayed);
  const isNextStep = setCookies
    .map(toCookieName)
    .some((name) => isSessionCookie(name) || name === CONTINUITY_COOKIE);
  if (!target || isNextStep || /[?&](flow|id)=/.test(target)) return undefined;
  const pendingRequest = await findPendingRequest(request);
  return pendingRequest && seeOther(pendingRequest.path);
}

function toDestination(relayed: Relayed): { target: string | null; setCookies: string[] } {
  if (relayed.kind === "leave") return { target: relayed.href, setCookies: relayed.setCookies };
  const { headers } = relayed.response;
  return { target: headers.get("location"), setCookies: headers.getSetCookie() };
}
