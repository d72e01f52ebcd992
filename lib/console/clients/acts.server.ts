/** What an operator can do to one OAuth2 client. */

import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Json } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { getConsoleConfig } from "../get-console-config.server";
import type { Operator } from "../operator/operator";
import { isDeepEqual, toCanonicalText } from "../patch/is-deep-equal";
import { hasInexactNumber, parseObject } from "../patch/members-patch";
import { deleteAccessTokens, deleteClient, patchClient } from "./clients.server";
import { clientFields, toEditedClient } from "./fields";
import { toClientPatch } from "./hydra-patch";
import { findUnsafe } from "./unsafe";
import { type ClientDetails, hasSecret } from "./view";

/** 256 bits. */
const SECRET_BYTES = 32;

/** Members that are Hydra's to say: an edit does not touch them. */
const READ_ONLY = [
  "client_id",
  "created_at",
  "updated_at",
  "client_secret_expires_at",
  "registration_client_uri",
];

const reason = z.string().max(500, "is longer than 500 characters").optional();
const reasonOnly = z.object({ reason });

/** @param client as it was just read: what the operator's forms are compared with */
export function toClientActs(client: ClientDetails): AnyAct[] {
  const { id, name, raw } = client;
  const subject = { kind: "client", id };
  const next = `/clients/${id}`;
  return [
    defineAct({
      operation: "client.edit",
      subject,
      summary: `Change the app ${name}.`,
      fields: clientFields.extend({ seen: z.string(), reason }),
      readBefore: async () => raw,
      run: async (operator, { seen, reason: _, ...fields }) =>
        save(operator, client, { seen, after: toEditedClient(raw, fields) }),
    }),
    defineAct({
      operation: "client.edit-json",
      subject,
      summary: `Change the app ${name}, as JSON.`,
      fields: z.object({ json: z.string().max(100_000, "is too long"), seen: z.string(), reason }),
      readBefore: async () => raw,
      async run(operator, { json, seen }) {
        const after = parseObject(json);
        if (!after) throw new ActRefused("Nothing was saved.", { json: "This is no JSON object." });
        return save(operator, client, { seen, after, at: "json" });
      },
    }),
    defineAct({
      operation: "client.rotate-secret",
      subject,
      summary: `Give the app ${name} a new secret. The old one ends at once.`,
      fields: reasonOnly,
      async run(operator) {
        requireNotOwn(client);
        if (!hasSecret(client)) throw new ActRefused("This app has no secret that could be changed.");
        const value = randomBytes(SECRET_BYTES).toString("base64url");
        await patchClient(operator, id, [{ op: "replace", path: "/client_secret", value }]);
        return { after: { client_secret: "changed" }, receipt: toSecretReceipt(client, value) };
      },
    }),
    defineAct({
      operation: "client.delete-tokens",
      subject,
      summary: `End the access tokens of the app ${name}.`,
      fields: reasonOnly,
      async run(operator) {
        await deleteAccessTokens(operator, id);
        return { next };
      },
    }),
    defineAct({
      operation: "client.delete",
      subject,
      summary: `Delete the app ${name}.`,
      fields: reasonOnly,
      typed: "delete",
      readBefore: async () => raw,
      async run(operator) {
        requireNotOwn(client);
        await deleteClient(operator, id);
        return { next: "/clients" };
      },
    }),
  ];
}

/** Stands in the form for the client that it showed. */
export function toSeen(raw: Json): string {
  return createHash("sha256").update(toCanonicalText(raw)).digest("base64url");
}

interface Save {
  seen: string;
  after: Json;
  /** The field at which problems are said that have none of their own. */
  at?: string;
}

/** @throws ActRefused for what is not safe, no change, or somebody else's change */
async function save(operator: Operator, { id, raw, ...client }: ClientDetails, { seen, after, at }: Save) {
  requireNotOwn({ id, ...client });
  if (seen !== toSeen(raw)) throw new ActRefused(CHANGED, {}, 409);
  const unsafe = findUnsafe(after, raw);
  if (Object.keys(unsafe).length > 0)
    throw new ActRefused("Nothing was saved.", at ? { [at]: Object.values(unsafe).join(" ") } : unsafe);
  const touched = READ_ONLY.find((name) => !isDeepEqual(raw[name], after[name]));
  if (touched) throw new ActRefused("Nothing was saved.", { [at ?? ""]: `${touched} is Hydra's to say.` });
  const patch = toClientPatch(raw, after);
  if (patch.length === 0) throw new ActRefused("Nothing was changed: these are the settings as they are.");
  if (patch.some(({ value }) => hasInexactNumber(value)))
    throw new ActRefused("Nothing was saved: a number here is larger than JSON keeps exactly.");
  await patchClient(operator, id, patch);
  return { after, next: `/clients/${id}` };
}

const CHANGED =
  "Somebody changed this app while you were writing. What it is now stands above; what you typed is kept below.";

/** The console's own client is how operators come in: a slip would lock all of them out (C26). */
function requireNotOwn({ id }: Pick<ClientDetails, "id">): void {
  const { signIn, identityIssuer } = getConsoleConfig();
  const isOwn = signIn.kind === "oidc" && signIn.issuer === identityIssuer && signIn.clientId === id;
  if (isOwn)
    throw new ActRefused(
      "This is the client that operators sign in to this console with: change it by Hydra's admin API, together with the configuration.",
    );
}

function toSecretReceipt({ id, name }: ClientDetails, value: string) {
  return {
    title: `New secret of ${name}`,
    lead: "The old secret is refused from now on: the app cannot get tokens until it has this one. Tokens that it has go on.",
    facts: [{ label: "Client id", value: id }],
    secrets: [{ label: "Client secret", value }],
    links: [{ path: `/clients/${id}`, label: "Back to the app" }],
  };
}
