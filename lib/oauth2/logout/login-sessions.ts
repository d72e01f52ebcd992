/** Which of Hydra's login sessions began in this browser: what a sign-out ends, and what a hidden prompt contradicts. */

import { z } from "zod";

/** Sessions that Hydra is known to remember; a person who is asked again begins a new one. */
const MAXIMUM_CONFIRMED = 6;

/** Accepts that Hydra has not come back from. A stranger's link can make one, so they push out nothing but each other. */
const MAXIMUM_UNCONFIRMED = 2;

export const loginSessionSchema = z.object({
  /** The login request's `session_id`, Hydra's name for the session. */
  sid: z.string().min(1).max(100),
  /** The identity that was accepted. */
  subject: z.string().min(1).max(100),
  /** Hydra itself said that it remembers it: by a consent that followed, or a login that it skips. */
  isConfirmed: z.boolean().optional(),
  /** Until when Hydra's cookie is in this browser: epoch milliseconds, or until it closes. */
  until: z.union([z.number().int(), z.literal("closed")]).optional(),
  /** Kratos has ended its half of a sign-out, and Hydra was away: to be ended without another question. */
  isEnding: z.boolean().optional(),
});

export type LoginSession = z.output<typeof loginSessionSchema>;

/** How long Hydra was told to remember a login. */
export interface Remembering {
  /** Seconds; 0 until the browser closes. */
  rememberLoginSeconds: number;
  /** Each use starts the time anew. */
  extendLogin: boolean;
}

/** With the login that is being accepted. @param skip Hydra remembers it already */
export function addAccepted(
  sessions: readonly LoginSession[],
  { sid, subject, skip }: { sid: string; subject: string; skip: boolean },
): LoginSession[] {
  const known = sessions.find((session) => isSame(session, { sid, subject }));
  const { isEnding: _, ...kept } = known ?? {};
  return put(sessions, { ...kept, sid, subject, ...(skip && { isConfirmed: true }) });
}

/** With the login that a consent belongs to: Hydra has just remembered it, and set its cookie. */
export function addConfirmed(
  sessions: readonly LoginSession[],
  { sid, subject }: { sid: string; subject: string },
  { rememberLoginSeconds, extendLogin }: Remembering,
  now: Date,
): LoginSession[] {
  const known = sessions.find((session) => isSame(session, { sid, subject }));
  const fromNow = rememberLoginSeconds === 0 ? "closed" : now.getTime() + rememberLoginSeconds * 1000;
  const until = extendLogin ? fromNow : (known?.until ?? fromNow);
  return put(sessions, { sid, subject, isConfirmed: true, until });
}

/**
 * Whether Hydra should know this person by its cookie. When it says that it does not, something made it look away: a
 * prompt or a `max_age` that Foyer was not shown, or a cookie that is gone (threat O21).
 * @param login the login that is asked about; one that was accepted before is looked at again, and proves nothing new
 * @param isBrowserOpen the browser has not been closed since the last sign-in
 */
export function shouldBeRemembered(
  sessions: readonly LoginSession[],
  login: { sid: string; subject: string },
  { isBrowserOpen, now }: { isBrowserOpen: boolean; now: Date },
): boolean {
  const own = sessions.filter(({ subject }) => subject === login.subject);
  const isStanding = ({ isConfirmed, until = 0 }: LoginSession) =>
    isConfirmed === true && (until === "closed" ? isBrowserOpen : until > now.getTime());
  return own.some(isStanding) && !own.some((session) => isSame(session, login));
}

function isSame(session: LoginSession, { sid, subject }: { sid: string; subject: string }): boolean {
  return session.sid === sid && session.subject === subject;
}

function put(sessions: readonly LoginSession[], session: LoginSession): LoginSession[] {
  const all = [...sessions.filter((other) => !isSame(other, session)), session];
  const kept = new Set([
    ...all.filter(({ isConfirmed }) => isConfirmed).slice(-MAXIMUM_CONFIRMED),
    ...all.filter(({ isConfirmed }) => !isConfirmed).slice(-MAXIMUM_UNCONFIRMED),
  ]);
  return all.filter((each) => kept.has(each));
}
