/** What an operator does to try an app: lets it answer to the console for a while, and begins. */

import { z } from "zod";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { save } from "../clients/save.server";
import { type ClientDetails, hasSecret } from "../clients/view";
import { atMost } from "../forms/at-most";
import { reason } from "../forms/reason";
import { toSeen } from "../forms/seen";
import type { OperatorPage } from "../request/console-page.server";
import { toSegment } from "../request/segment";
import { keepTry } from "./pending-try.server";
import { newTry, toTryAddress } from "./request.server";

export const TRY_FIELDS = ["scope", "client_secret"] as const;

/** Whether the console can be the app: it signs in people, and proves itself by what somebody can type. */
export function canTry({ grantTypes, authMethod }: ClientDetails): boolean {
  const isKnown = authMethod === "none" || authMethod.startsWith("client_secret_");
  return grantTypes.includes("authorization_code") && isKnown;
}

export function allowsTry({ redirectUris }: ClientDetails): boolean {
  return redirectUris.includes(toTryAddress());
}

export function toTryActs(page: OperatorPage, client: ClientDetails): AnyAct[] {
  return [toBeginAct(page, client), toAddressAct(client, true), toAddressAct(client, false)];
}

function toBeginAct(page: OperatorPage, client: ClientDetails): AnyAct {
  const { id, name, authMethod } = client;
  return defineAct({
    operation: "client.try",
    subject: { kind: "client", id },
    summary: `Try the app ${name}.`,
    fields: z.object({
      scope: z
        .string()
        .trim()
        .max(...atMost(2000))
        .default("openid"),
      client_secret: z
        .string()
        .max(...atMost(1000))
        .default(""),
    }),
    async run(_operator, { scope, client_secret: secret }) {
      if (!canTry(client) || !allowsTry(client)) throw new ActRefused("This app cannot be tried from here.");
      if (hasSecret(client) && !secret)
        throw new ActRefused("Nothing was begun.", { client_secret: "The app proves itself by it." });
      const made = newTry();
      await keepTry(page, { ...made, clientId: id, name, authMethod, secret, scope });
      return { after: { scope }, next: `/clients/${toSegment(id)}/try?run=${made.state}` };
    },
  });
}

function toAddressAct(client: ClientDetails, isOpening: boolean): AnyAct {
  const { id, name, raw, redirectUris } = client;
  return defineAct({
    operation: isOpening ? "client.try-open" : "client.try-close",
    subject: { kind: "client", id },
    summary: isOpening
      ? `Let the app ${name} send its answers to this console too.`
      : `Let the app ${name} send no answer to this console any more.`,
    fields: z.object({ reason }),
    readBefore: async () => ({ redirect_uris: redirectUris }),
    async run(operator) {
      const own = toTryAddress();
      const others = redirectUris.filter((uri) => uri !== own);
      const redirect_uris = isOpening ? [...others, own] : others;
      await save(operator, client, { seen: toSeen(raw), after: { ...raw, redirect_uris } });
      return { after: { redirect_uris }, next: `/clients/${toSegment(id)}/try` };
    },
  });
}
