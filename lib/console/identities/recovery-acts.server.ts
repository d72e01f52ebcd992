/** What an operator hands to a person who cannot sign in: a code, or a link. */

import { z } from "zod";
import { readString } from "@/lib/json";
import { isFlowEnabled } from "@/lib/ory/cached/flow-switches";
import { OryError } from "@/lib/ory/error";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { reason } from "../forms/reason";
import { createRecoveryCode, createRecoveryLink } from "./identities.server";
import type { IdentityDetails } from "./view";

/** How long a recovery code may be used; the shorter, the less it is worth to somebody else. */
const RECOVERY_TIMES = ["15m", "1h", "12h"] as const;

/** @param identity as it was just read */
export function toRecoveryActs(identity: IdentityDetails): AnyAct[] {
  const { id, person } = identity;
  const subject = { kind: "identity", id };
  return [
    defineAct({
      operation: "recovery.code",
      subject,
      summary: `Make a recovery code for ${person}.`,
      fields: z.object({ expires: z.enum(RECOVERY_TIMES), reason }),
      async run(operator, { expires }) {
        await requireRecoveryPage();
        const made = await createRecoveryCode(operator, id, expires);
        return { after: { expires }, receipt: toRecoveryReceipt(made, identity) };
      },
    }),
    defineAct({
      operation: "recovery.link",
      subject,
      summary: `Make a recovery link for ${person}.`,
      fields: z.object({ expires: z.enum(RECOVERY_TIMES), reason }),
      async run(operator, { expires }) {
        const made = await createRecoveryLink(operator, id, expires);
        return { after: { expires }, receipt: toLinkReceipt(made, identity) };
      },
    }),
  ];
}

/** Kratos makes codes where recovery is off, too, and then shows no page to type one on. @throws ActRefused */
async function requireRecoveryPage(): Promise<void> {
  if (await isFlowEnabled("recovery")) return;
  throw new ActRefused(
    "Nothing was made: Kratos has recovery switched off (selfservice.flows.recovery.enabled), so there is no page to type a code on. Make a recovery link and hand that over: it opens the account all the same.",
  );
}

/** @throws OryError when Kratos answered without a code */
function toRecoveryReceipt(made: unknown, { id, person }: IdentityDetails) {
  const code = readString(made, "recovery_code");
  const link = readString(made, "recovery_link");
  if (!code)
    throw new OryError({ upstream: "kratos", kind: "malformed", operation: "createRecoveryCodeForIdentity" });
  return {
    title: `Recovery code for ${person}`,
    lead: "Whoever has it can sign in as this person. It verifies no address, and no mail was sent.",
    facts: [{ label: "Ends", value: readString(made, "expires_at") ?? "", isTime: true }],
    secrets: [
      { label: "Code", value: code },
      ...(link ? [{ label: "Page to type it on", value: link }] : []),
    ],
    links: [{ path: `/identities/${id}`, label: "Back to the person" }],
  };
}

/** @throws OryError when Kratos answered without a link */
function toLinkReceipt(made: unknown, { id, person }: IdentityDetails) {
  const link = readString(made, "recovery_link");
  if (!link)
    throw new OryError({ upstream: "kratos", kind: "malformed", operation: "createRecoveryLinkForIdentity" });
  return {
    title: `Recovery link for ${person}`,
    lead: "Whoever opens it signs in as this person, once. It verifies no address, and no mail was sent.",
    facts: [{ label: "Ends", value: readString(made, "expires_at") ?? "", isTime: true }],
    secrets: [{ label: "Link", value: link }],
    links: [{ path: `/identities/${id}`, label: "Back to the person" }],
  };
}
