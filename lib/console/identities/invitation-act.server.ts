/**
 * Has Kratos mail its recovery link to somebody, as if they had asked for it themselves: its admin API mails nothing. By link
 * alone: it works in any browser and verifies the address, while a code works nowhere but in the browser that asked for it.
 */

import { z } from "zod";
import { read, readList, readString } from "@/lib/json";
import { limitOperatorSend } from "@/lib/limits/recipients/limit-operator-send";
import { OryError } from "@/lib/ory/error";
import { toFlowFailure } from "@/lib/self-service/errors/errors";
import { toCookiePair } from "@/lib/web/cookies/cookies";
import { HttpError } from "@/lib/web/http-error";
import { toUrl } from "@/lib/web/paths";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import type { Operator } from "../operator/operator";
import { answerAdmin, callAdmin } from "../ory/admin.server";
import { toInvitable } from "./invitable";
import type { IdentityDetails } from "./view";

/** Stands in the flow's `request_url`, which Kratos hands to the mail's template. */
const MARK = "invitation=true";

/** @param identity as it was just read */
export function toInvitationAct(identity: IdentityDetails): AnyAct {
  const { id, person } = identity;
  return defineAct({
    operation: "invitation.send",
    subject: { kind: "identity", id },
    summary: `Have an invitation mailed to ${person}.`,
    fields: z.object({ address: z.string(), reason }),
    async run(operator, { address }) {
      if (!identity.isActive)
        throw new ActRefused("This account is blocked: no link would open it.", {}, 409);
      if (!toInvitable(identity).includes(address))
        throw new ActRefused("There is no such address any more.", {}, 409);
      await limitSend(address);
      const until = await sendLink(operator, address);
      return { after: { sent: address, until }, receipt: toReceipt({ id, address, until }) };
    },
  });
}

async function limitSend(address: string): Promise<void> {
  try {
    await limitOperatorSend(address);
  } catch (error) {
    if (!(error instanceof HttpError && error.status === 429)) throw error;
    const minutes = Math.ceil(Number(error.headers["retry-after"]) / 60);
    throw new ActRefused(
      `Nothing was sent: this address has been written to as often as is allowed. Try again in ${minutes} min.`,
    );
  }
}

/** @returns until when the link works at most @throws ActRefused where Kratos mails no links */
async function sendLink(operator: Operator, email: string): Promise<string> {
  const { data: flow, setCookies } = await answerAdmin<object>(
    operator,
    "kratos",
    "createBrowserRecoveryFlow",
    ({ frontend }, init) =>
      frontend
        .withPreMiddleware(async ({ url, init: sent }) => ({ url: `${url}?${MARK}`, init: sent }))
        .createBrowserRecoveryFlowRaw({}, init),
  ).catch(refuse("flow"));
  const sent = await callAdmin<object>(operator, "kratos", "updateRecoveryFlow", ({ frontend }, init) =>
    frontend.updateRecoveryFlowRaw(
      {
        flow: readString(flow, "id") ?? "",
        cookie: setCookies.map(toCookiePair).join("; "),
        updateRecoveryFlowBody: { method: "link", email, csrf_token: readCsrfToken(flow) },
      },
      init,
    ),
  ).catch(refuse("link"));
  const until = readString(sent, "expires_at");
  if (readString(sent, "state") !== "sent_email" || !until)
    throw new OryError({ upstream: "kratos", kind: "malformed", operation: "updateRecoveryFlow" });
  return until;
}

function readCsrfToken(flow: object): string | undefined {
  const fields = readList(read(flow, "ui"), "nodes").map((node) => read(node, "attributes"));
  return readString(
    fields.find((field) => readString(field, "name") === "csrf_token"),
    "value",
  );
}

/** For `catch`: what Kratos has switched off is said in words that help. */
function refuse(what: "flow" | "link"): (error: unknown) => never {
  return (error) => {
    const isOff = error instanceof OryError && error.kind === "status" && isSwitchedOff(error);
    throw isOff ? new ActRefused(`Nothing was sent. ${toSwitchedOff(what)}`) : error;
  };
}

/** A method that is off is answered like a page that is not there. */
function isSwitchedOff(error: OryError): boolean {
  return error.status === 404 || toFlowFailure(error).kind === "disabled";
}

function toSwitchedOff(what: "flow" | "link"): string {
  return what === "flow"
    ? "Kratos has recovery switched off (selfservice.flows.recovery.enabled). Until then make a recovery link, and hand it over yourself: it opens the account all the same."
    : `Kratos mails no links here: switch on selfservice.methods.link.enabled; recovery may go on by code (selfservice.flows.recovery.use). A mailed code would be of no use: it works in the browser alone that asked for it. Until then make a recovery code, and hand it over yourself. Or ask them to open ${toUrl("/recovery")} and to type their address.`;
}

function toReceipt({ id, address, until }: { id: string; address: string; until: string }) {
  return {
    title: `Invitation to ${address}`,
    lead: "Kratos has taken it, and mails its recovery message with a link. Whoever opens that is signed in to this account, is asked how they will sign in, and the address counts as verified.",
    facts: [
      { label: "Works until", value: until, isTime: true },
      {
        label: "Or earlier",
        value: "Where selfservice.methods.link.config.lifespan is shorter: one hour unless it is set.",
      },
      { label: "How often", value: "Once. Another invitation is another mail." },
    ],
    links: [
      { path: `/identities/${id}`, label: "Back to the person" },
      { path: `/messages?${new URLSearchParams({ recipient: address })}`, label: "What became of the mail" },
    ],
  };
}
