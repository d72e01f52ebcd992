/** Tells what became of new backup codes that Kratos says were never made: of those it forgot, and of those it keeps. */

import type { KratosMessage } from "@/lib/i18n/kratos-message";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { GENERIC_ERROR } from "@/lib/self-service/kratos-names";

const NOT_KEPT = "You must (re-)generate recovery backup codes before you can save them.";

const CONFIRM = "lookup_secret_confirm";
const REVEAL = "lookup_secret_reveal";

/**
 * Kratos v1.3.1 forgets new codes as they are confirmed, before it asks the web hooks: where one refuses, the flow has the
 * codes and the button still, and no other, and no press of it is ever taken.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/lookup/settings.go
 */
export function hasLostCodes({ ui }: KratosFlow): boolean {
  return ui.messages.some(saysNotKept) && hasConfirm(ui);
}

/**
 * The same words of codes that are kept: their form was sent a second time, by another tap, after Kratos had taken it and put what
 * an account with codes is offered in its place.
 */
export function hasConfirmedCodes({ state, ui }: KratosFlow): boolean {
  const isOffered = ui.nodes.some((node) => node?.attributes.name === REVEAL);
  return state === "success" && ui.messages.some(saysNotKept) && isOffered && !hasConfirm(ui);
}

export function saysNotKept({ id, text }: Pick<KratosMessage, "id" | "text">): boolean {
  return id === GENERIC_ERROR && text === NOT_KEPT;
}

function hasConfirm({ nodes }: KratosFlow["ui"]): boolean {
  return nodes.some((node) => node?.attributes.name === CONFIRM);
}
