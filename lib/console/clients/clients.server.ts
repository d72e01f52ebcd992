/** Hydra's OAuth2 clients as the console reads and changes them; never with a secret that was read. */

import type { JsonPatch, OAuth2Client } from "@ory/client-fetch";
import { parseExactly } from "@/lib/exact-number";
import type { Json } from "@/lib/json";
import { findTokenBehind } from "@/lib/ory/page-links";
import type { Operator } from "../operator/operator";
import { type AdminList, callAdmin, listAdmin, withJsonBody } from "../ory/admin.server";
import { listThatFits } from "../ory/list-that-fits.server";
import { orSmaller, type WholeOrId, wholeOrId } from "../ory/or-smaller.server";

/** Clients on one page. */
const PAGE_SIZE = 50;

/** Both are compared exactly by Hydra. */
interface ClientFilter {
  name?: string;
  owner?: string;
}

interface ClientList extends AdminList<unknown> {
  /** The next app alone is larger than any answer that is read. */
  hasLeftOut?: boolean;
}

/**
 * A page that is not full is the last: Hydra counts the next one by a total that knows no filter. Where apps register themselves,
 * a stranger may write as much into theirs as they like: the others are listed all the same (threat D1).
 * @throws OryError
 */
export async function listClients(
  operator: Operator,
  { name, owner }: ClientFilter,
  pageToken?: string,
): Promise<ClientList> {
  const list = async (pageSize: number): Promise<ClientList> => {
    const { items, next } = await listAdmin(operator, "hydra", "listOAuth2Clients", ({ oauth2 }, init) =>
      oauth2.listOAuth2ClientsRaw({ pageSize, pageToken, clientName: name, owner }, init),
    );
    return { items, next: items.length < pageSize ? undefined : next };
  };
  return orSmaller(
    () => listThatFits(PAGE_SIZE, list),
    ({ link }) => ({ items: [], next: findTokenBehind(pageToken, link), hasLeftOut: true }),
  );
}

/** @param id checked by `requireName` @throws OryError 404 */
export function getClient(operator: Operator, id: string): Promise<unknown> {
  return callAdmin(
    operator,
    "hydra",
    "getOAuth2Client",
    ({ oauth2 }, init) => oauth2.getOAuth2ClientRaw({ id }, init),
    parseExactly,
  );
}

/**
 * The same, of an app that is larger than any answer its id alone: by that it can be deleted, as one has to be that a stranger
 * registered (threat D1).
 * @throws OryError 404
 */
export function getClientOrId(operator: Operator, id: string): Promise<WholeOrId> {
  return wholeOrId(() => getClient(operator, id), { client_id: id });
}

/** @throws OryError 409 where the id is taken */
export function createClient(operator: Operator, client: OAuth2Client): Promise<unknown> {
  return callAdmin(
    operator,
    "hydra",
    "createOAuth2Client",
    ({ oauth2 }, init) => oauth2.createOAuth2ClientRaw({ oAuth2Client: client }, init),
    parseExactly,
  );
}

/** RFC 6902. A client that registered itself loses its registration token by it. @throws OryError */
export function patchClient(operator: Operator, id: string, jsonPatch: JsonPatch[]): Promise<unknown> {
  return callAdmin(
    operator,
    "hydra",
    "patchOAuth2Client",
    ({ oauth2 }, init) => oauth2.patchOAuth2ClientRaw({ id, jsonPatch }, init),
    parseExactly,
  );
}

/** What is not in it falls back to Hydra's defaults; its secret stays. @throws OryError */
export function replaceClient(operator: Operator, id: string, client: Json): Promise<unknown> {
  return callAdmin(operator, "hydra", "setOAuth2Client", ({ oauth2 }, init) =>
    oauth2.setOAuth2ClientRaw({ id, oAuth2Client: {} }, withJsonBody(init, client)),
  );
}

/** With everything that people granted it, and every token. @throws OryError */
export async function deleteClient(operator: Operator, id: string): Promise<void> {
  await callAdmin(operator, "hydra", "deleteOAuth2Client", ({ oauth2 }, init) =>
    oauth2.deleteOAuth2ClientRaw({ id }, init),
  );
}

/** Access tokens alone: refresh tokens go on making new ones. @throws OryError */
export async function deleteAccessTokens(operator: Operator, clientId: string): Promise<void> {
  await callAdmin(operator, "hydra", "deleteOAuth2Token", ({ oauth2 }, init) =>
    oauth2.deleteOAuth2TokenRaw({ clientId }, init),
  );
}
