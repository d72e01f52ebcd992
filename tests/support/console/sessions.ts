/** What Kratos has of a person's sessions, by its admin API. */

import type { Session } from "@ory/client-fetch";
import type { Stack } from "../test";

export async function findSessions(stack: Stack, identityId: string): Promise<Session[]> {
  const answer = await fetch(`${stack.urls.kratosAdmin}/admin/identities/${identityId}/sessions`);
  // Kratos answers 404 for an identity without any.
  return answer.status === 404 ? [] : answer.json();
}
