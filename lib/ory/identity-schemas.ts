/** Reads Kratos' identity schemas and keeps them: they say what a flow's nodes leave out (enums, integers, constants). */

import { call, getClients } from "./api";
import { keep } from "./keep";

/** One identity schema under the id by which identities name it. */
export interface IdentitySchema {
  id: string;
  schema: unknown;
}

const FRESH_MS = 5 * 60 * 1000;
const PAGE_SIZE = 250;

const schemas = keep(
  async () =>
    (
      await call<IdentitySchema[]>("kratos", "listIdentitySchemas", () =>
        getClients().schemas.listIdentitySchemasRaw({ perPage: PAGE_SIZE }),
      )
    ).data,
  FRESH_MS,
);

/** All identity schemas, read by one call (`GET /schemas`) and kept for five minutes; none when that failed. */
export async function getIdentitySchemas(): Promise<IdentitySchema[]> {
  return (await schemas.get()) ?? [];
}
