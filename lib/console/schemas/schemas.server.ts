/** Kratos' identity schemas as the console reads them; they are changed in Kratos' configuration. */

import type { Operator } from "../operator/operator";
import { callAdmin, listAdmin } from "../ory/admin.server";

/** Installations have a handful; Kratos answers no more on one page. */
const PAGE_SIZE = 250;

/** @throws OryError */
export async function listSchemas(operator: Operator): Promise<unknown[]> {
  const { items } = await listAdmin(operator, "kratos", "listIdentitySchemas", ({ schemas }, init) =>
    schemas.listIdentitySchemasRaw({ pageSize: PAGE_SIZE }, init),
  );
  return items;
}

/** What stands in a path as it is; Kratos takes every id as unpadded base64url too. */
const PLAIN = /^[A-Za-z\d][\w.-]*$/;

/** @param id whatever Kratos' configuration calls it @throws OryError 404 */
export function getSchema(operator: Operator, id: string): Promise<unknown> {
  return callAdmin(operator, "kratos", "getIdentitySchema", ({ schemas }, init) =>
    schemas.getIdentitySchemaRaw({ id: PLAIN.test(id) ? id : Buffer.from(id).toString("base64url") }, init),
  );
}
