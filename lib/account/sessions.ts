/** Turns Kratos' sessions into the rows of "where you are signed in", and checks that a row is one's own. */

import type { Session } from "@ory/client-fetch";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";
import { toMillis } from "@/lib/oauth2/shared/time";
import type { Translate } from "../i18n/translate";
import { toDeviceName } from "./device-name";

export interface OwnSession {
  id: string;
  /** The session of the browser that asks; ended by signing out, not here. */
  isCurrent: boolean;
  /** "Firefox on Linux"; empty when the device said nothing. */
  device: string;
  ipAddress?: string;
  /** City and country as a proxy in front of Kratos reported them. */
  location?: string;
  /** RFC 3339. */
  authenticatedAt?: string;
  /** Kratos' method names in the order of use, each once. */
  methods: string[];
}

/**
 * The current session first, then the latest sign-in first; ended ones are left out.
 * @param others `GET /sessions` (Kratos lists all but the current one)
 */
export function toSessionRows(current: Session, others: readonly Session[], t: Translate): OwnSession[] {
  const rows = others
    .filter((session) => session.active !== false && session.id !== current.id)
    .toSorted(
      (left, right) => (toMillis(right.authenticated_at) ?? 0) - (toMillis(left.authenticated_at) ?? 0),
    )
    .map((session) => toSessionRow(session, false, t));
  return [toSessionRow(current, true, t), ...rows];
}

/**
 * The id to end, only when it is one of this person's other sessions (threat A1).
 * @returns undefined for an answer of 404
 */
export function toOwnSessionId(
  others: readonly Session[],
  current: Session,
  id: string | null | undefined,
): string | undefined {
  return others.find((session) => session.id === id && session.id !== current.id)?.id;
}

function toSessionRow(session: Session, isCurrent: boolean, t: Translate): OwnSession {
  const device = session.devices?.at(-1);
  const methods = (session.authentication_methods ?? []).flatMap(({ method }) =>
    method ? [String(method)] : [],
  );
  return {
    id: session.id,
    isCurrent,
    device: toDeviceName(device?.user_agent, t),
    ipAddress: toSafeText(device?.ip_address, 60) || undefined,
    location: toSafeText(device?.location) || undefined,
    authenticatedAt: toTimestamp(session.authenticated_at),
    methods: [...new Set(methods)],
  };
}

function toTimestamp(value: Date | string | undefined): string | undefined {
  const millis = toMillis(value);
  return millis === undefined ? undefined : new Date(millis).toISOString();
}
