/** Reads Kratos' identity schemas and keeps them: they say what a flow's nodes leave out (enums, integers, constants). */

import { requireWhole } from "@/lib/ory/error";
import { callForList, getClients } from "@/lib/ory/sdk";
import { isIdentitySchema } from "@/lib/ory/whole-answer";
import { getProcessState } from "@/lib/process/state";
import { cache, FRESH_MS } from "./cached";

/** One identity schema under the id by which identities name it. */
export interface IdentitySchema {
  id: string;
  schema: unknown;
}

const PAGE_SIZE = 250;

const getKept = () => getProcessState("identity-schemas", () => cache(readSchemas, FRESH_MS));

/** All identity schemas, read by one call (`GET /schemas`) and kept for five minutes; none when that failed. */
export async function getIdentitySchemas(): Promise<IdentitySchema[]> {
  return (await getKept().get()) ?? [];
}

/** Reads them anew; whether that succeeded. Never throws. */
export function refreshIdentitySchemas(): Promise<boolean> {
  return getKept().refresh();
}

async function readSchemas(): Promise<IdentitySchema[]> {
  const operation = "listIdentitySchemas";
  const { rows } = await callForList<IdentitySchema>("kratos", operation, () =>
    getClients().schemas.listIdentitySchemasRaw({ perPage: PAGE_SIZE }),
  );
  // What is kept is in every page of the next five minutes.
  requireWhole(rows.every(isIdentitySchema), { upstream: "kratos", operation });
  return rows;
}
