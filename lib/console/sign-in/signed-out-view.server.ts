/** What is said after signing out: where the provider's own session ends (OpenID Connect RP-Initiated Logout 1.0). */

import * as oidc from "openid-client";
import { getConfig } from "@/lib/config/config";
import { getConsoleConfig } from "../get-console-config.server";
import { toConsoleUrl } from "../request/console-page.server";
import { getProvider } from "./provider.server";

/** @param idToken of the session that ended, where there was one */
export async function toSignedOutView(
  idToken: string | undefined,
): Promise<{ provider: string; providerHref?: string }> {
  const { signIn } = getConsoleConfig();
  const provider = new URL(signIn.issuer).host;
  if (signIn.kind === "kratos") return { provider, providerHref: `${getConfig().publicUrl.href}/logout` };
  try {
    const { href } = oidc.buildEndSessionUrl(await getProvider(signIn), {
      post_logout_redirect_uri: toConsoleUrl("/signed-out"),
      ...(idToken && { id_token_hint: idToken }),
    });
    return { provider, providerHref: href };
  } catch {
    // A provider without this, or one that is away: its own pages sign out there.
    return { provider };
  }
}
