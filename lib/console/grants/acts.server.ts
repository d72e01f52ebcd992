/** Takes from apps what a person granted them: from one, or from all. Hydra knows no grant of one session alone. */

import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { textIdSchema } from "../ory/ids.server";
import { listGrants, revokeGrant, revokeGrants } from "./grants.server";

interface Grantor {
  /** Of the identity. */
  id: string;
  person: string;
}

/** @param next the page that it leads back to */
export function toRevokeAct({ id, person }: Grantor, next: string): AnyAct {
  return defineAct({
    operation: "grant.revoke",
    subject: { kind: "identity", id },
    summary: `Take from an app what ${person} granted it.`,
    fields: z.object({ client: textIdSchema, reason }),
    async run(operator, { client }) {
      const grants = await listGrants(operator, id);
      const isKnown = grants?.apps.some(({ clientId }) => clientId === client);
      if (!isKnown && !grants?.hasMore && !grants?.hasLeftOut)
        throw new ActRefused("Hydra lists no grant of this app. Nothing was taken away.", {}, 409);
      await revokeGrant(operator, id, client);
      return { after: { revoked: client }, next };
    },
  });
}

/** Of apps that no list has any more, too. @param next the page that it leads back to */
export function toRevokeAllAct({ id, person }: Grantor, next: string): AnyAct {
  return defineAct({
    operation: "grants.revoke-all",
    subject: { kind: "identity", id },
    summary: `Take from every app what ${person} granted it.`,
    fields: z.object({ reason }),
    async run(operator) {
      await revokeGrants(operator, id);
      return { after: { revoked: "all" }, next };
    },
  });
}
