// @ts-check
// The OAuth2 clients that every stack has.

/** @typedef {{ client_id: string, client_secret?: string, [key: string]: unknown }} OAuth2Client */

/**
 * `demo-app` asks for consent, `first-party` is trusted with it, `native-app` is public with loopback and custom-scheme redirects.
 * @param {import("../urls.mjs").StackUrls} urls
 * @param {import("../secrets.mjs").GetSecret} secret
 * @returns {OAuth2Client[]}
 */
export function toDefaultClients(urls, secret) {
  const web = {
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    scope: "openid offline_access email profile phone address",
    audience: [`${urls.relyingParty}/api`],
  };
  const rp = {
    ...web,
    token_endpoint_auth_method: "client_secret_basic",
    redirect_uris: [`${urls.relyingParty}/callback`],
    post_logout_redirect_uris: [`${urls.relyingParty}/`],
    client_uri: urls.relyingParty,
    policy_uri: `${urls.relyingParty}/privacy`,
    tos_uri: `${urls.relyingParty}/terms`,
    backchannel_logout_uri: `${urls.relyingParty}/backchannel-logout`,
    backchannel_logout_session_required: true,
  };
  return [
    { ...rp, client_id: "demo-app", client_name: "Demo app", client_secret: secret("client.demo-app") },
    {
      ...rp,
      client_id: "first-party",
      client_name: "First-party app",
      client_secret: secret("client.first-party"),
      skip_consent: true,
      skip_logout_consent: true,
    },
    {
      ...web,
      client_id: "native-app",
      client_name: "Native app",
      token_endpoint_auth_method: "none",
      redirect_uris: ["http://127.0.0.1/callback", "com.example.app:/callback"],
    },
  ];
}
