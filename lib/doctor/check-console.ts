/**
 * Learns from Hydra whether the console's provider is that Hydra, whose accounts its operators have (threat C20), and whether its
 * client is there as the console needs it.
 */

import type { Config } from "@/lib/config/config";
import type { SignInConfig } from "@/lib/console/config";
import { readPath } from "@/lib/json";
import { trimSlashes } from "@/lib/trim-slashes";
import { ask, askAdmin, isSilent } from "./ask";
import type { Finding } from "./finding";

type Known = Pick<Config, "console" | "hydra" | "apiToken">;

const METHOD = "client_secret_basic";

export async function checkConsole({ console, hydra, apiToken }: Known): Promise<Finding[]> {
  if (console?.signIn.kind !== "oidc" || !hydra) return [];
  const { clientId, issuer } = console.signIn;
  const address = `${hydra.adminUrl}/admin/clients/${encodeURIComponent(clientId)}`;
  const answer = await askAdmin(address, { apiToken });
  const isKnown = console.identityIssuer !== undefined;
  if (!isSilent(answer) && answer.status === 404 && isKnown) return [toMissing(clientId)];
  if (isSilent(answer) || answer.status !== 200) return [];
  const redirects = readPath(answer.json, "redirect_uris");
  const callback = `${trimSlashes(console.url.href)}/callback`;
  const isConsole = Array.isArray(redirects) && redirects.includes(callback);
  return [
    ...(isKnown && !isConsole ? [toUnregistered(clientId, callback)] : []),
    ...(isKnown
      ? await checkSecret(console.signIn, readPath(answer.json, "token_endpoint_auth_method"))
      : []),
    ...(isConsole && !isKnown ? [toAlias(issuer, clientId)] : []),
    ...((isConsole || isKnown) && readPath(answer.json, "subject_type") === "pairwise"
      ? [toPairwise(clientId)]
      : []),
  ];
}

/** With a code that is none: Hydra looks at the secret first, and hands out nothing. */
async function checkSecret(
  { issuer, internalUrl, clientId, clientSecret }: Extract<SignInConfig, { kind: "oidc" }>,
  method: unknown,
): Promise<Finding[]> {
  if (method !== METHOD) return [toOtherMethod(clientId, String(method))];
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(":");
  const answer = await ask(`${trimSlashes(internalUrl ?? issuer)}/oauth2/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ grant_type: "authorization_code", code: "foyer-doctor" }).toString(),
  });
  if (isSilent(answer) || readPath(answer.json, "error") !== "invalid_client") return [];
  return [
    {
      severity: "error",
      setting: "CONSOLE_OIDC_CLIENT_SECRET",
      found: `Hydra does not take it as the secret of the client ${clientId}: no operator can sign in.`,
      change: `environment: CONSOLE_OIDC_CLIENT_SECRET=<that client's>; or hydra update client ${clientId} --secret (docs/console.md)`,
    },
  ];
}

function toMissing(clientId: string): Finding {
  return {
    severity: "error",
    setting: "CONSOLE_OIDC_CLIENT_ID",
    found: `Hydra knows no client ${clientId}: no operator can sign in.`,
    change: `Hydra: hydra create client --id ${clientId} …, as docs/console.md has it`,
  };
}

function toUnregistered(clientId: string, callback: string): Finding {
  return {
    severity: "error",
    setting: "redirect_uris",
    found: `The console's client ${clientId} does not have its redirect address: Hydra refuses each sign-in of an operator.`,
    change: `Hydra's admin API, PATCH /admin/clients/${clientId}: [{"op": "add", "path": "/redirect_uris/-", "value": "${callback}"}]`,
  };
}

function toOtherMethod(clientId: string, method: string): Finding {
  return {
    severity: "error",
    setting: "token_endpoint_auth_method",
    found: `The console's client ${clientId} has ${method}, and the console shows its secret by ${METHOD}: no operator can sign in.`,
    change: `Hydra's admin API, PATCH /admin/clients/${clientId}: [{"op": "replace", "path": "/token_endpoint_auth_method", "value": "${METHOD}"}]`,
  };
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
