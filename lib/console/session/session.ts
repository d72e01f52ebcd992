/** An operator's session as the server keeps it, and when it ends. */

import { z } from "zod";
import type { ConsoleConfig } from "../config";

export const sessionSchema = z.object({
  /** Names the session to forms, waiting acts and the list of sessions; it opens nothing, and outlives a step-up. */
  handle: z.string(),
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  /** What the provider's claim said, where roles come from one. */
  roleValues: z.array(z.string()),
  /** When the older of their two factors was given, in milliseconds since 1970, as all times here. */
  authenticatedAt: z.number(),
  /** When the newer of them was. */
  newestFactorAt: z.number(),
  /** When they signed in again for a dangerous act, by this server's clock. */
  confirmedAt: z.number().optional(),
  /** Id of the act that they did so for: no other that waits is confirmed by it. */
  confirmedAct: z.string().optional(),
  assurance: z.string(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  /** The provider's session, by which it tells of a sign-out; Kratos' session id where Kratos vouches. */
  providerSession: z.string().optional(),
  /** For signing out at the provider too. */
  idToken: z.string().optional(),
  userAgent: z.string(),
  address: z.string(),
});

export type ConsoleSession = z.output<typeof sessionSchema>;

/** How long a session has left, in milliseconds: the absolute end or the idle one, whichever comes first (C5). */
export function toRemainingMs(
  { createdAt, lastSeenAt }: Pick<ConsoleSession, "createdAt" | "lastSeenAt">,
  { sessionMs, idleMs }: Pick<ConsoleConfig, "sessionMs" | "idleMs">,
  now: number,
): number {
  return Math.min(createdAt + sessionMs, lastSeenAt + idleMs) - now;
}

/** Whether the last sign-in is young enough for a dangerous act; one from the future is none. */
export function isFresh(authenticatedAt: number, stepUpMs: number, now: number): boolean {
  const ageMs = now - authenticatedAt;
  return ageMs < stepUpMs && ageMs > -CLOCK_SKEW_MS;
}

/** How far the provider's clock may be ahead. */
export const CLOCK_SKEW_MS = 30_000;

/** How long a sign-in may be under way. */
export const SIGN_IN_MS = 10 * 60 * 1000;
