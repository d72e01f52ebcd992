/** Asks Hydra what a token is. The token itself is in no address, log or trail. */

import type { Operator } from "../operator/operator";
import { callAdmin } from "../ory/admin.server";

/** RFC 7662; a token that is nobody's is answered as inactive. @throws OryError */
export function introspect(operator: Operator, token: string): Promise<unknown> {
  return callAdmin(operator, "hydra", "introspectOAuth2Token", ({ oauth2 }, init) =>
    oauth2.introspectOAuth2TokenRaw({ token }, init),
  );
}
