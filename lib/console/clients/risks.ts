/** What an app's settings risk, said beside them: for apps that others made, or that are older than the advice. */

import { type Json, read, readString, readTexts } from "@/lib/json";
import { isLoopback } from "@/lib/loopback";
import { holdsPrivateKey } from "../keys/private-parts";
import { findOriginProblem, findRedirectProblem } from "./addresses";
import { isImplicitGrant, isPasswordGrant, putsTokensIntoAddresses } from "./unsafe-flows";
import { toGrantTypes } from "./view";

/** What lets somebody in, or takes tokens away, by itself. @param client as Hydra has it */
export function findSevereRisks(client: Json): string[] {
  const grants = toGrantTypes(client);
  const isImplicit =
    grants.some(isImplicitGrant) || readTexts(client, "response_types").some(putsTokensIntoAddresses);
  return [
    ...(isImplicit
      ? [
          "The implicit flow puts tokens into addresses, where logs and histories keep them. Use the code flow with PKCE.",
        ]
      : []),
    ...(holdsPrivateKey(read(client, "jwks"))
      ? [
          "Its jwks holds a private key, which whoever reads the app at Hydra's admin API can pass for it by. Its owner has to make another and give the public part alone.",
        ]
      : []),
    ...(grants.some(isPasswordGrant) ? ["The password grant hands people's passwords to the app."] : []),
    ...readTexts(client, "redirect_uris").flatMap((uri) => findRedirectProblem(uri) ?? []),
    ...readTexts(client, "allowed_cors_origins").flatMap((origin) => findOriginProblem(origin) ?? []),
  ];
}

export function findRisks(client: Json): string[] {
  const grants = toGrantTypes(client);
  const signsPeopleIn = grants.includes("authorization_code");
  const hearsOfSignOut =
    readString(client, "backchannel_logout_uri") ?? readString(client, "frontchannel_logout_uri");
  const canBeTaken = readTexts(client, "redirect_uris").some(
    (uri) => !uri.startsWith("https:") && !isLocal(uri),
  );
  return [
    ...findSevereRisks(client),
    ...(isPublic(client) && grants.includes("client_credentials")
      ? ["It keeps no secret, so it cannot act for itself: Hydra refuses client_credentials without one."]
      : []),
    ...(isPublic(client) && signsPeopleIn
      ? [
          "It keeps no secret: it has to use PKCE. Hydra insists on it where oauth2.pkce.enforced_for_public_clients is on.",
        ]
      : []),
    ...(read(client, "skip_consent") === true && canBeTaken
      ? ["People are not asked for consent, and another app on their device could take its address."]
      : []),
    ...(signsPeopleIn && !hearsOfSignOut
      ? ["It names no logout address: it does not hear when people sign out."]
      : []),
  ];
}

const isPublic = (client: Json) => readString(client, "token_endpoint_auth_method") === "none";

function isLocal(uri: string): boolean {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return url?.protocol === "http:" && isLoopback(url.hostname);
}
