/** What an operator can do to one session. */

import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { toRevokeAct } from "../grants/acts.server";
import { endLogins, listSessionGrants } from "../grants/grants.server";
import { deleteIdentitySessions, disableSession, extendSession, getSession } from "./sessions.server";
import { type SessionDetails, toSessionDetails } from "./view";

const reasonOnly = z.object({ reason });

/**
 * Of one whose account is not known, those alone that are about the session itself.
 * @param session as it was just read: its person is named, and protected by the rules for operators' accounts
 */
export function toSessionActs(session: SessionDetails): AnyAct[] {
  return session.identityId ? [...toOwnActs(session), ...toPersonActs(session)] : toOwnActs(session);
}

function toOwnActs(session: SessionDetails): AnyAct[] {
  const { id, identityId, person } = session;
  const subject = { kind: "session", id, identity: identityId || undefined };
  const next = `/sessions/${id}`;
  return [
    defineAct({
      operation: "session.end",
      subject,
      summary: `End one session of ${person}.`,
      fields: reasonOnly,
      readBefore: async () => ({ active: session.isActive }),
      async run(operator) {
        await disableSession(operator, session);
        return { after: { active: false }, next };
      },
    }),
    defineAct({
      operation: "session.extend",
      subject,
      summary: `Extend one session of ${person}.`,
      fields: z.object({}),
      readBefore: async () => ({ expires_at: session.expiresAt }),
      async run(operator) {
        await extendSession(operator, id);
        const { expiresAt } = toSessionDetails(await getSession(operator, id));
        const isSame = expiresAt === session.expiresAt;
        return { after: { expires_at: expiresAt }, next: isSame ? `${next}?unchanged=true` : next };
      },
    }),
  ];
}

function toPersonActs(session: SessionDetails): AnyAct[] {
  const { identityId, person } = session;
  return [
    ...toGrantActs(session),
    defineAct({
      operation: "sessions.delete",
      subject: { kind: "identity", id: identityId },
      summary: `Delete all sessions of ${person}, with their history.`,
      fields: reasonOnly,
      typed: "sign out",
      async run(operator) {
        await deleteIdentitySessions(operator, identityId);
        return { next: "/sessions" };
      },
    }),
  ];
}

/** At Hydra, which ends grants of a person by app alone, whatever session they were made in. */
function toGrantActs({ id, identityId, person }: SessionDetails): AnyAct[] {
  const next = `/sessions/${id}`;
  return [
    toRevokeAct({ id: identityId, person }, next),
    defineAct({
      operation: "logins.end",
      subject: { kind: "session", id, identity: identityId },
      summary: `Sign ${person} out of the apps of one session.`,
      fields: reasonOnly,
      async run(operator) {
        const grants = await listSessionGrants(operator, { identityId, id });
        const logins = grants?.logins ?? [];
        if (logins.length === 0)
          throw new ActRefused("Hydra lists no grant of this session any more.", {}, 409);
        await endLogins(operator, logins);
        return { after: { ended: logins }, next };
      },
    }),
  ];
}
