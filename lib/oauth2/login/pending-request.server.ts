/** Keeps what must survive while Kratos authenticates, in one sealed cookie per login challenge. */

import { createHash } from "node:crypto";
import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  parseCookies,
  readCookie,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { toPath } from "@/lib/web/paths";
import {
  isPendingRequestCookie,
  PENDING_REQUEST_SECONDS,
  type PendingRequest,
  parseAnyPendingRequest,
  parsePendingRequest,
  toDroppedCookies,
  toPendingRequestCookieName,
} from "./pending-request";

/** Browsers drop a cookie of more than 4,096 bytes, name and attributes included. */
const COOKIE_LIMIT = 3900;

/**
 * Most of them that are opened for one request: twice what {@link writePendingRequest} lets a browser keep. Opening one
 * costs a key derivation, so that a header full of them would be a great deal of work (threat D1).
 */
const OPENED_LIMIT = 8;

/** Stands for a challenge that is too long for a cookie; such a one goes on by `return_to` alone. */
const DIGEST_PREFIX = "sha256:";

/** What this browser was sealed at first sight of the challenge; null when this is it. */
export async function readPendingRequest(
  request: Request,
  challenge: string,
): Promise<PendingRequest | null> {
  const name = toName(challenge);
  const sealed = readCookie(request, name);
  if (sealed === undefined) return null;
  const value = await unseal(sealed);
  const now = new Date();
  return (
    parsePendingRequest(value, challenge, now) ??
    parsePendingRequest(value, DIGEST_PREFIX + toDigest(challenge), now)
  );
}

/** Every challenge this browser is in the middle of, but for those too long for a cookie. */
export async function readAllPendingRequests(request: Request): Promise<PendingRequest[]> {
  const opened = await openAll(request);
  return opened
    .flatMap(({ value }) => parseAnyPendingRequest(value, new Date()) ?? [])
    .filter(({ challenge }) => !challenge.startsWith(DIGEST_PREFIX));
}

/**
 * The newest challenge this browser is in the middle of, for a flow that came back without its destination.
 * @returns the path that goes on with it
 */
export async function findPendingRequest(
  request: Request,
): Promise<{ path: string; clientName?: string } | undefined> {
  const whole = await readAllPendingRequests(request);
  const [newest] = whole.toSorted((left, right) => right.firstSeen - left.firstSeen);
  if (!newest) return undefined;
  return { path: toPath("/login", { login_challenge: newest.challenge }), clientName: newest.clientName };
}

/** Set-Cookie lines that seal the pending request and drop those that are spent or one too many. */
export async function writePendingRequest(
  request: Request,
  pendingRequest: PendingRequest,
): Promise<string[]> {
  const name = toName(pendingRequest.challenge);
  const sealed = await sealToFit(pendingRequest);
  const others = (await openAll(request)).filter((cookie) => cookie.name !== name);
  return [
    ...toDroppedCookies(others, new Date(), name.length + sealed.length).map(formatExpiredOwnCookie),
    formatOwnCookie(name, sealed, PENDING_REQUEST_SECONDS),
  ];
}

/** Set-Cookie line that forgets a challenge that was answered. */
export function dropPendingRequest(challenge: string): string {
  return formatExpiredOwnCookie(toName(challenge));
}

/** Browsers send the newest last; what comes before the last few counts as damaged, and is dropped like that. */
function openAll(request: Request): Promise<{ name: string; size: number; value: unknown }[]> {
  const cookies = parseCookies(request.headers.get("cookie")).filter(({ name }) =>
    isPendingRequestCookie(OWN_COOKIE_PREFIX, name),
  );
  const skipped = cookies.length - OPENED_LIMIT;
  return Promise.all(
    cookies.map(async ({ name, value }, index) => ({
      name,
      size: name.length + value.length,
      value: index < skipped ? undefined : await unseal(value),
    })),
  );
}

async function sealToFit(pendingRequest: PendingRequest): Promise<string> {
  const sealed = await seal(pendingRequest, PENDING_REQUEST_SECONDS);
  if (sealed.length <= COOKIE_LIMIT) return sealed;
  const challenge = DIGEST_PREFIX + toDigest(pendingRequest.challenge);
  return seal({ ...pendingRequest, challenge }, PENDING_REQUEST_SECONDS);
}

function toName(challenge: string): string {
  return toPendingRequestCookieName(OWN_COOKIE_PREFIX, toDigest(challenge));
}

function toDigest(challenge: string): string {
  return createHash("sha256").update(challenge.replace(DIGEST_PREFIX, "")).digest("base64url");
}
