/** Makes an OAuth2 client of one kind, with the settings that are safe for it. */

import { randomUUID } from "node:crypto";
import type { OAuth2Client } from "@ory/client-fetch";
import { getConfig } from "@/lib/config/config";
import { readList, readString } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import type { FieldName } from "../forms/field-words";
import { reason } from "../forms/reason";
import { toSegment } from "../request/segment";
import { createClient } from "./clients.server";
import { clientFields } from "./fields";
import { type ClientKind, KINDS, type KindFacts } from "./kinds";
import { findUnsafe } from "./unsafe";
import { toClientDetails } from "./view";

const shared = clientFields.pick({
  client_name: true,
  scope: true,
  audience: true,
  redirect_uris: true,
  post_logout_redirect_uris: true,
  backchannel_logout_uri: true,
});

/** Names of what the form of a kind shows. */
export function toCreateFields(kind: ClientKind): FieldName[] {
  const { hasRedirect } = KINDS[kind];
  const redirect: FieldName[] = hasRedirect ? ["redirect_uris", "post_logout_redirect_uris"] : [];
  const backchannel: FieldName[] = kind === "web" || kind === "first-party" ? ["backchannel_logout_uri"] : [];
  const audience: FieldName[] = kind === "machine" ? ["audience"] : [];
  return ["client_name", ...redirect, "scope", ...audience, ...backchannel, "reason"];
}

export function toCreateAct(kind: ClientKind): AnyAct {
  const facts: KindFacts = KINDS[kind];
  // Chosen here, so that the app can be looked for where Hydra did not confirm that it made it.
  const id = randomUUID();
  return defineAct({
    operation: "client.create",
    subject: { kind: "client", id },
    summary: `Make an app: ${facts.label}.`,
    fields: shared.extend({
      reason,
    }),
    async run(operator, { reason: _, ...fields }) {
      if (facts.hasRedirect && fields.redirect_uris.length === 0)
        throw new ActRefused("Nothing was made.", {
          redirect_uris: "Where does the app take people back to?",
        });
      const client = { ...facts.settings, ...toGiven(fields), ...toDerived(kind, fields), client_id: id };
      const unsafe = findUnsafe(client);
      if (Object.keys(unsafe).length > 0) throw new ActRefused("Nothing was made.", unsafe);
      const made = await createClient(operator, client as OAuth2Client);
      return { after: toClientDetails(made).raw, receipt: toReceipt(made) };
    },
  });
}

/** What is empty is left to Hydra. */
function toGiven(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isGiven = (value: unknown) => value !== "" && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isGiven(value)));
}

/** A page that asks Hydra from the browser needs its origin to be let in; an app that hears of a sign-out, its session. */
function toDerived(kind: ClientKind, fields: { redirect_uris: string[]; backchannel_logout_uri: string }) {
  const origins = fields.redirect_uris.flatMap((uri) => toWebOrigin(uri) ?? []);
  return {
    ...(kind === "spa" && { allowed_cors_origins: [...new Set(origins)] }),
    ...(fields.backchannel_logout_uri && { backchannel_logout_session_required: true }),
  };
}

/** None of an address with a scheme of the app's own: no page of it asks Hydra. */
function toWebOrigin(uri: string): string | undefined {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}

function toReceipt(made: unknown) {
  const { id, name } = toClientDetails(made);
  const secret = readString(made, "client_secret");
  return {
    title: `${name} is made`,
    lead: secret
      ? "Put both into the app's configuration."
      : "Put its id into the app's configuration. It has no secret.",
    facts: [{ label: "Client id", value: id, isToCopy: true }],
    secrets: secret ? [{ label: "Client secret", value: secret }] : [],
    links: [
      ...(readList(made, "redirect_uris").length > 0 && getConfig().hydra?.publicUrl
        ? [{ path: `/clients/${toSegment(id)}/try`, label: "Try this app" }]
        : []),
      { path: `/clients/${toSegment(id)}`, label: "Settings of the app" },
    ],
  };
}
