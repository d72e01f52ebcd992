/** Where a person goes who asked to sign in and already is. */

import { getConfig } from "@/lib/config/config";
import { whoami } from "@/lib/ory/kratos-public";
import type { PageRequest } from "@/lib/web/page-request";
import { toPath } from "@/lib/web/paths";
import { seeOther } from "@/lib/web/redirect";
import { toOwnPath } from "@/lib/web/target";

/**
 * On to `return_to`. One of our own pages is followed; for any other, Kratos checks its list of allowed addresses
 * before it redirects (threat F7).
 */
export async function goOnSignedIn(page: PageRequest, returnTo: string | undefined): Promise<Response> {
  const who = await whoami(page.caller);
  if (who.kind === "aal2-required") return seeOther(toPath("/login", { aal: "aal2", return_to: returnTo }));
  const ownPath = returnTo && toOwnPath(returnTo);
  if (ownPath) return seeOther(ownPath);
  if (!returnTo) return seeOther(toPath("/welcome"));
  const { kratos } = getConfig();
  const base = kratos.relay ? getConfig().publicUrl.basePath : kratos.browserUrl;
  return seeOther(`${base}/self-service/login/browser?return_to=${encodeURIComponent(returnTo)}`);
}
