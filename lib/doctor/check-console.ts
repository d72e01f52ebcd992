/** Learns from Hydra whether the console's provider is that Hydra, and whose accounts its operators have (threat C20). */

import type { Config } from "@/lib/config/config";
import { readPath } from "@/lib/json";
import { trimSlashes } from "@/lib/trim-slashes";
import { ask, isSilent } from "./ask";
import type { Finding } from "./finding";

type Known = Pick<Config, "console" | "hydra" | "apiToken">;

export async function checkConsole({ console, hydra, apiToken }: Known): Promise<Finding[]> {
  if (console?.signIn.kind !== "oidc" || !hydra) return [];
  const { clientId, issuer } = console.signIn;
  const answer = await ask(`${hydra.adminUrl}/admin/clients/${encodeURIComponent(clientId)}`, {
    headers: { ...(apiToken && { authorization: `Bearer ${apiToken}` }) },
  });
  if (isSilent(answer) || answer.status !== 200) return [];
  const redirects = readPath(answer.json, "redirect_uris");
  const callback = `${trimSlashes(console.url.href)}/callback`;
  const isConsole = Array.isArray(redirects) && redirects.includes(callback);
  const isKnown = console.identityIssuer !== undefined;
  return [
    ...(isConsole && !isKnown ? [toAlias(issuer, clientId)] : []),
    ...((isConsole || isKnown) && readPath(answer.json, "subject_type") === "pairwise"
      ? [toPairwise(clientId)]
      : []),
  ];
}

/** What is only known of this installation's own provider is not held where nobody says that it is. */
function toAlias(issuer: string, clientId: string): Finding {
  return {
    severity: "warning",
    setting: "HYDRA_PUBLIC_URL",
    found: `CONSOLE_OIDC_ISSUER is ${issuer}, and this Hydra has the console's client ${clientId} with its redirect address: it seems to be the same server, which nothing says. An operator whose account is not known would sign in, and nothing would protect it.`,
    change: `environment: HYDRA_PUBLIC_URL=${issuer}`,
  };
}

function toPairwise(clientId: string): Finding {
  return {
    severity: "error",
    setting: "subject_type",
    found: `Hydra makes subjects of its own for the console's client ${clientId} (pairwise): whose account an operator has is not known.`,
    change: `Hydra's admin API, PATCH /admin/clients/${clientId}: [{"op": "replace", "path": "/subject_type", "value": "public"}]`,
  };
}
