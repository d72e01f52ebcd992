/** Where a flow starts when browsers talk to Kratos themselves (`KRATOS_BROWSER_URL`, architecture §3). */

import { getConfig } from "@/lib/config";
import type { FlowKind } from "@/lib/flow/view";
import type { NewFlowOptions } from "@/lib/ory/kratos";

/** Kratos' names of the options; its own redirect then leads to our page with the flow's id. */
const PARAMETERS: { [K in keyof Required<NewFlowOptions>]: string } = {
  returnTo: "return_to",
  refresh: "refresh",
  aal: "aal",
  via: "via",
  loginChallenge: "login_challenge",
  afterVerificationReturnTo: "after_verification_return_to",
  organization: "organization",
};

export function toDirectStart(kind: FlowKind, options: NewFlowOptions): string {
  const url = new URL(`${getConfig().kratos.browserUrl}/self-service/${kind}/browser`);
  for (const [option, value] of Object.entries(options)) {
    const name = PARAMETERS[option as keyof NewFlowOptions];
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}
