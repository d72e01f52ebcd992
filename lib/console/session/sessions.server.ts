/** Operators' sessions: kept on the server, named in the browser by a sealed id that is new at every sign-in (C4–C6). */

import { createHash, randomBytes } from "node:crypto";
import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  readCookies,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { getConsoleConfig } from "../get-console-config.server";
import { type OperatorKey, trimIssuer } from "../operator/operator";
import { isAutomatic } from "../request/automatic";
import { getStore } from "../store/get-store.server";
import { getSealed, putSealed, replaceSealed, takeSealed } from "../store/sealed.server";
import { type ConsoleSession, sessionSchema, toRemainingMs } from "./session";

const COOKIE = `${OWN_COOKIE_PREFIX}console`;
const ID_BYTES = 32;
const HANDLE_BYTES = 12;

/** How exactly the last use is remembered; saves a write for each page. */
const TOUCH_MS = 60_000;

type NewSession = Omit<
  ConsoleSession,
  "handle" | "createdAt" | "lastSeenAt" | "confirmedAt" | "confirmedAct"
>;

/**
 * Begins a session under an id that no browser had before. The one it takes the place of ends (threat C4).
 * @param handle of the session that goes on
 * @param act that waits, for which its operator has signed in again
 * @returns Set-Cookie lines
 */
export async function beginSession(
  request: Request,
  details: NewSession,
  { handle, act, now = Date.now() }: { handle?: string; act?: string; now?: number } = {},
): Promise<string[]> {
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
  if (before) await dropSession(toKey(before));
  const seconds = Math.ceil(sessionMs / 1000);
  return [formatOwnCookie(COOKIE, await seal({ id }, COOKIE, seconds), seconds)];
}

/**
 * The session of this browser, or undefined: none, expired, or ended elsewhere (threat C5). A page that reads itself anew
 * is no use of it: nobody may sit there.
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
  if (now - session.lastSeenAt < TOUCH_MS || isAutomatic(request)) return session;
  const seen = { ...session, lastSeenAt: now };
  // Not where it has been ended meanwhile: nothing brings a session back.
  const isThere = await replaceSealed(key, seen, toRemainingMs(seen, config, now));
  return isThere ? seen : undefined;
}

/** Ends this browser's session. @returns Set-Cookie lines */
export async function endConsoleSession(request: Request): Promise<string[]> {
  const id = await readId(request);
  if (id) await dropSession(toKey(id));
  return [formatExpiredOwnCookie(COOKIE)];
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
  const found = await findSessions(toOperatorIndex(operator));
  const match = found.filter(({ session }) => session.handle === handle);
  await Promise.all(match.map(({ key }) => dropSession(key)));
  return match.length > 0;
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
  const found = await findSessions(index);
  await Promise.all(found.map(({ key }) => dropSession(key)));
  return found.length;
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
