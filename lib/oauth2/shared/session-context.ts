/** Tells Hydra with each sign-in in which of Kratos' sessions it was: neither server says it of the other's. */

import { readString } from "@/lib/json";

/** The member of the login's `context`, which Hydra keeps beside the consent that follows, and puts into no token. */
const MEMBER = "kratos_session_id";

export function toSessionContext(session: { id: string }): Record<string, string> {
  return { [MEMBER]: session.id };
}

/** @param context of a consent request; anybody's JSON @returns undefined where it tells of none */
export function readSessionContext(context: unknown): string | undefined {
  return readString(context, MEMBER);
}
