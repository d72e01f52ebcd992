/** Asks Hydra what a token is. The token itself is in no address, log or trail. */

import { read } from "@/lib/json";
import { requireAble } from "@/lib/ory/health";
import type { Operator } from "../operator/operator";
import { callAdmin } from "../ory/admin.server";

/** RFC 7662; a token that is nobody's is answered as inactive. @throws OryError */
export async function introspect(operator: Operator, token: string): Promise<unknown> {
  const operation = "introspectOAuth2Token";
  const answer = await callAdmin(operator, "hydra", operation, ({ oauth2 }, init) =>
    oauth2.introspectOAuth2TokenRaw({ token }, init),
  );
  if (read(answer, "active") !== true) await requireAble("hydra", operation);
  return answer;
}
