/**
 * Remembers Hydra's login sessions of this browser (`sid`), so that a sign-out at Kratos alone ends them too: each in a cookie of
 * its own, so that what one answer adds is not taken away by another which is under way.
 */

import { createHash } from "node:crypto";
import { z } from "zod";
import {
  formatExpiredOwnCookie,
  formatOwnCookie,
  OWN_COOKIE_PREFIX,
  readCookie,
  readCookies,
  toBrowserSessionCookie,
} from "@/lib/web/cookies/cookies";
import { seal, unseal } from "@/lib/web/cookies/seal";
import { type LoginSession, loginSessionSchema } from "./login-sessions";

const PREFIX = `${OWN_COOKIE_PREFIX}sid-`;

const KEPT_SECONDS = 30 * 24 * 60 * 60;

/** 96 bits, in characters of base64url. */
const DIGEST_LENGTH = 16;

/** Most that are opened for one request, twice as many as are kept: opening costs a key derivation (threat D1). */
const OPENED_LIMIT = 16;

/** Is gone when the browser was closed, as Hydra's cookie then is where it lasts until then. */
const OPEN_COOKIE = `${OWN_COOKIE_PREFIX}open`;

const keptSchema = z.object({
  session: loginSessionSchema,
  /** When it was written, epoch milliseconds. */
  at: z.number(),
});

const opened = new WeakMap<Request, Promise<LoginSession[]>>();

/** Oldest first; what does not open is left out. Asked again of one request, the same objects. */
export function readLoginSessions(request: Request): Promise<LoginSession[]> {
  const sessions = opened.get(request) ?? openLoginSessions(request);
  opened.set(request, sessions);
  return sessions;
}

/** Browsers send the newest last; what comes before the last few is dropped by the next answer that adds one. */
async function openLoginSessions(request: Request): Promise<LoginSession[]> {
  const cookies = readSealed(request).slice(-OPENED_LIMIT);
  const kept = await Promise.all(
    cookies.map(async ({ name, value }) => keptSchema.safeParse(await unseal(value, name)).data ?? []),
  );
  return kept
    .flat()
    .toSorted((one, other) => one.at - other.at)
    .map(({ session }) => session);
}

/** Whether the browser has it, under whichever secret it was sealed. */
export function hasLoginSession(request: Request, login: Pick<LoginSession, "sid" | "subject">): boolean {
  const kept = toName(login);
  return readSealed(request).some(({ name }) => name === kept);
}

/** Whether this browser has been open since the last sign-in. */
export function isBrowserOpen(request: Request): boolean {
  return readCookie(request, OPEN_COOKIE) !== undefined;
}

/** Set-Cookie lines that keep these of what the browser has, those as they are that were read of it, and no others. */
export async function writeLoginSessions(
  request: Request,
  sessions: readonly LoginSession[],
): Promise<string[]> {
  const before = await readLoginSessions(request);
  const kept = new Set(sessions.map(toName));
  const dropped = readSealed(request).filter(({ name }) => !kept.has(name));
  const changed = sessions.filter((session) => !before.includes(session));
  const now = Date.now();
  const written = changed.map(async (session, index) => {
    const name = toName(session);
    const value = await seal({ session, at: now + index }, name, KEPT_SECONDS);
    return formatOwnCookie(name, value, KEPT_SECONDS);
  });
  return [
    ...dropped.map(({ name }) => formatExpiredOwnCookie(name)),
    ...(await Promise.all(written)),
    ...(written.length > 0 ? [toBrowserSessionCookie(OPEN_COOKIE, "1")] : []),
  ];
}

/** Set-Cookie lines that forget all that the browser has. */
export function dropLoginSessions(request: Request): string[] {
  return readSealed(request).map(({ name }) => formatExpiredOwnCookie(name));
}

/** Ties a form to these sessions where there is no session of Kratos' to tie it to. */
export function toLoginSessionBinding(request: Request): string {
  return readSealed(request)
    .map(({ value }) => value)
    .toSorted()
    .join();
}

function readSealed(request: Request) {
  return readCookies(request).filter(({ name }) => name.startsWith(PREFIX));
}

/** Of one person's: a session that Hydra has begun anew for somebody else is another. */
function toName({ sid, subject }: Pick<LoginSession, "sid" | "subject">): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([sid, subject]))
    .digest("base64url");
  return PREFIX + digest.slice(0, DIGEST_LENGTH);
}
