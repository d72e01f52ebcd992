/** What an operator can do to one OAuth2 client. */

import { randomBytes } from "node:crypto";
import type { JsonPatch } from "@ory/client-fetch";
import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { atMost, JSON_LIMIT } from "../forms/at-most";
import { reason } from "../forms/reason";
import { parseObject, toNoObjectProblem } from "../patch/members-patch";
import { toSegment } from "../request/segment";
import { deleteAccessTokens, deleteClient, patchClient } from "./clients.server";
import { toEditedClient, toEditFields } from "./fields";
import { findRenewal, renewOnce, toSeenSecret } from "./renewals.server";
import { toReplaceAct } from "./replace.server";
import { requireNotOwn, save } from "./save.server";
import { type ClientDetails, hasSecret } from "./view";

/** 256 bits. */
const SECRET_BYTES = 32;

const reasonOnly = z.object({ reason });

/** @param client as it was just read: what the operator's forms are compared with */
export function toClientActs(client: ClientDetails): AnyAct[] {
  const { id, name, raw } = client;
  const subject = { kind: "client", id };
  const next = `/clients/${toSegment(id)}`;
  return [
    defineAct({
      operation: "client.edit",
      subject,
      summary: `Change the app ${name}.`,
      fields: toEditFields(raw).extend({ seen: z.string(), reason }),
      readBefore: async () => raw,
      run: async (operator, { seen, reason: _, ...fields }) =>
        save(operator, client, { seen, after: toEditedClient(raw, fields) }),
    }),
    defineAct({
      operation: "client.edit-json",
      subject,
      summary: `Change the app ${name}, as JSON.`,
      fields: z.object({ json: z.string().max(...atMost(JSON_LIMIT)), seen: z.string(), reason }),
      readBefore: async () => raw,
      async run(operator, { json, seen }) {
        const after = parseObject(json);
        if (!after) throw new ActRefused("Nothing was saved.", { json: toNoObjectProblem(json) });
        return save(operator, client, { seen, after, at: "json" });
      },
    }),
    toReplaceAct(client),
    toSecretAct(client),
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

const CHANGED_SINCE =
  "Somebody changed this app, or gave it a new secret, since you opened its page: the trail says who. Nothing was done.";

function toSecretAct(client: ClientDetails): AnyAct {
  const { id, name, raw } = client;
  return defineAct({
    operation: "client.rotate-secret",
    subject: { kind: "client", id },
    summary: `Give the app ${name} a new secret. The old one ends at once.`,
    fields: reasonOnly.extend({ seen: z.string() }),
    async run(operator, { seen }) {
      requireNotOwn(client);
      if (!hasSecret(client)) throw new ActRefused("This app has no secret that could be changed.");
      const renewal = await findRenewal(id);
      // Of two who ask at once, the second would end the secret that the first is just shown.
      if (seen !== toSeenSecret(raw, renewal)) throw new ActRefused(CHANGED_SINCE, {}, 409);
      const value = randomBytes(SECRET_BYTES).toString("base64url");
      const change: JsonPatch = { op: "replace", path: "/client_secret", value };
      const isRenewed = await renewOnce(id, renewal, async () => {
        await patchClient(operator, id, [change]);
        return true;
      });
      if (!isRenewed) throw new ActRefused(CHANGED_SINCE, {}, 409);
      return { after: { client_secret: "changed" }, receipt: toSecretReceipt(client, value) };
    },
  });
}

function toSecretReceipt({ id, name }: ClientDetails, value: string) {
  return {
    title: `New secret of ${name}`,
    lead: "The old secret is refused from now on: the app cannot get tokens until it has this one. Tokens that it has go on.",
    facts: [{ label: "Client id", value: id, isToCopy: true }],
    secrets: [{ label: "Client secret", value }],
    links: [{ path: `/clients/${toSegment(id)}`, label: "Back to the app" }],
  };
}
