/** What settings say of an address that nobody has shown to be theirs: where its message is, and the way on. */

import { formatPath } from "@/lib/pages";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { listUnverified } from "@/lib/self-service/unverified-addresses";
import type { UnverifiedView } from "@/lib/self-service/view";
import { trimSlashes } from "@/lib/trim-slashes";
import { toPagePath } from "./links";

/** Kratos' word for an address that a message went to. */
const SENT = "sent";

/**
 * The identity's address that waits to be verified, once settings were saved. Kratos sends its message after the save of
 * a form, and leads to the page for its code nobody but callers that read JSON.
 */
export function toUnverified(flow: KratosFlow, options: FlowContext): UnverifiedView | undefined {
  const unverified = listUnverified(flow.identity?.verifiable_addresses);
  const address = unverified.find(({ status }) => status === SENT)?.value;
  if (options.kind !== "settings" || flow.state !== "success" || !address) return undefined;
  const returnTo = trimSlashes(options.publicUrl) + formatPath("", "/settings");
  return { address, href: toPagePath("/verification", options, { return_to: returnTo }) };
}
