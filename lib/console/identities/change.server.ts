/** Changes one account, also one that Kratos patches no more. */

import type { JsonPatch, UpdateIdentityBody } from "@ory/client-fetch";
import { hasHugeNumber } from "@/lib/exact-number";
import { isTooDeep, toRecord } from "@/lib/json";
import { ActRefused } from "../act/act-definition";
import type { Operator } from "../operator/operator";
import { TOO_DEEP } from "../patch/members-patch";
import { patchIdentity, replaceIdentity } from "./identities.server";
import type { IdentityDetails } from "./view";

/** The same change twice. */
export interface IdentityChange {
  /** What is sent wherever Kratos takes it: nothing else of the account is touched. */
  patch: JsonPatch[];
  /** What takes the place of what was read, where Kratos takes the account only as a whole. */
  members: Partial<UpdateIdentityBody>;
}

/**
 * Kratos patches no account with a number beyond 1e308 anywhere, which its person may have typed, but takes one as a whole: nobody
 * keeps themselves, or their traits, out of reach by it.
 * @param identity as it was just read @throws ActRefused for what would lose what lies too deep, OryError
 */
export async function changeIdentity(
  operator: Operator,
  { id, schema, isActive, externalId, traits, metadata }: IdentityDetails,
  { patch, members }: IdentityChange,
): Promise<void> {
  if (!hasHugeNumber([traits, metadata])) {
    await patchIdentity(operator, id, patch);
    return;
  }
  const whole = {
    schema_id: schema,
    traits: toRecord(traits),
    state: isActive ? ("active" as const) : ("inactive" as const),
    ...(externalId !== undefined && { external_id: externalId }),
    metadata_public: metadata.public,
    metadata_admin: metadata.admin,
    ...members,
  };
  if (Object.values(whole).some((value) => isTooDeep(value))) throw new ActRefused(TOO_DEEP);
  await replaceIdentity(operator, id, whole);
}
