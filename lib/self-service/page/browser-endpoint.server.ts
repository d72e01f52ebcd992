/** The address at which Kratos makes a flow for a browser, with everything that was asked for. */

import { getConfig } from "@/lib/config/config";
import type { NewFlowOptions } from "@/lib/ory/kratos-public";
import type { FlowKind } from "@/lib/self-service/view";

/**
 * Used where Foyer cannot make the flow: on a sibling domain, whose host-only CSRF cookie can only be set there, and in
 * native OAuth2 mode, where Kratos may accept the challenge at once and says where to only to browsers.
 */
export function toBrowserEndpoint(kind: FlowKind, options: NewFlowOptions): string {
  const url = new URL(`${getConfig().kratos.browserUrl}/self-service/${kind}/browser`);
  for (const [name, value] of Object.entries({
    return_to: options.returnTo,
    after_verification_return_to: kind === "registration" ? options.afterVerificationReturnTo : undefined,
    login_challenge: options.loginChallenge,
    aal: options.aal,
    refresh: options.refresh && "true",
    via: options.via,
    organization: options.organization,
    identity_schema: kind === "login" || kind === "registration" ? options.identitySchema : undefined,
  })) {
    if (value) url.searchParams.set(name, value);
  }
  return url.href;
}
