/** What an app's settings risk, said beside them: for apps that others made, or that are older than the advice. */

import { type Json, read, readString } from "@/lib/json";
import { findOriginProblem, findRedirectProblem } from "./addresses";
import { readTexts } from "./view";

export function findRisks(client: Json): string[] {
  const grants = readTexts(client, "grant_types");
  const responses = readTexts(client, "response_types");
  const isPublic = readString(client, "token_endpoint_auth_method") === "none";
  const redirects = readTexts(client, "redirect_uris");
  return [
    ...(grants.includes("implicit") || responses.some((type) => /\btoken\b/.test(type))
      ? [
          "The implicit flow puts tokens into addresses, where logs and histories keep them. Use the code flow with PKCE.",
        ]
      : []),
    ...(grants.includes("password") ? ["The password grant hands people's passwords to the app."] : []),
    ...redirects.flatMap((uri) => findRedirectProblem(uri) ?? []),
    ...readTexts(client, "allowed_cors_origins").flatMap((origin) => findOriginProblem(origin) ?? []),
    ...(isPublic && grants.includes("client_credentials")
      ? ["It keeps no secret and may act for itself: whoever knows its id is the app."]
      : []),
    ...(isPublic && grants.includes("authorization_code")
      ? [
          "It keeps no secret: it has to use PKCE. Hydra insists on it where oauth2.pkce.enforced_for_public_clients is on.",
        ]
      : []),
    ...(read(client, "skip_consent") === true &&
    redirects.some((uri) => !uri.startsWith("https:") && !isLocal(uri))
      ? ["People are not asked for consent, and another app on their device could take its address."]
      : []),
    ...(grants.includes("authorization_code") &&
    !readString(client, "backchannel_logout_uri") &&
    !readString(client, "frontchannel_logout_uri")
      ? ["It names no logout address: it does not hear when people sign out."]
      : []),
  ];
}

const isLocal = (uri: string) => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(uri);
