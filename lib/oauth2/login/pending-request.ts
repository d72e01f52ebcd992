/** The pure part of the pending request: what is remembered of a login challenge while Kratos authenticates. */

import type { OAuth2LoginRequest, Session } from "@ory/client-fetch";
import { z } from "zod";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";
import { hasFirstFactorAfter, type SeenMethod, toNewestFactors, toSeenMethods } from "./authentication";

/** Hydra's `ttl.login_consent_request` default: after it the challenge is void anyway. */
export const PENDING_REQUEST_SECONDS = 30 * 60;

/** Stands for a challenge for which there is no room in a cookie; such a one goes on by `return_to` alone. */
export const DIGEST_PREFIX = "sha256:";

/** A sealed pending request is about 2 kB with Hydra v2.3, and half a kilobyte with a digest of its challenge. */
const MAXIMUM_PENDING_REQUESTS = 8;

/**
 * What their cookies may take together, in characters: half of the 16 kB that many a proxy reads of a head. Later
 * versions' challenges are two or three times as long.
 */
const PENDING_REQUESTS_SPACE = 8 * 1024;

/** What Kratos' clock and ours may differ by beyond what Kratos itself says, in milliseconds. */
const CLOCK_TOLERANCE = 60 * 1000;

const COOKIE_INFIX = "login-";
const COOKIE_HASH_LENGTH = 16;
/** First factors that are kept: only the newest decides, the rest is for the log reader. */
const MAXIMUM_SEEN_METHODS = 8;

/** Strict: a field that this version does not know may say that somebody has to be asked (O6). */
export const pendingRequestSchema = z.strictObject({
  /** About 1,070 characters in Hydra v2.3, more in later versions; one too long for a cookie is a digest here. */
  challenge: z.string().min(1).max(8192),
  clientName: z.string().max(200).optional(),
  /** Hydra's CSRF cookie is one a client: only the newest request of each can be finished (hydra#3757). */
  clientId: z.string().max(200).default(""),
  /** First-factor methods at first sight of the challenge; a later one proves fresh credentials. */
  seenMethods: z.array(z.object({ method: z.string(), completed_at: z.string() })).max(MAXIMUM_SEEN_METHODS),
  /** When the newest second factor at first sight was given, in milliseconds by Kratos' clock. */
  secondFactorAt: z.number().optional(),
  /** Kratos' id of the session at first sight, null for none; what earlier versions sealed does not say. */
  sessionId: z.string().max(64).nullable().optional(),
  /** Seen under a session that showed nothing before its second step: its first factor may be old (threat O12). */
  isFirstFactorUnseen: z.boolean().optional(),
  /** Epoch milliseconds by Foyer's clock; compared with Kratos' times for another session than the one seen alone. */
  firstSeen: z.number().int().min(0),
});

export type PendingRequest = z.output<typeof pendingRequestSchema>;

/** A session as it is compared with the one at first sight. */
export interface SeenSession {
  sessionId: string | null;
  seenMethods: SeenMethod[];
  secondFactorAt?: number;
}

export function toSeenSession(session: Session | null): SeenSession {
  const { second } = toNewestFactors(session);
  return {
    sessionId: session?.id ?? null,
    seenMethods: newestFirst(toSeenMethods(session)),
    ...(second !== undefined && { secondFactorAt: second }),
  };
}

/** What first sight of a challenge leaves in the cookie. */
export function toPendingRequest(
  request: OAuth2LoginRequest,
  session: Session | null,
  now: Date,
): PendingRequest & SeenSession {
  return {
    challenge: request.challenge,
    ...toClientName(request),
    clientId: toClientId(request),
    ...toSeenSession(session),
    firstSeen: now.getTime(),
  };
}

/**
 * An unsealed value as a pending request of this challenge; null for anything else: garbage, another challenge's
 * (threat O6), or one past its time.
 */
export function parsePendingRequest(value: unknown, challenge: string, now: Date): PendingRequest | null {
  const parsed = pendingRequestSchema.safeParse(value);
  if (!parsed.success || parsed.data.challenge !== challenge) return null;
  return isExpired(parsed.data, now) ? null : parsed.data;
}

/** The same for whichever challenge it belongs to, when none is at hand. */
export function parseAnyPendingRequest(value: unknown, now: Date): PendingRequest | null {
  const parsed = pendingRequestSchema.safeParse(value);
  return parsed.success && !isExpired(parsed.data, now) ? parsed.data : null;
}

/**
 * The other requests of the same client that this browser is in the middle of, newest first. Hydra's CSRF cookie
 * fits the one begun last and no other (hydra#3757): an older one goes on with it, and ends with it.
 */
export function findOtherRequestsOfClient(
  request: OAuth2LoginRequest,
  all: readonly PendingRequest[],
): PendingRequest[] {
  const { challenge } = request;
  return listOthersOfClient({ clientId: toClientId(request), challenge }, all).toSorted(
    (left, right) => right.firstSeen - left.firstSeen,
  );
}

/** The newest of them, where that was begun after it: the older one goes on with it. @param pendingRequest at first sight */
export function findLaterRequestOfClient(
  request: OAuth2LoginRequest,
  pendingRequest: PendingRequest | null,
  all: readonly PendingRequest[],
): PendingRequest | undefined {
  const [newest] = findOtherRequestsOfClient(request, all);
  return newest && pendingRequest && newest.firstSeen > pendingRequest.firstSeen ? newest : undefined;
}

/** Those of them that were begun before it: once it is refused none of them can be finished, and nobody waits for them. */
export function findOlderRequestsOfClient(
  pendingRequest: PendingRequest,
  all: readonly PendingRequest[],
): PendingRequest[] {
  const others = listOthersOfClient(pendingRequest, all);
  return others.filter(({ firstSeen }) => firstSeen <= pendingRequest.firstSeen);
}

function listOthersOfClient(
  { clientId, challenge }: Pick<PendingRequest, "clientId" | "challenge">,
  all: readonly PendingRequest[],
): PendingRequest[] {
  return all.filter((other) => other.clientId === clientId && other.challenge !== challenge);
}

/**
 * Whether somebody gave a first factor for this request: one that is newer than all that was seen, and, in another
 * session than the one at first sight, one that is no older than the request. A session that was put back proves
 * nothing, whatever was seen in its absence (threat O12).
 * @param clockLead how far Kratos' clock is before ours, in milliseconds
 */
export function isMetBy(first: PendingRequest, session: SeenSession, clockLead: number): boolean {
  if (first.isFirstFactorUnseen || !hasFirstFactorAfter(session, first.seenMethods)) return false;
  if (session.sessionId !== null && session.sessionId === first.sessionId) return true;
  return session.seenMethods.some(({ completed_at }) => isSince(first, Date.parse(completed_at), clockLead));
}

/** The same of a second factor: whoever has the browser and the password has not therefore what makes the codes. */
export function isMetBySecondFactor(
  first: PendingRequest,
  { sessionId, secondFactorAt }: SeenSession,
  clockLead: number,
): boolean {
  if (secondFactorAt === undefined || secondFactorAt <= (first.secondFactorAt ?? 0)) return false;
  if (sessionId !== null && sessionId === first.sessionId) return true;
  return isSince(first, secondFactorAt, clockLead);
}

/** Whether a factor of another session than the one at first sight was given no earlier than the request was seen. */
function isSince({ firstSeen }: PendingRequest, at: number, clockLead: number): boolean {
  return at >= firstSeen + clockLead - CLOCK_TOLERANCE;
}

/**
 * First sight stays first sight: only the client's name follows a later visit. A blind one is over when the session can
 * be seen: what it holds then is what was there before. So is one of another session that did not meet the request:
 * it is asked for once, and what it holds then is newer than what is seen now, by Kratos' clock alone.
 * @param clockLead as for {@link isMetBy}
 */
export function mergePendingRequest(
  first: PendingRequest,
  later: PendingRequest & SeenSession,
  clockLead = 0,
): PendingRequest {
  if (first.challenge !== later.challenge) return later;
  const isOther = later.sessionId !== null && later.sessionId !== first.sessionId;
  if (first.isFirstFactorUnseen || (isOther && !isMetBy(first, later, clockLead))) {
    const { firstSeen } = first;
    const { isFirstFactorUnseen, secondFactorAt } = later;
    const isGiven = secondFactorAt === undefined || isSince(first, secondFactorAt, clockLead);
    const merged = { ...first, ...later, firstSeen, isFirstFactorUnseen };
    return { ...merged, secondFactorAt: isGiven ? first.secondFactorAt : secondFactorAt };
  }
  return { ...later, ...first, ...(later.clientName !== undefined && { clientName: later.clientName }) };
}

/**
 * One cookie a challenge, so that two tabs do not overwrite each other.
 * @param hash the challenge's digest, hex or base64url; the caller makes it (SHA-256)
 */
export function toPendingRequestCookieName(prefix: string, hash: string): string {
  return `${prefix}${COOKIE_INFIX}${hash.replace(/[^A-Za-z0-9_-]/g, "").slice(0, COOKIE_HASH_LENGTH)}`;
}

export function isPendingRequestCookie(prefix: string, name: string): boolean {
  return name.startsWith(prefix + COOKIE_INFIX);
}

/**
 * The cookies that make room before another pending request is added. Dropped: those that no longer open or are past
 * their time, then the oldest beyond {@link MAXIMUM_PENDING_REQUESTS} or {@link PENDING_REQUESTS_SPACE}. To be shortened,
 * to a digest of their challenge: older ones that do not fit whole; what was seen then still holds for whoever comes back.
 * @param cookies what the browser sent, each already unsealed (`null` where that failed); `size` in characters
 * @param size of the one that is added
 */
export function makeRoom(
  cookies: readonly { name: string; size: number; value: unknown }[],
  now: Date,
  size: number,
): { dropped: string[]; shortened: { name: string; pendingRequest: PendingRequest }[] } {
  const live = cookies
    .flatMap(({ name, size, value }) => {
      const pendingRequest = parseAnyPendingRequest(value, now);
      return pendingRequest ? [{ name, size, short: toShortSize(size, pendingRequest), pendingRequest }] : [];
    })
    .toSorted((left, right) => right.pendingRequest.firstSeen - left.pendingRequest.firstSeen)
    .slice(0, MAXIMUM_PENDING_REQUESTS - 1);
  let room = PENDING_REQUESTS_SPACE - size;
  const kept = live.filter(({ short }) => {
    room -= short;
    return room >= 0;
  });
  room = PENDING_REQUESTS_SPACE - size - kept.reduce((sum, { short }) => sum + short, 0);
  const shortened = kept.filter((cookie) => {
    const extra = cookie.size - cookie.short;
    if (extra > room) return true;
    room -= extra;
    return false;
  });
  const names = kept.map(({ name }) => name);
  return { dropped: cookies.flatMap(({ name }) => (names.includes(name) ? [] : [name])), shortened };
}

/** Its size with a digest of 50 characters in the challenge's place, in base64; whole blocks are encrypted. */
function toShortSize(size: number, { challenge }: PendingRequest): number {
  return challenge.startsWith(DIGEST_PREFIX)
    ? size
    : Math.min(size, size - Math.floor(((challenge.length - 50) * 4) / 3) + 24);
}

function isExpired({ firstSeen }: PendingRequest, now: Date): boolean {
  return now.getTime() - firstSeen > PENDING_REQUEST_SECONDS * 1000;
}

function toClientName({ client }: OAuth2LoginRequest): { clientName?: string } {
  const clientName = toSafeText(client?.client_name) || toSafeText(client?.client_id);
  return clientName ? { clientName } : {};
}

function toClientId({ client }: OAuth2LoginRequest): string {
  return (client?.client_id ?? "").slice(0, 200);
}

function newestFirst(methods: PendingRequest["seenMethods"]): PendingRequest["seenMethods"] {
  return methods
    .toSorted((left, right) => right.completed_at.localeCompare(left.completed_at))
    .slice(0, MAXIMUM_SEEN_METHODS);
}
