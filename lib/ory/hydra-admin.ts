/** Hydra's admin API for the handshake and the account area: challenges in, requests and redirects out. */

import type {
  AcceptDeviceUserCodeRequest,
  AcceptOAuth2ConsentRequest,
  AcceptOAuth2LoginRequest,
  OAuth2ConsentRequest,
  OAuth2ConsentSession,
  OAuth2LoginRequest,
  OAuth2LogoutRequest,
  OAuth2RedirectTo,
  RejectOAuth2Request,
} from "@ory/client-fetch";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import type { Caller } from "./caller";
import { call, callForList, getClients, withHeaders } from "./sdk";

const PAGE_SIZE = 250;
const MAXIMUM_PAGES = 20;

type Redirect = Promise<string>;

/** @throws OryError 401 expired, 404 unknown or garbled */
export async function getLoginRequest(
  loginChallenge: Challenge,
  caller: Caller,
): Promise<OAuth2LoginRequest> {
  const answer = await call<OAuth2LoginRequest>("hydra", "getOAuth2LoginRequest", () =>
    getClients().oauth2.getOAuth2LoginRequestRaw({ loginChallenge }, withHeaders(toHeaders(caller))),
  );
  return answer.data;
}

export function acceptLogin(
  loginChallenge: Challenge,
  body: AcceptOAuth2LoginRequest,
  caller: Caller,
): Redirect {
  return toRedirect("acceptOAuth2LoginRequest", () =>
    getClients().oauth2.acceptOAuth2LoginRequestRaw(
      { loginChallenge, acceptOAuth2LoginRequest: body },
      withHeaders(toHeaders(caller)),
    ),
  );
}

export function rejectLogin(loginChallenge: Challenge, body: RejectOAuth2Request, caller: Caller): Redirect {
  return toRedirect("rejectOAuth2LoginRequest", () =>
    getClients().oauth2.rejectOAuth2LoginRequestRaw(
      { loginChallenge, rejectOAuth2Request: body },
      withHeaders(toHeaders(caller)),
    ),
  );
}

/** @throws OryError 401 expired, 404 unknown or garbled */
export async function getConsentRequest(
  consentChallenge: Challenge,
  caller: Caller,
): Promise<OAuth2ConsentRequest> {
  const answer = await call<OAuth2ConsentRequest>("hydra", "getOAuth2ConsentRequest", () =>
    getClients().oauth2.getOAuth2ConsentRequestRaw({ consentChallenge }, withHeaders(toHeaders(caller))),
  );
  return answer.data;
}

export function acceptConsent(
  consentChallenge: Challenge,
  body: AcceptOAuth2ConsentRequest,
  caller: Caller,
): Redirect {
  return toRedirect("acceptOAuth2ConsentRequest", () =>
    getClients().oauth2.acceptOAuth2ConsentRequestRaw(
      { consentChallenge, acceptOAuth2ConsentRequest: body },
      withHeaders(toHeaders(caller)),
    ),
  );
}

export function rejectConsent(
  consentChallenge: Challenge,
  body: RejectOAuth2Request,
  caller: Caller,
): Redirect {
  return toRedirect("rejectOAuth2ConsentRequest", () =>
    getClients().oauth2.rejectOAuth2ConsentRequestRaw(
      { consentChallenge, rejectOAuth2Request: body },
      withHeaders(toHeaders(caller)),
    ),
  );
}

/** @throws OryError 404 unknown, 410 used (its body carries `redirect_to`) */
export async function getLogoutRequest(
  logoutChallenge: Challenge,
  caller: Caller,
): Promise<OAuth2LogoutRequest> {
  const answer = await call<OAuth2LogoutRequest>("hydra", "getOAuth2LogoutRequest", () =>
    getClients().oauth2.getOAuth2LogoutRequestRaw({ logoutChallenge }, withHeaders(toHeaders(caller))),
  );
  return answer.data;
}

export function acceptLogout(logoutChallenge: Challenge, caller: Caller): Redirect {
  return toRedirect("acceptOAuth2LogoutRequest", () =>
    getClients().oauth2.acceptOAuth2LogoutRequestRaw({ logoutChallenge }, withHeaders(toHeaders(caller))),
  );
}

/** The person stays signed in; Hydra forgets the request. */
export async function rejectLogout(logoutChallenge: Challenge, caller: Caller): Promise<void> {
  await call("hydra", "rejectOAuth2LogoutRequest", () =>
    getClients().oauth2.rejectOAuth2LogoutRequestRaw({ logoutChallenge }, withHeaders(toHeaders(caller))),
  );
}

/** @throws OryError 4xx for a code that no device waits with, see `toUserCodeProblem` */
export function acceptUserCode(
  deviceChallenge: Challenge,
  body: AcceptDeviceUserCodeRequest,
  caller: Caller,
): Redirect {
  return toRedirect("acceptUserCodeRequest", () =>
    getClients().oauth2.acceptUserCodeRequestRaw(
      { deviceChallenge, acceptDeviceUserCodeRequest: body },
      withHeaders(toHeaders(caller)),
    ),
  );
}

/** Every consent this subject has given, all pages (at most {@link MAXIMUM_PAGES} of {@link PAGE_SIZE}). */
export async function listConsentSessions(subject: string, caller: Caller): Promise<OAuth2ConsentSession[]> {
  const sessions: OAuth2ConsentSession[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < MAXIMUM_PAGES; page++) {
    const { raw, data } = await listPage(subject, pageToken, caller);
    sessions.push(...data);
    pageToken = toNextPageToken(raw);
    if (!pageToken || data.length === 0) break;
  }
  return sessions;
}

/** Revokes the consents and tokens of one client, never of all by omission (threat A1). */
export async function revokeConsentSessions(subject: string, client: string, caller: Caller): Promise<void> {
  await call("hydra", "revokeOAuth2ConsentSessions", () =>
    getClients().oauth2.revokeOAuth2ConsentSessionsRaw({ subject, client }, withHeaders(toHeaders(caller))),
  );
}

/** Revokes every consent of a subject. */
export async function revokeAllConsentSessions(subject: string, caller: Caller): Promise<void> {
  await call("hydra", "revokeOAuth2ConsentSessions", () =>
    getClients().oauth2.revokeOAuth2ConsentSessionsRaw(
      { subject, all: true },
      withHeaders(toHeaders(caller)),
    ),
  );
}

/** Ends one login session; back-channel clients hear of it (architecture §5). */
export async function revokeLoginSession(sid: string, caller: Caller): Promise<void> {
  await call("hydra", "revokeOAuth2LoginSessions", () =>
    getClients().oauth2.revokeOAuth2LoginSessionsRaw({ sid }, withHeaders(toHeaders(caller))),
  );
}

/** Forgets every remembered login of a subject; notifies no client. */
export async function revokeLoginSessionsOfSubject(subject: string, caller: Caller): Promise<void> {
  await call("hydra", "revokeOAuth2LoginSessions", () =>
    getClients().oauth2.revokeOAuth2LoginSessionsRaw({ subject }, withHeaders(toHeaders(caller))),
  );
}

async function listPage(subject: string, pageToken: string | undefined, caller: Caller) {
  let raw: Response | undefined;
  const data = await callForList<OAuth2ConsentSession>("hydra", "listOAuth2ConsentSessions", async () => {
    const page = await getClients().oauth2.listOAuth2ConsentSessionsRaw(
      { subject, pageSize: PAGE_SIZE, pageToken },
      withHeaders(toHeaders(caller)),
    );
    raw = page.raw;
    return page;
  });
  return { raw, data };
}

/** RFC 8288 `Link: <…page_token=…>; rel="next"`. */
function toNextPageToken(raw: Response | undefined): string | undefined {
  const next = raw?.headers.get("link")?.match(/<([^>]+)>;\s*rel="next"/)?.[1];
  return next && URL.canParse(next, "http://hydra.invalid")
    ? (new URL(next, "http://hydra.invalid").searchParams.get("page_token") ?? undefined)
    : undefined;
}

async function toRedirect(operation: string, run: () => Promise<{ raw: Response }>): Redirect {
  const { data } = await call<Partial<Record<keyof OAuth2RedirectTo, unknown>>>("hydra", operation, run);
  // What is no address leads nowhere: the caller's check of the origin refuses it (threat O9).
  return typeof data.redirect_to === "string" ? data.redirect_to : "";
}

/** Hydra's admin API is told nothing of the person, only which request this belongs to. */
function toHeaders({ headers }: Caller): Record<string, string> {
  const { traceparent, "x-request-id": requestId } = headers;
  return { ...(traceparent && { traceparent }), ...(requestId && { "x-request-id": requestId }) };
}
