/** Operators' sessions: kept on the server, named in the browser by a sealed id that is new at every sign-in (C4–C6). */

import { createHash, randomBytes } from "node:crypto";
import { toRedisReason } from "@/lib/store/redis-reason";
import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  readCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { getConsoleConfig } from "../get-console-config.server";
import { type OperatorKey, trimIssuer } from "../operator/operator";
import { isAutomatic, isLedByAnotherSite } from "../request/automatic";
import { getStore } from "../store/get-store.server";
import { getSealed, putSealed, replaceSealed, takeSealed } from "../store/sealed.server";
import { type ConsoleSession, SIGN_IN_MS, sessionSchema, toRemainingMs } from "./session";

const COOKIE = `${OWN_COOKIE_PREFIX}console`;
const ID_BYTES = 32;
const HANDLE_BYTES = 12;

/** How exactly the last use is remembered; saves a write for each page. */
const TOUCH_MS = 60_000;

/** What has been ended stays marked for longer than a sign-in that began before may be under way. */
const MARK_MS = 2 * SIGN_IN_MS;

/** As Redis says that its memory, or the disk that it keeps a copy on, holds no more. */
const FULL = ["OOM", "MISCONF"];

const movedSchema = sessionSchema.pick({ issuer: true, subject: true, handle: true });

type NewSession = Omit<
  ConsoleSession,
  "handle" | "createdAt" | "lastSeenAt" | "confirmedAt" | "confirmedAct"
>;

interface BeginOptions {
  /** When the sign-in began, by the store's clock. */
  since: number;
  /** Of the session that goes on. */
  handle?: string;
  /** That waits, and for which its operator has signed in again. */
  act?: string;
  now?: number;
}

/**
 * Begins a session under an id that no browser had before. The one it takes the place of ends (threat C4).
 * @returns Set-Cookie lines; undefined where the session that goes on, the provider's, or all of the operator's were ended
 *   after the sign-in began: whichever of the two is written first, the ending counts
 */
export async function beginSession(
  request: Request,
  details: NewSession,
  { since, handle, act, now = Date.now() }: BeginOptions,
): Promise<string[] | undefined> {
  const { sessionMs } = getConsoleConfig();
  const id = randomBytes(ID_BYTES).toString("base64url");
  const session: ConsoleSession = {
    ...details,
    handle: handle ?? randomBytes(HANDLE_BYTES).toString("base64url"),
    createdAt: now,
    lastSeenAt: now,
    ...(act !== undefined && { confirmedAt: now, confirmedAct: act }),
  };
  const store = await getStore();
  const key = toKey(id);
  await putSealed(key, session, toRemainingMs(session, getConsoleConfig(), now));
  await Promise.all(toIndexes(session).map((index) => store.addMember(index, key, sessionMs)));
  // After that: what goes on behind a page finds the handle at every time of a step-up.
  const before = await readId(request);
  if (before) await leaveSession(toKey(before), session.handle);
  // Who ends sessions marks them and then looks for more; here it is the other way round, so that one of the two sees.
  if (await isEnded(session, since)) {
    await dropSession(key);
    return undefined;
  }
  const seconds = Math.ceil(sessionMs / 1000);
  return [formatOwnCookie(COOKIE, await seal({ id }, COOKIE, seconds), seconds)];
}

/**
 * The session of this browser, or undefined: none, expired, or ended elsewhere (threat C5). A page that reads itself anew,
 * or that another site asks for, is no use of it: nobody may sit there.
 * @throws when Redis is away
 */
export async function readConsoleSession(
  request: Request,
  now = Date.now(),
): Promise<ConsoleSession | undefined> {
  const id = await readId(request);
  if (!id) return undefined;
  const key = toKey(id);
  const session = await getSealed(key, sessionSchema);
  if (!session) return undefined;
  const config = getConsoleConfig();
  if (toRemainingMs(session, config, now) <= 0) {
    await dropSession(key);
    return undefined;
  }
  const isUse = !isAutomatic(request) && !isLedByAnotherSite(request);
  if (!isUse || now - session.lastSeenAt < TOUCH_MS) return session;
  const seen = { ...session, lastSeenAt: now };
  // Not where it has been ended meanwhile: nothing brings a session back. A full Redis keeps nobody from reading.
  const isThere = await replaceSealed(key, seen, toRemainingMs(seen, config, now)).catch(orFull);
  return isThere ? seen : undefined;
}

/** Ends this browser's session, under whatever id it goes on by now. @returns Set-Cookie lines */
export async function endConsoleSession(request: Request): Promise<string[]> {
  const id = await readId(request);
  if (id) {
    const key = toKey(id);
    const session = (await getSealed(key, sessionSchema)) ?? (await getSealed(toMovedKey(key), movedSchema));
    // Where the mark alone was refused, it has ended: nobody stays signed in for a full Redis.
    if (session) await endOwnSession(session, session.handle).catch(orFull);
    await dropSession(key);
  }
  return [formatExpiredOwnCookie(COOKIE)];
}

/** A full Redis takes nothing, no session under another id either. @throws what else it says, such as that it is a replica */
function orFull(error: unknown): true {
  const reason = error instanceof Error ? toRedisReason(error.cause) : undefined;
  if (FULL.some((each) => each === reason)) return true;
  throw error;
}

/** An operator's own sessions, newest first. */
export async function listOperatorSessions(operator: OperatorKey): Promise<ConsoleSession[]> {
  const found = await findSessions(toOperatorIndex(operator));
  return found.map(({ session }) => session).toSorted((one, other) => other.createdAt - one.createdAt);
}

/** One of an operator's sessions, by its handle; undefined where it has ended. */
export async function findOwnSession(
  operator: OperatorKey,
  handle: string,
): Promise<ConsoleSession | undefined> {
  const find = async () =>
    (await listOperatorSessions(operator)).find((session) => session.handle === handle);
  // While it is read, a step-up may put it under another id: a second look finds that one.
  return (await find()) ?? (await find());
}

/** Ends one of an operator's own sessions by its handle. @returns whether there was one */
export async function endOwnSession(operator: OperatorKey, handle: string): Promise<boolean> {
  return (await endFound(toOperatorIndex(operator), handle)) > 0;
}

/**
 * Ends all of an operator's sessions but one; so are sign-ins over that are under way, on a device that it is done for.
 * @returns how many
 */
export async function endOtherSessions(who: OperatorKey, own: string): Promise<number> {
  return withMark(toMark(toOperatorIndex(who)), async () => {
    const others = (await listOperatorSessions(who)).filter(({ handle }) => handle !== own);
    await Promise.all(others.map(({ handle }) => endOwnSession(who, handle)));
    return others.length;
  });
}

/** Ends what the provider says has ended: one of its sessions, or all of a subject. @returns how many */
export async function endProviderSessions(
  issuer: string,
  ended: { providerSession?: string; subject?: string },
): Promise<number> {
  const index =
    ended.providerSession !== undefined
      ? toProviderIndex(issuer, ended.providerSession)
      : toOperatorIndex({ issuer, subject: ended.subject ?? "" });
  return withMark(toMark(index), () => endFound(index));
}

/**
 * Marks what is ended, and then ends it: also where the mark is refused, as by a full Redis, which lets go of what it holds.
 * @throws then, once it has ended
 */
async function withMark<Result>(mark: string, end: () => Promise<Result>): Promise<Result> {
  const store = await getStore();
  const [marked] = await Promise.allSettled([store.mark(mark, MARK_MS)]);
  const ended = await end();
  if (marked.status === "rejected") throw marked.reason;
  return ended;
}

/**
 * @param looks until there are none: while one is looked for, a step-up may put it under another id
 * @returns how many; one that goes on under another id counts again
 */
async function endFound(index: string, handle?: string, looks = 2): Promise<number> {
  const found = (await findSessions(index)).filter(
    ({ session }) => handle === undefined || session.handle === handle,
  );
  if (found.length === 0) return looks > 1 ? endFound(index, handle, looks - 1) : 0;
  await Promise.all(
    found.map(({ key, session }) => withMark(toHandleMark(session, session.handle), () => dropSession(key))),
  );
  return found.length + (await endFound(index, handle));
}

/** Whether a sign-in that began then is over before it is through. */
async function isEnded(session: ConsoleSession, since: number): Promise<boolean> {
  const store = await getStore();
  if ((await store.get(toHandleMark(session, session.handle))) !== undefined) return true;
  const marks = await Promise.all(toIndexes(session).map((index) => store.get(toMark(index))));
  return marks.some((endedAt) => endedAt !== undefined && Number(endedAt) >= since);
}

/** What this browser had before: it goes on under another id, at which a sign-out that is under way looks for it, or ends. */
async function leaveSession(key: string, next: string): Promise<void> {
  const session = await getSealed(key, sessionSchema);
  if (!session) return;
  const { issuer, subject, handle } = session;
  if (handle !== next) await endOwnSession(session, handle);
  else await putSealed(toMovedKey(key), { issuer, subject, handle }, MARK_MS);
  await dropSession(key);
}

async function findSessions(index: string): Promise<{ key: string; session: ConsoleSession }[]> {
  const store = await getStore();
  const keys = await store.members(index);
  const sessions = await Promise.all(
    keys.map(async (key) => ({ key, session: await getSealed(key, sessionSchema) })),
  );
  const now = Date.now();
  return sessions.flatMap(({ key, session }) =>
    session && toRemainingMs(session, getConsoleConfig(), now) > 0 ? [{ key, session }] : [],
  );
}

async function dropSession(key: string): Promise<void> {
  const store = await getStore();
  const session = await takeSealed(key, sessionSchema);
  if (!session) return;
  await Promise.all(toIndexes(session).map((index) => store.removeMember(index, key)));
}

async function readId(request: Request): Promise<string | undefined> {
  const cookie = readCookies(request).find(({ name }) => name === COOKIE);
  const value = cookie && (await unseal(cookie.value, COOKIE));
  if (typeof value !== "object" || value === null || !("id" in value)) return undefined;
  return typeof value.id === "string" ? value.id : undefined;
}

/** Digests: what is read out of a store opens nothing. */
function toKey(id: string): string {
  return `session:${digest(id)}`;
}

function toMovedKey(key: string): string {
  return `moved:${key}`;
}

function toMark(index: string): string {
  return `ended:${index}`;
}

function toHandleMark({ issuer, subject }: OperatorKey, handle: string): string {
  return `ended:${digest(trimIssuer(issuer), subject, handle)}`;
}

function toIndexes(session: ConsoleSession): string[] {
  const { issuer, providerSession } = session;
  return [
    toOperatorIndex(session),
    ...(providerSession === undefined ? [] : [toProviderIndex(issuer, providerSession)]),
  ];
}

function toOperatorIndex({ issuer, subject }: OperatorKey): string {
  return `sessions-of:${digest(trimIssuer(issuer), subject)}`;
}

function toProviderIndex(issuer: string, providerSession: string): string {
  return `sessions-at:${digest(trimIssuer(issuer), providerSession)}`;
}

function digest(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
