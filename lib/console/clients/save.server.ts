/** Holds a changed OAuth2 client to what is safe, and to what its operator saw, and writes it. */

import { type Json, readString } from "@/lib/json";
import { ActRefused } from "../act/act-definition";
import { toSeen } from "../forms/seen";
import { getConsoleConfig } from "../get-console-config.server";
import type { Operator } from "../operator/operator";
import { isDeepEqual } from "../patch/is-deep-equal";
import { TOO_DEEP, touchesTooDeep } from "../patch/members-patch";
import { toSegment } from "../request/segment";
import { patchClient } from "./clients.server";
import { toClientPatch } from "./hydra-patch";
import { findUnsafe } from "./unsafe";
import type { ClientDetails } from "./view";

/** Members that are Hydra's to say: an edit does not touch them. */
export const READ_ONLY = [
  "client_id",
  "created_at",
  "updated_at",
  "client_secret_expires_at",
  "registration_client_uri",
];

interface Save {
  seen: string;
  after: Json;
  /** The field at which problems are said that have none of their own. */
  at?: string;
}

/** @throws ActRefused for what is not safe, or somebody else's change */
export function requireSafe({ id, raw }: ClientDetails, { seen, after, at }: Save): void {
  requireNotOwn({ id });
  if (seen !== toSeen(raw)) throw new ActRefused(CHANGED, {}, 409);
  const unsafe = findUnsafe(after, raw);
  if (Object.keys(unsafe).length > 0)
    throw new ActRefused("Nothing was saved.", at ? { [at]: Object.values(unsafe).join(" ") } : unsafe);
  const touched = READ_ONLY.find((name) => !isDeepEqual(raw[name], after[name]));
  if (touched) throw new ActRefused("Nothing was saved.", { [at ?? ""]: `${touched} is Hydra's to say.` });
}

/** @throws ActRefused for what is not safe, no change, or somebody else's change */
export async function save(operator: Operator, client: ClientDetails, wanted: Save) {
  requireSafe(client, wanted);
  const { id, raw } = client;
  const { after } = wanted;
  if (touchesTooDeep(raw, after)) throw new ActRefused(TOO_DEEP);
  const patch = toClientPatch(raw, after);
  if (patch.length === 0) throw new ActRefused("Nothing was changed: these are the settings as they are.");
  await patchClient(operator, id, patch);
  return { after, next: `/clients/${toSegment(id)}` };
}

const CHANGED =
  "Somebody changed this app while you were writing. What it is now stands above; what you changed is kept below, and the rest is as it is now.";

/**
 * Of what takes the place of all settings. Without a method Hydra takes one that needs a secret: an app without one could not sign
 * anybody in any more.
 * @param given from the field `json` @throws ActRefused
 */
export function requireAuthMethod(given: Json): void {
  if (readString(given, "token_endpoint_auth_method")) return;
  const json = "token_endpoint_auth_method is missing: left out, it would fall back to a secret.";
  throw new ActRefused("Nothing was saved.", { json });
}

/** The console's own client is how operators come in: a slip would lock all of them out (C26). */
export function requireNotOwn({ id }: Pick<ClientDetails, "id">): void {
  const { signIn, identityIssuer } = getConsoleConfig();
  const isOwn = signIn.kind === "oidc" && signIn.issuer === identityIssuer && signIn.clientId === id;
  if (isOwn)
    throw new ActRefused(
      "This is the client that operators sign in to this console with: change it by Hydra's admin API, together with the configuration.",
    );
}
