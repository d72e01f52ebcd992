/** Keeps what must survive while Kratos authenticates, in one sealed cookie per login challenge. */

import { createHash } from "node:crypto";
import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  readCookie,
  readCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { toPath } from "@/lib/web/paths";
import {
  DIGEST_PREFIX,
  isPendingRequestCookie,
  makeRoom,
  PENDING_REQUEST_SECONDS,
  type PendingRequest,
  parseAnyPendingRequest,
  parsePendingRequest,
  toPendingRequestCookieName,
} from "./pending-request";

/** Browsers drop a cookie of more than 4,096 bytes, name and attributes included. */
const COOKIE_LIMIT = 3900;

/**
 * Most of them that are opened for one request: twice what {@link writePendingRequest} lets a browser keep. Opening one
 * costs a key derivation, so that a header full of them would be a great deal of work (threat D1).
 */
const OPENED_LIMIT = 16;

/** What this browser was sealed at first sight of the challenge; null when this is it. */
export async function readPendingRequest(
  request: Request,
  challenge: string,
): Promise<PendingRequest | null> {
  const name = toName(challenge);
  const sealed = readCookie(request, name);
  if (sealed === undefined) return null;
  const value = await unseal(sealed, name);
  const now = new Date();
  return (
    parsePendingRequest(value, challenge, now) ??
    parsePendingRequest(value, DIGEST_PREFIX + toDigest(challenge), now)
  );
}

/** Every challenge this browser is in the middle of, but for those that are kept by their digest. */
export async function readAllPendingRequests(request: Request): Promise<PendingRequest[]> {
  const opened = await openAll(request);
  return opened
    .flatMap(({ value }) => parseAnyPendingRequest(value, new Date()) ?? [])
    .filter(({ challenge }) => !challenge.startsWith(DIGEST_PREFIX));
}

/** An app that waits for this browser, and the path that goes on with its request. */
interface WaitingApp {
  path: string;
  clientName?: string;
}

/** Every app that waits for this browser, the newest first: a person chooses among them, nobody else. */
export async function listWaitingApps(request: Request): Promise<WaitingApp[]> {
  const whole = await readAllPendingRequests(request);
  return whole
    .toSorted((left, right) => right.firstSeen - left.firstSeen)
    .map(({ challenge, clientName }) => ({
      path: toPath("/login", { login_challenge: challenge }),
      clientName,
    }));
}

/** The app that waits, for a flow that came without its destination; none where it could be one of several (O20). */
export async function findSingleWaitingApp(request: Request): Promise<WaitingApp | undefined> {
  const apps = await listWaitingApps(request);
  return apps.length === 1 ? apps[0] : undefined;
}

/** Set-Cookie lines that seal the pending request and drop those that are spent or one too many. */
export async function writePendingRequest(
  request: Request,
  pendingRequest: PendingRequest,
): Promise<string[]> {
  const name = toName(pendingRequest.challenge);
  const sealed = await sealToFit(pendingRequest, name);
  const others = (await openAll(request)).filter((cookie) => cookie.name !== name);
  const { dropped, shortened } = makeRoom(others, new Date(), name.length + sealed.length);
  const short = shortened.map(async (other) => {
    const value = await seal(withDigest(other.pendingRequest), other.name, PENDING_REQUEST_SECONDS);
    return formatOwnCookie(other.name, value, PENDING_REQUEST_SECONDS);
  });
  return [
    ...dropped.map(formatExpiredOwnCookie),
    ...(await Promise.all(short)),
    formatOwnCookie(name, sealed, PENDING_REQUEST_SECONDS),
  ];
}

/** Set-Cookie line that forgets a challenge that was answered. */
export function dropPendingRequest(challenge: string): string {
  return formatExpiredOwnCookie(toName(challenge));
}

/** Browsers send the newest last; what comes before the last few counts as damaged, and is dropped like that. */
function openAll(request: Request): Promise<{ name: string; size: number; value: unknown }[]> {
  const cookies = readCookies(request).filter(({ name }) => isPendingRequestCookie(OWN_COOKIE_PREFIX, name));
  const skipped = cookies.length - OPENED_LIMIT;
  return Promise.all(
    cookies.map(async ({ name, value }, index) => ({
      name,
      size: name.length + value.length,
      value: index < skipped ? undefined : await unseal(value, name),
    })),
  );
}

async function sealToFit(pendingRequest: PendingRequest, name: string): Promise<string> {
  const sealed = await seal(pendingRequest, name, PENDING_REQUEST_SECONDS);
  if (sealed.length <= COOKIE_LIMIT) return sealed;
  return seal(withDigest(pendingRequest), name, PENDING_REQUEST_SECONDS);
}

function withDigest(pendingRequest: PendingRequest): PendingRequest {
  return { ...pendingRequest, challenge: DIGEST_PREFIX + toDigest(pendingRequest.challenge) };
}

function toName(challenge: string): string {
  return toPendingRequestCookieName(OWN_COOKIE_PREFIX, toDigest(challenge));
}

function toDigest(challenge: string): string {
  return createHash("sha256").update(challenge.replace(DIGEST_PREFIX, "")).digest("base64url");
}
