/** Hydra's admin API for the handshake and the account area: challenges in, requests and redirects out. */

import type {
  AcceptDeviceUserCodeRequest,
  AcceptOAuth2ConsentRequest,
  AcceptOAuth2LoginRequest,
  InitOverrideFunction,
  OAuth2Api,
  OAuth2Client,
  OAuth2ConsentRequest,
  OAuth2ConsentSession,
  OAuth2LoginRequest,
  OAuth2LogoutRequest,
  OAuth2RedirectTo,
  RejectOAuth2Request,
} from "@ory/client-fetch";
import type { Challenge } from "@/lib/oauth2/shared/challenge";
import type { Caller } from "./caller";
import { type HowMany, readConsentPages } from "./consent-pages";
import { isTooLarge, requireWhole } from "./error";
import { call, callForList, getClients, withHeaders } from "./sdk";
import {
  isClient,
  isConsentRequest,
  isConsentSession,
  isLoginRequest,
  isLogoutRequest,
} from "./whole-answer";

/** Consents that are asked for at once. */
const PAGE_SIZE = 128;

/** A first look, at what was granted last. */
const NEWEST = 16;

type Redirect = Promise<string>;

type Run = (oauth2: OAuth2Api, init: InitOverrideFunction) => Promise<{ raw: Response }>;

/** @throws OryError 401 expired, 404 unknown or garbled */
export async function getLoginRequest(
  loginChallenge: Challenge,
  caller: Caller,
): Promise<OAuth2LoginRequest> {
  return askFor(isLoginRequest, caller, "getOAuth2LoginRequest", (oauth2, init) =>
    oauth2.getOAuth2LoginRequestRaw({ loginChallenge }, init),
  );
}

export function acceptLogin(
  loginChallenge: Challenge,
  body: AcceptOAuth2LoginRequest,
  caller: Caller,
): Redirect {
  return lead(caller, "acceptOAuth2LoginRequest", (oauth2, init) =>
    oauth2.acceptOAuth2LoginRequestRaw({ loginChallenge, acceptOAuth2LoginRequest: body }, init),
  );
}

export function rejectLogin(loginChallenge: Challenge, body: RejectOAuth2Request, caller: Caller): Redirect {
  return lead(caller, "rejectOAuth2LoginRequest", (oauth2, init) =>
    oauth2.rejectOAuth2LoginRequestRaw({ loginChallenge, rejectOAuth2Request: body }, init),
  );
}

/** @throws OryError 401 expired, 404 unknown or garbled */
export async function getConsentRequest(
  consentChallenge: Challenge,
  caller: Caller,
): Promise<OAuth2ConsentRequest> {
  return askFor(isConsentRequest, caller, "getOAuth2ConsentRequest", (oauth2, init) =>
    oauth2.getOAuth2ConsentRequestRaw({ consentChallenge }, init),
  );
}

export function acceptConsent(
  consentChallenge: Challenge,
  body: AcceptOAuth2ConsentRequest,
  caller: Caller,
): Redirect {
  return lead(caller, "acceptOAuth2ConsentRequest", (oauth2, init) =>
    oauth2.acceptOAuth2ConsentRequestRaw({ consentChallenge, acceptOAuth2ConsentRequest: body }, init),
  );
}

export function rejectConsent(
  consentChallenge: Challenge,
  body: RejectOAuth2Request,
  caller: Caller,
): Redirect {
  return lead(caller, "rejectOAuth2ConsentRequest", (oauth2, init) =>
    oauth2.rejectOAuth2ConsentRequestRaw({ consentChallenge, rejectOAuth2Request: body }, init),
  );
}

/** @throws OryError 404 unknown, 410 used (its body carries `redirect_to`) */
export async function getLogoutRequest(
  logoutChallenge: Challenge,
  caller: Caller,
): Promise<OAuth2LogoutRequest> {
  return askFor(isLogoutRequest, caller, "getOAuth2LogoutRequest", (oauth2, init) =>
    oauth2.getOAuth2LogoutRequestRaw({ logoutChallenge }, init),
  );
}

export function acceptLogout(logoutChallenge: Challenge, caller: Caller): Redirect {
  return lead(caller, "acceptOAuth2LogoutRequest", (oauth2, init) =>
    oauth2.acceptOAuth2LogoutRequestRaw({ logoutChallenge }, init),
  );
}

/** The person stays signed in; Hydra forgets the request. */
export async function rejectLogout(logoutChallenge: Challenge, caller: Caller): Promise<void> {
  await ask(caller, "rejectOAuth2LogoutRequest", (oauth2, init) =>
    oauth2.rejectOAuth2LogoutRequestRaw({ logoutChallenge }, init),
  );
}

/** @throws OryError 404 unknown */
export function getClient(id: string, caller: Caller): Promise<OAuth2Client> {
  return askFor(isClient, caller, "getOAuth2Client", (oauth2, init) =>
    oauth2.getOAuth2ClientRaw({ id }, init),
  );
}

/** @throws OryError 4xx for a code that no device waits with, see `toUserCodeProblem` */
export function acceptUserCode(
  deviceChallenge: Challenge,
  body: AcceptDeviceUserCodeRequest,
  caller: Caller,
): Redirect {
  return lead(caller, "acceptUserCodeRequest", (oauth2, init) =>
    oauth2.acceptUserCodeRequestRaw({ deviceChallenge, acceptDeviceUserCodeRequest: body }, init),
  );
}

/** Of subjects whose consents are being read. One entry a subject, and it goes with the reading. */
const listings = new Map<string, Promise<OAuth2ConsentSession[]>>();

/**
 * Every consent this subject has given. Whoever asks while they are being read gets what is read then: a page that is asked
 * for many times at once makes no more calls than one (threat D1).
 */
export function listConsentSessions(subject: string, caller: Caller): Promise<OAuth2ConsentSession[]> {
  const underWay = listings.get(subject);
  if (underWay) return underWay;
  const listing = readConsentSessions(subject, caller).finally(() => {
    if (listings.get(subject) === listing) listings.delete(subject);
  });
  listings.set(subject, listing);
  return listing;
}

/** What was read before something was revoked is of no more use: neither before Hydra was asked to nor after. */
async function revoke(subject: string, send: () => Promise<unknown>): Promise<void> {
  listings.delete(subject);
  try {
    await send();
  } finally {
    listings.delete(subject);
  }
}

/** The newest of them alone, in one call where an answer holds them. */
export function listNewestConsentSessions(subject: string, caller: Caller): Promise<OAuth2ConsentSession[]> {
  return readConsentSessions(subject, caller, { pageSize: NEWEST, most: NEWEST });
}

async function readConsentSessions(
  subject: string,
  caller: Caller,
  howMany: HowMany = { pageSize: PAGE_SIZE },
): Promise<OAuth2ConsentSession[]> {
  const { sessions } = await readConsentPages(howMany, (pageSize, pageToken) =>
    listPage({ subject, pageSize, pageToken }, caller),
  );
  return sessions;
}

/** Revokes the consents and tokens of one client, never of all by omission (threat A1). */
export function revokeConsentSessions(subject: string, client: string, caller: Caller): Promise<void> {
  return revoke(subject, () =>
    ask(caller, "revokeOAuth2ConsentSessions", (oauth2, init) =>
      oauth2.revokeOAuth2ConsentSessionsRaw({ subject, client }, init),
    ),
  );
}

/** Revokes every consent of a subject. */
export function revokeAllConsentSessions(subject: string, caller: Caller): Promise<void> {
  return revoke(subject, () =>
    ask(caller, "revokeOAuth2ConsentSessions", (oauth2, init) =>
      oauth2.revokeOAuth2ConsentSessionsRaw({ subject, all: true }, init),
    ),
  );
}

/** Ends one login session; back-channel clients hear of it (architecture §5). */
export async function revokeLoginSession(sid: string, caller: Caller): Promise<void> {
  await ask(caller, "revokeOAuth2LoginSessions", (oauth2, init) =>
    oauth2.revokeOAuth2LoginSessionsRaw({ sid }, init),
  );
}

/** Forgets every remembered login of a subject; notifies no client. */
export async function revokeLoginSessionsOfSubject(subject: string, caller: Caller): Promise<void> {
  await ask(caller, "revokeOAuth2LoginSessions", (oauth2, init) =>
    oauth2.revokeOAuth2LoginSessionsRaw({ subject }, init),
  );
}

interface PageOfConsents {
  subject: string;
  pageSize: number;
  pageToken: string | undefined;
}

/** An error for a page that is larger than any answer. @throws OryError any other */
async function listPage(asked: PageOfConsents, caller: Caller) {
  try {
    const operation = "listOAuth2ConsentSessions";
    const page = await callForList<OAuth2ConsentSession>("hydra", operation, () =>
      getClients().oauth2.listOAuth2ConsentSessionsRaw(asked, toInit(caller)),
    );
    requireWhole(page.rows.every(isConsentSession), { upstream: "hydra", operation });
    return page;
  } catch (error) {
    if (isTooLarge(error)) return error;
    throw error;
  }
}

/** On behalf of a browser's request: what an answer holds. */
async function ask<T>(caller: Caller, operation: string, run: Run): Promise<T> {
  return (await call<T>("hydra", operation, () => run(getClients().oauth2, toInit(caller)))).data;
}

/** @throws OryError `malformed` for an answer that is not what was asked for */
async function askFor<T>(
  isWhole: (answer: unknown) => boolean,
  caller: Caller,
  operation: string,
  run: Run,
): Promise<T> {
  const answer = await ask<T>(caller, operation, run);
  requireWhole(isWhole(answer), { upstream: "hydra", operation });
  return answer;
}

async function lead(caller: Caller, operation: string, run: Run): Redirect {
  const data = await ask<Partial<Record<keyof OAuth2RedirectTo, unknown>>>(caller, operation, run);
  // What is no address leads nowhere: the caller's check of the origin refuses it (threat O9).
  return typeof data.redirect_to === "string" ? data.redirect_to : "";
}

const toInit = (caller: Caller) => withHeaders(toHeaders(caller));

/** Hydra's admin API is told nothing of the person, only which request this belongs to. */
function toHeaders({ headers }: Caller): Record<string, string> {
  const { traceparent, "x-request-id": requestId } = headers;
  return { ...(traceparent && { traceparent }), ...(requestId && { "x-request-id": requestId }) };
}
