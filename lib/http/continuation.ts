/** Keeps what must survive while Kratos authenticates, in one sealed cookie per login challenge. */

import { createHash } from "node:crypto";
import { getConfig } from "../config";
import {
  CONTINUATION_SECONDS,
  type Continuation,
  isContinuationCookie,
  parseAnyContinuation,
  parseContinuation,
  toContinuationCookieName,
  toDroppedCookies,
} from "../oauth2/continuation";
import { OWN_COOKIE_PREFIX, parseCookies, toExpiredOwnCookie, toOwnCookie } from "./cookies";
import { seal, unseal } from "./seal";

/** Browsers drop a cookie of more than 4,096 bytes, name and attributes included. */
const COOKIE_LIMIT = 3900;

/**
 * Most of them that are opened for one request: twice what {@link writeContinuation} lets a browser keep. Opening one
 * costs a key derivation, so that a header full of them would be a great deal of work (threat D1).
 */
const OPENED_LIMIT = 8;

/** Stands for a challenge that is too long for a cookie; such a one goes on by `return_to` alone. */
const DIGEST_PREFIX = "sha256:";

/** What this browser was sealed at first sight of the challenge; null when this is it. */
export async function readContinuation(request: Request, challenge: string): Promise<Continuation | null> {
  const name = toName(challenge);
  const cookie = parseCookies(request.headers.get("cookie")).find((pair) => pair.name === name);
  if (!cookie) return null;
  const value = await unseal(cookie.value);
  const now = new Date();
  return (
    parseContinuation(value, challenge, now) ??
    parseContinuation(value, DIGEST_PREFIX + toDigest(challenge), now)
  );
}

/** Every challenge this browser is in the middle of, but for those too long for a cookie. */
export async function readAllContinuations(request: Request): Promise<Continuation[]> {
  const opened = await openAll(request);
  return opened
    .flatMap(({ value }) => parseAnyContinuation(value, new Date()) ?? [])
    .filter(({ challenge }) => !challenge.startsWith(DIGEST_PREFIX));
}

/**
 * The newest challenge this browser is in the middle of, for a flow that came back without its destination.
 * @returns the path that goes on with it
 */
export async function findContinuation(
  request: Request,
): Promise<{ path: string; clientName?: string } | undefined> {
  const whole = await readAllContinuations(request);
  const [newest] = whole.toSorted((left, right) => right.firstSeen - left.firstSeen);
  if (!newest) return undefined;
  const query = new URLSearchParams({ login_challenge: newest.challenge });
  return { path: `${getConfig().publicUrl.basePath}/login?${query}`, clientName: newest.clientName };
}

/** Set-Cookie lines that seal the continuation and drop those that are spent or one too many. */
export async function writeContinuation(request: Request, continuation: Continuation): Promise<string[]> {
  const name = toName(continuation.challenge);
  const sealed = await sealToFit(continuation);
  const others = (await openAll(request)).filter((cookie) => cookie.name !== name);
  return [
    ...toDroppedCookies(others, new Date()).map(toExpiredOwnCookie),
    toOwnCookie(name, sealed, CONTINUATION_SECONDS),
  ];
}

/** Set-Cookie line that forgets a challenge that was answered. */
export function dropContinuation(challenge: string): string {
  return toExpiredOwnCookie(toName(challenge));
}

/** Browsers send the newest last; what comes before the last few counts as damaged, and is dropped like that. */
function openAll(request: Request): Promise<{ name: string; value: unknown }[]> {
  const cookies = parseCookies(request.headers.get("cookie")).filter(({ name }) =>
    isContinuationCookie(OWN_COOKIE_PREFIX, name),
  );
  const skipped = cookies.length - OPENED_LIMIT;
  return Promise.all(
    cookies.map(async ({ name, value }, index) => ({
      name,
      value: index < skipped ? undefined : await unseal(value),
    })),
  );
}

async function sealToFit(continuation: Continuation): Promise<string> {
  const sealed = await seal(continuation, CONTINUATION_SECONDS);
  if (sealed.length <= COOKIE_LIMIT) return sealed;
  const challenge = DIGEST_PREFIX + toDigest(continuation.challenge);
  return seal({ ...continuation, challenge }, CONTINUATION_SECONDS);
}

function toName(challenge: string): string {
  return toContinuationCookieName(OWN_COOKIE_PREFIX, toDigest(challenge));
}

function toDigest(challenge: string): string {
  return createHash("sha256").update(challenge.replace(DIGEST_PREFIX, "")).digest("base64url");
}
