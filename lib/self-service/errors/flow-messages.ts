/** What a flow says in words, without what Kratos says of its own insides. */

import type { KratosMessage } from "@/lib/i18n/kratos-message";
import { toMessageView } from "@/lib/i18n/message";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { GENERIC_ERROR, NO_SETTINGS_STRATEGY, SETTINGS_SAVED } from "@/lib/self-service/kratos-names";
import type { MessageView } from "@/lib/self-service/message-view";
import { hasConfirmedCodes, saysNotKept } from "./lost-codes";
import { withoutPasskeyName } from "./passkey-name";
import { withKnownReason } from "./reasons";

/** As Kratos says it. */
const SAVED: KratosMessage = { id: SETTINGS_SAVED, text: "Your changes have been saved!", type: "success" };

/** Only a browser that Kratos leads back after a sign-in sends a settings form by GET. */
const GET_REFUSED = /HTTP Request Method was "GET"/;

/** "An email containing a code has been sent …": v1.3.1 says it of a text message too. */
const SENT_BY_EMAIL: readonly number[] = [1010014, 1040005, 1080003];

/**
 * Kratos' messages. When it has no change to carry on after a sign-in (it was dropped, replaced, or sent too long ago),
 * v1.3.1 says that of its own insides: a method that could not be found, or the words of the last one that was tried.
 * What it said before, of another change in the same flow, then stands beside it and is not said again (threat A5).
 * @param address where a code went, where the page knows that
 */
export function toFlowMessages(
  flow: KratosFlow,
  options: FlowContext,
  address: string,
): { messages: MessageView[]; isLost: boolean } {
  const { kind, t } = options;
  const isConfirmed = kind === "settings" && hasConfirmedCodes(flow);
  const told = flow.ui.messages.map((message) => (isConfirmed && saysNotKept(message) ? SAVED : message));
  const said = told.flatMap((message) => {
    const view = toMessageView(message, t);
    if (!view) return [];
    // In English Kratos' own words stay, as everywhere.
    const isByPhone = SENT_BY_EMAIL.includes(view.id) && address !== "" && !address.includes("@");
    if (isByPhone && view.text !== message.text) return [{ ...view, text: t("flow.codeSent") }];
    return [withKnownReason(view, message.text ?? "", options)];
  });
  const all = withoutPasskeyName(said, flow, options);
  const lost = kind === "settings" ? all.find(tellsOfLostChange) : undefined;
  if (!lost) return { messages: all, isLost: false };
  const errors = all.filter((message) => message.tone === "error" && !tellsOfLostChange(message));
  return { messages: [{ ...lost, text: t("settings.lost") }, ...errors], isLost: true };
}

function tellsOfLostChange({ id, text }: MessageView): boolean {
  return id === NO_SETTINGS_STRATEGY || (id === GENERIC_ERROR && GET_REFUSED.test(text));
}
