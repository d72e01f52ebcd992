/** Tells that new backup codes are no longer kept by Kratos, though its flow goes on showing them. */

import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { GENERIC_ERROR } from "@/lib/self-service/kratos-names";

const NOT_KEPT = "You must (re-)generate recovery backup codes before you can save them.";

const CONFIRM = "lookup_secret_confirm";

/**
 * Kratos v1.3.1 forgets new codes as they are confirmed, before it asks the web hooks: where one refuses, the flow has the
 * codes and the button still, and no other, and no press of it is ever taken.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/lookup/settings.go
 */
export function hasLostCodes({ ui }: KratosFlow): boolean {
  const isRefused = ui.messages.some(({ id, text }) => id === GENERIC_ERROR && text === NOT_KEPT);
  return isRefused && ui.nodes.some((node) => node?.attributes.name === CONFIRM);
}
