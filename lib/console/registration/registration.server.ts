/** Dynamic client registration (RFC 7591, RFC 7592) at Hydra, by the token that an app got when it registered. */

import type { InitOverrideFunction } from "@ory/client-fetch";
import { parseExactly } from "@/lib/exact-number";
import type { Json } from "@/lib/json";
import type { Operator } from "../operator/operator";
import { callAdmin, withJsonBody } from "../ory/admin.server";

/** Of one app: its id, checked by `nameSchema`, and its registration access token. */
export interface Registration {
  id: string;
  token: string;
}

/** @throws OryError 404 where Hydra does not let apps register themselves */
export function register(operator: Operator, client: Json): Promise<unknown> {
  return callAdmin(
    operator,
    "hydra",
    "createOidcDynamicClient",
    ({ registration }, init) =>
      registration.createOidcDynamicClientRaw({ oAuth2Client: {} }, withJsonBody(init, client)),
    parseExactly,
  );
}

/** @throws OryError 401 for another app's token, or one that was replaced */
export function getRegistration(operator: Operator, { id, token }: Registration): Promise<unknown> {
  return callAdmin(
    operator,
    "hydra",
    "getOidcDynamicClient",
    ({ registration }, init) => registration.getOidcDynamicClientRaw({ id }, withToken(init, token)),
    parseExactly,
  );
}

/** Hydra answers with a new token; the old one ends. @throws OryError */
export function setRegistration(
  operator: Operator,
  { id, token }: Registration,
  client: Json,
): Promise<unknown> {
  return callAdmin(
    operator,
    "hydra",
    "setOidcDynamicClient",
    ({ registration }, init) =>
      registration.setOidcDynamicClientRaw(
        { id, oAuth2Client: {} },
        withJsonBody(withToken(init, token), client),
      ),
    parseExactly,
  );
}

/** @throws OryError */
export async function deleteRegistration(operator: Operator, { id, token }: Registration): Promise<void> {
  await callAdmin(operator, "hydra", "deleteOidcDynamicClient", ({ registration }, init) =>
    registration.deleteOidcDynamicClientRaw({ id }, withToken(init, token)),
  );
}

/** Instead of an operator's own right: Hydra asks for the app's. */
function withToken(init: InitOverrideFunction, token: string): InitOverrideFunction {
  return async (context) => {
    const { headers, ...rest } = await init(context);
    return { ...rest, headers: { ...(headers as Record<string, string>), authorization: `Bearer ${token}` } };
  };
}
