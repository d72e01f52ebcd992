/** Whether the settings themselves sent somebody to a second step that their account does not have. */

import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { trimSlashes } from "@/lib/trim-slashes";

/**
 * With codes as a second factor, Kratos v1.3.1 counts one for everybody, and has none to offer to an account without an
 * address: its settings, where one could be added, ask for it too.
 */
export function isRefusedBySettings(
  { return_to: kept }: KratosFlow,
  { returnTo = kept, publicUrl, kratosBrowserUrl }: FlowContext,
): boolean {
  if (!returnTo || !URL.canParse(returnTo, publicUrl)) return false;
  const { origin, pathname } = new URL(returnTo, publicUrl);
  const settings = [
    `${trimSlashes(publicUrl)}/settings`,
    `${trimSlashes(kratosBrowserUrl)}/self-service/settings/browser`,
  ];
  return settings.includes(origin + pathname);
}
