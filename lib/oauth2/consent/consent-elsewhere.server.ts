/** A consent that is not asked or given here: nobody or somebody else is signed in, or a newer request is open. */

import { toClientLabel } from "@/lib/oauth2/login/login-answer.server";
import { hasLoginSession } from "@/lib/oauth2/logout/login-session.server";
import { endKratosSession } from "@/lib/oauth2/logout/sign-out.server";
import { requireChallenge, toHydraPublicUrl } from "@/lib/oauth2/shared/challenge.server";
import { isAnsweredPage, isOpenPage, isSuperseded } from "@/lib/oauth2/shared/open-pages.server";
import {
  parseRequestUrl,
  toRepeatableUrl,
  toRequestAnew,
  toRequestUrl,
  withPrompt,
} from "@/lib/oauth2/shared/request-url";
import { readSessionContext } from "@/lib/oauth2/shared/session-context";
import { toSupersededView, toWrongAccountView } from "@/lib/questions/accounts";
import { createToken, requireToken } from "@/lib/web/form-token";
import { readField } from "@/lib/web/guards";
import { HttpError } from "@/lib/web/http-error";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath, toUrl } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { redirectOffOrigin } from "@/lib/web/redirect-off-origin";
import { renderConfirm } from "@/lib/web/render-confirm";
import type { ConsentDecision } from "./decide-consent";
import { type ConsentChallenge, readConsent } from "./read-consent.server";

/**
 * The session ended meanwhile: sign in, then see the page again. By the app's request, since a sign-out ends Hydra's
 * login session too, without which Hydra keeps no consent; where no link can make it, by the page's own address.
 */
export function toConsentSignIn(page: PageRequest, consent: ConsentChallenge): Response | Promise<Response> {
  return (
    askAnew(page, consent) ??
    seeOther(toPath("/login", { return_to: toUrl("/consent", { consent_challenge: consent.challenge }) }))
  );
}

/** Another tab opened a newer request of this app: Hydra would refuse this one, so it is asked for once more. */
export function showSuperseded(page: PageRequest, { request }: ConsentChallenge): Promise<Response> {
  const view = toSupersededView(page.context.t, toClientLabel(request), toSameRequest(request.request_url));
  return renderConfirm(page, view, { status: 409 });
}

/**
 * In place of a page that Hydra would refuse the answer of, as Back and Forward bring one in its only tab too: where a newer one
 * was opened here, or its sign-in was ended, Hydra is asked once more. Undefined for any other, or where the request cannot be
 * made by a link.
 * @throws HttpError 410 for what was answered here: pressing Deny by then would take nothing back
 */
export function replaceStalePage(
  page: PageRequest,
  consent: ConsentChallenge,
): Response | Promise<Response> | undefined {
  const { challenge, request } = consent;
  const clientId = request.client?.client_id ?? "";
  if (isAnsweredPage(page.request, clientId, challenge)) throw new HttpError(410, "challenge-used");
  const isStale = isSuperseded(page.request, clientId, challenge) || isOfEndedSignIn(page, consent);
  return isStale ? askAnew(page, consent) : undefined;
}

/**
 * In place of the answer to a page whose sign-in was signed out of here after it was shown: Hydra keeps no consent without it.
 * Undefined for any other, or where the request cannot be made by a link.
 */
export function replaceAnswer(
  page: PageRequest,
  consent: ConsentChallenge,
): Response | Promise<Response> | undefined {
  return isOfEndedSignIn(page, consent) ? askAnew(page, consent) : undefined;
}

/**
 * Each page that is shown remembers its sign-in in this browser, and signing out forgets all of them. One in another of Kratos'
 * sessions than this was ended wherever that was, in another browser too.
 */
function isOfEndedSignIn(
  { request }: PageRequest,
  { challenge, request: asked, session }: ConsentChallenge,
): boolean {
  const { client, context, login_session_id: sid, subject } = asked;
  const sessionId = readSessionContext(context) ?? session?.id;
  if (session && sessionId !== session.id) return true;
  if (!sid || !subject || !isOpenPage(request, client?.client_id ?? "", challenge)) return false;
  return !hasLoginSession(request, { sid, subject });
}

function askAnew(page: PageRequest, { request }: ConsentChallenge): Response | Promise<Response> | undefined {
  const href = toSameRequest(request.request_url);
  return href ? redirectOffOrigin(page, href, { targetLabel: toClientLabel(request) }) : undefined;
}

/** Whoever has come as far as a consent has an account: one that they are asked to make again is left out, where a link can. */
function toSameRequest(requestUrl: string | undefined): string | undefined {
  const hydraPublicUrl = toHydraPublicUrl(requestUrl);
  const same = toRepeatableUrl(requestUrl, hydraPublicUrl);
  return same && (toRequestAnew(requestUrl, hydraPublicUrl) ?? same);
}

/** A's consent is never given by B (threat O2). */
export function showWrongAccount(
  page: PageRequest,
  { challenge, request, session }: ConsentChallenge,
  { person }: Extract<ConsentDecision, { kind: "wrong-account" }>,
): Promise<Response> {
  const form = {
    action: toPath("/consent/switch-account"),
    fields: {
      consent_challenge: challenge,
      csrf_token: createToken("consent", challenge, session?.id ?? ""),
    },
  };
  const view = toWrongAccountView(page.context.t, person, { client: toClientLabel(request), form });
  return renderConfirm(page, view, { status: 403 });
}

/** @throws HttpError 403 without the token of the page that offered it */
export async function switchAccount(page: PageRequest, form: URLSearchParams): Promise<Response> {
  const challenge = requireChallenge(readField(form, "consent_challenge"));
  const { request, session } = await readConsent(page, challenge);
  // Without a session there is nothing to end, and nothing that the token could be bound to.
  if (session) requireToken(readField(form, "csrf_token"), "consent", challenge, session.id);
  const setCookies = await endKratosSession(page);
  const prompt = withPrompt(parseRequestUrl(request.request_url).prompt, {
    remove: ["none", "select_account", "create", "registration"],
    add: ["login"],
  });
  const href = toRequestUrl(request.request_url, { prompt }, toHydraPublicUrl(request.request_url));
  if (!href) return seeOther(toPath("/login"), setCookies);
  return redirectOffOrigin(page, href, { setCookies, targetLabel: toClientLabel(request) });
}
