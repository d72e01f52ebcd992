/** The errors that Kratos keeps of what people met, as the console reads them. */

import type { Operator } from "../operator/operator";
import { callAdmin } from "../ory/admin.server";

/** Asked at the public address: the admin API leads there. @param id checked by `requireUuid` @throws OryError 404 */
export function getRecordedError(operator: Operator, id: string): Promise<object> {
  return callAdmin<object>(operator, "kratos", "getFlowError", ({ frontend }, init) =>
    frontend.getFlowErrorRaw({ id }, init),
  );
}
