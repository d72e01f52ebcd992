/** Kratos' identities as the console reads and changes them; never with their credentials' secrets. */

import type {
  CreateIdentityBody,
  DeleteIdentityCredentialsTypeEnum,
  JsonPatch,
  UpdateIdentityBody,
} from "@ory/client-fetch";
import { parseExactly } from "@/lib/exact-number";
import type { Json } from "@/lib/json";
import { OryError } from "../../ory/error";
import { toErrorCode } from "../../ory/exchange";
import type { Operator } from "../operator/operator";
import { type AdminList, callAdmin, listAdmin, listWithHead, withJsonBody } from "../ory/admin.server";
import { listByIdsThatFit, listThatFits } from "../ory/list-that-fits.server";
import type { IdentityFilter } from "./identity-filter";

/** Identities on one page. */
const PAGE_SIZE = 50;

export function listIdentities(
  operator: Operator,
  filter: IdentityFilter,
  pageToken?: string,
  pageSize = PAGE_SIZE,
): Promise<AdminList<unknown>> {
  const asked = {
    pageToken,
    credentialsIdentifier: filter.kind === "exact" ? filter.identifier : undefined,
    previewCredentialsIdentifierSimilar: filter.kind === "similar" ? filter.identifier : undefined,
  };
  return listByIdsThatFit(pageSize, (rows) =>
    listAdmin(
      operator,
      "kratos",
      "listIdentities",
      ({ identity }, init) => identity.listIdentitiesRaw({ ...asked, pageSize: rows }, init),
      parseExactly,
    ),
  );
}

/** @param id checked by `requireUuid` @throws OryError 404 */
export function getIdentity(operator: Operator, id: string): Promise<unknown> {
  return callAdmin(
    operator,
    "kratos",
    "getIdentity",
    ({ identity }, init) => identity.getIdentityRaw({ id }, init),
    parseExactly,
  );
}

/**
 * By its id at another system, which a later Kratos keeps. Undefined where there is none, and of v1.3, which has no such address:
 * it answers with what is no refusal of its own.
 * @param externalID checked by `nameSchema` @throws OryError
 */
export async function findByExternalId(operator: Operator, externalID: string): Promise<unknown> {
  try {
    return await callAdmin(operator, "kratos", "getIdentityByExternalID", ({ identity }, init) =>
      identity.getIdentityByExternalIDRaw({ externalID }, init),
    );
  } catch (error) {
    const isMissing = error instanceof OryError && (error.status === 404 || isNoAddress(error));
    if (isMissing) return undefined;
    throw error;
  }
}

/** Not Kratos' own word: a gateway may let through what it knows of v1.3, and forbid the rest. */
function isNoAddress({ kind, cause }: OryError): boolean {
  return kind === "malformed" && ["HTTP_403", "HTTP_404"].includes(toErrorCode(cause) ?? "");
}

/** Kratos checks the traits against the schema; no password policy applies here. @throws OryError 409 for a taken address */
export function createIdentity(operator: Operator, schemaId: string, traits: Json): Promise<unknown> {
  return callAdmin(
    operator,
    "kratos",
    "createIdentity",
    ({ identity }, init) =>
      identity.createIdentityRaw({ createIdentityBody: { schema_id: schemaId, traits } }, init),
    parseExactly,
  );
}

/**
 * Many at once. Kratos tells of an address that is taken by its row (`action: "error"`), and refuses all for other mistakes.
 * v1.3.1 makes none where one is taken, although it names ids of the others.
 * @throws OryError
 */
export function createIdentities(
  operator: Operator,
  bodies: readonly CreateIdentityBody[],
): Promise<unknown> {
  const identities = bodies.map((create) => ({ create }));
  return callAdmin(operator, "kratos", "batchPatchIdentities", ({ batches }, init) =>
    batches.batchPatchIdentitiesRaw({ patchIdentitiesBody: {} }, withJsonBody(init, { identities })),
  );
}

/**
 * Newest first. Kratos counts these pages from 1, while the tokens that it names count from 0 (v1.3.1): by them the second
 * page is the first again, and the last one is never shown. A token of ours is the number of the row that a page begins with.
 * @throws OryError
 */
export function listIdentitySessions(
  operator: Operator,
  id: string,
  pageToken = "0",
): Promise<AdminList<unknown>> {
  return listThatFits(PAGE_SIZE, async (perPage) => {
    const before = Math.floor(Number(pageToken) / perPage) || 0;
    const { rows, total } = await listWithHead<unknown>(
      operator,
      "kratos",
      "listIdentitySessions",
      ({ identity }, init) => identity.listIdentitySessionsRaw({ id, page: before + 1, perPage }, init),
      parseExactly,
    );
    const end = (before + 1) * perPage;
    const isLast = rows.length < perPage || (total !== undefined && end >= total);
    return { items: rows, next: isLast ? undefined : String(end) };
  });
}

/** RFC 6902; a `test` that fails is answered with 400 and changes nothing. @throws OryError */
export function patchIdentity(operator: Operator, id: string, jsonPatch: JsonPatch[]): Promise<unknown> {
  return callAdmin(
    operator,
    "kratos",
    "patchIdentity",
    ({ identity }, init) => identity.patchIdentityRaw({ id, jsonPatch }, init),
    parseExactly,
  );
}

/** What is not in it is erased, but ways to sign in: those stay. @throws OryError */
export function replaceIdentity(
  operator: Operator,
  id: string,
  identity: UpdateIdentityBody,
): Promise<unknown> {
  return callAdmin(operator, "kratos", "updateIdentity", ({ identity: api }, init) =>
    api.updateIdentityRaw({ id, updateIdentityBody: identity }, init),
  );
}

/** Leaves what Hydra has of the person. @throws OryError */
export async function deleteIdentity(operator: Operator, id: string): Promise<void> {
  await callAdmin(operator, "kratos", "deleteIdentity", ({ identity }, init) =>
    identity.deleteIdentityRaw({ id }, init),
  );
}

/** Kratos removes no first factor. @param identifier of a social sign-in, `provider:subject` @throws OryError */
export async function deleteCredential(
  operator: Operator,
  id: string,
  type: DeleteIdentityCredentialsTypeEnum,
  identifier: string | undefined,
): Promise<void> {
  await callAdmin(operator, "kratos", "deleteIdentityCredentials", ({ identity }, init) =>
    identity.deleteIdentityCredentialsRaw({ id, type, identifier }, init),
  );
}

/** Sends no mail and verifies no address. @param expiresIn such as `1h` @throws OryError */
export function createRecoveryCode(operator: Operator, id: string, expiresIn: string): Promise<unknown> {
  return callAdmin(operator, "kratos", "createRecoveryCodeForIdentity", ({ identity }, init) =>
    identity.createRecoveryCodeForIdentityRaw(
      { createRecoveryCodeForIdentityBody: { identity_id: id, expires_in: expiresIn } },
      init,
    ),
  );
}

/** Answered only where recovery by link is on. @param expiresIn such as `1h` @throws OryError */
export function createRecoveryLink(operator: Operator, id: string, expiresIn: string): Promise<unknown> {
  return callAdmin(operator, "kratos", "createRecoveryLinkForIdentity", ({ identity }, init) =>
    identity.createRecoveryLinkForIdentityRaw(
      { createRecoveryLinkForIdentityBody: { identity_id: id, expires_in: expiresIn } },
      init,
    ),
  );
}
