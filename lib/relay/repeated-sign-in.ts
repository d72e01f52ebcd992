/** A form that is sent once the person is signed in (another tab, Back, a lost answer): where its own flow was going. */

import { readPendingRequest } from "@/lib/oauth2/login/pending-request.server";
import { toLoginChallenge } from "@/lib/self-service/page/app-request.server";
import { goOnSignedIn } from "@/lib/self-service/page/go-on-signed-in.server";
import { CONTINUITY_COOKIE, isSessionCookie, toCookieName } from "@/lib/web/cookies/cookies";
import type { PageRequest } from "@/lib/web/page-request";
import { readUrl } from "@/lib/web/request-url";
import { toTarget } from "@/lib/web/target";
import { DESTINATION_PARAMETER } from "./relay-rules";
import type { Relayed } from "./relayed";

const FORM = /^\/self-service\/(login|registration)$/;
const FLOW_PAGE = /\/(login|registration)$/;
export const ERROR_PAGE = /\/error$/;

/**
 * Under a session Kratos answers such a form with its default return URL and no longer shows the flow: the form itself
 * says where it was going (threat O20). A new session, a provider, an error flow and a next step look different and are
 * left alone. Kratos sets its continuity cookie whenever it leads to a provider, and never in its answer to a repeated
 * form.
 */
export async function toRepeatedSignIn(page: PageRequest, relayed: Relayed): Promise<Response | undefined> {
  const { request, caller } = page;
  const { pathname, searchParams } = readUrl(request);
  const returnTo = searchParams.get(DESTINATION_PARAMETER);
  if (request.method !== "POST" || !FORM.test(pathname) || !caller.hasSession || !returnTo) return undefined;
  const { target, setCookies } = toAnswer(relayed);
  const isNextStep = setCookies
    .map(toCookieName)
    .some((name) => isSessionCookie(name) || name === CONTINUITY_COOKIE);
  if (!target || isNextStep || /[?&](flow|id)=/.test(target)) return undefined;
  const challenge = toLoginChallenge(returnTo);
  // What is not kept any more was answered, by another tab of the same app.
  if (challenge && !(await readPendingRequest(request, challenge))) return undefined;
  return goOnSignedIn(page, returnTo);
}

/**
 * Kratos' way back to a flow's page, with where the flow is going: the page may be reloaded under another tab's session. Its
 * error page leads on from there too.
 * @param begun where a sign-in was going whose provider answered: of a flow that Kratos still shows, the flow says it itself
 */
export function withDestination(
  asked: URL,
  location: string | undefined,
  begun?: string,
): string | undefined {
  const isForm = FORM.test(asked.pathname);
  const returnTo = isForm ? asked.searchParams.get(DESTINATION_PARAMETER) : begun;
  const target = location === undefined ? undefined : toTarget(location);
  if (!returnTo || !target?.isOwn) return location;
  const page = new URL(target.href);
  const isFlow = isForm && FLOW_PAGE.test(page.pathname) && page.searchParams.has("flow");
  const isError = ERROR_PAGE.test(page.pathname) && page.searchParams.has("id");
  if (!isFlow && !isError) return location;
  page.searchParams.set(DESTINATION_PARAMETER, returnTo);
  return page.href;
}

function toAnswer(relayed: Relayed): { target: string | null; setCookies: string[] } {
  if (relayed.kind === "leave") return { target: relayed.href, setCookies: relayed.setCookies };
  if (relayed.kind === "refused") return { target: null, setCookies: relayed.setCookies };
  const { headers } = relayed.response;
  return { target: headers.get("location"), setCookies: headers.getSetCookie() };
}
