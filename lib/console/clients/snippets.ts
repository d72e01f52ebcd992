/** What a developer needs to begin with an app, to copy: never with its secret. */

import { toVisibleJson } from "../visible";
import { type ClientDetails, hasSecret } from "./view";

export interface Snippet {
  label: string;
  code: string;
}

/** @param issuer Hydra's public address */
export function toSnippets(client: ClientDetails, issuer: string): Snippet[] {
  const { grantTypes } = client;
  return [
    ...(grantTypes.includes("authorization_code") ? [toNodeSnippet(client, issuer)] : []),
    ...(grantTypes.includes("client_credentials") ? [toCurlSnippet(client, issuer)] : []),
  ];
}

/** Values stand in quotes of JSON, which JavaScript reads too; what cannot be seen stands there by its number. */
const quote = (text: string) => toVisibleJson(JSON.stringify(text));

function toNodeSnippet(client: ClientDetails, issuer: string): Snippet {
  const { id, redirectUris, scopes } = client;
  const secret = hasSecret(client) ? ", process.env.CLIENT_SECRET" : "";
  const auth = hasSecret(client) ? "" : ", undefined, client.None()";
  return {
    label: "Node.js, openid-client",
    code: `import * as client from "openid-client";

const server = await client.discovery(new URL(${quote(issuer)}), ${quote(id)}${secret}${auth});
const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
const address = client.buildAuthorizationUrl(server, {
  redirect_uri: ${quote(redirectUris[0] ?? "")},
  scope: ${quote(scopes.join(" "))},
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
  state,
});
// keep verifier and state in the session, lead the browser to address; at the redirect URI:
const tokens = await client.authorizationCodeGrant(server, currentUrl, {
  pkceCodeVerifier: verifier,
  expectedState: state,
});`,
  };
}

/** Single quotes of a shell: one inside ends them, is escaped, and begins them again. */
const toShell = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** RFC 6749 §3.3. Hydra takes any other: one with control characters would end a terminal's paste, and type on. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

function toCurlSnippet({ id, scopes }: ClientDetails, issuer: string): Snippet {
  const asked = scopes.filter((name) => SCOPE.test(name)).join(" ");
  const scope = asked ? ` \\\n  --data-urlencode ${toShell(`scope=${asked}`)}` : "";
  return {
    label: "curl",
    code: `curl ${toShell(`${issuer}/oauth2/token`)} \\
  --user ${toShell(id)}:"$CLIENT_SECRET" \\
  --data grant_type=client_credentials${scope}`,
  };
}
