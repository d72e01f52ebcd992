// @ts-check
// Turns a stack's URLs and secrets into the configuration of its Hydra.

/** @typedef {import("../merge.mjs").Config} Config */

/**
 * @param {{ urls: import("../urls.mjs").StackUrls, ports: import("../ports.mjs").Ports,
 *   secret: import("../secrets.mjs").GetSecret, dsn: string }} input
 * @returns {Config}
 */
export function toHydraConfig({ urls, ports, secret, dsn }) {
  return {
    version: "v2.3.0",
    dsn,
    sqa: { opt_out: true },
    log: { level: "info", format: "text" },
    serve: {
      public: { host: "127.0.0.1", port: ports.hydraPublic },
      admin: { host: "127.0.0.1", port: ports.hydraAdmin },
    },
    secrets: { system: [secret("hydra.system")], cookie: [secret("hydra.cookie")] },
    urls: {
      self: { issuer: urls.hydraPublic, public: urls.hydraPublic, admin: urls.hydraAdmin },
      login: `${urls.foyer}/login`,
      registration: `${urls.foyer}/registration`,
      consent: `${urls.foyer}/consent`,
      logout: `${urls.foyer}/logout`,
      error: `${urls.foyer}/error`,
      post_logout_redirect: `${urls.foyer}/logout`,
      // Hydra's logout ends the Kratos session that Foyer named when it accepted the login.
      identity_provider: { url: urls.kratosAdmin },
    },
    oidc: {
      dynamic_client_registration: {
        enabled: true,
        default_scope: ["openid", "offline_access", "email", "profile"],
      },
    },
    oauth2: { expose_internal_errors: true, pkce: { enforced_for_public_clients: true } },
    webfinger: {
      oidc_discovery: {
        client_registration_url: `${urls.hydraPublic}/oauth2/register`,
        supported_scope: ["email", "profile", "phone", "address"],
        supported_claims: [
          "email",
          "email_verified",
          "name",
          "given_name",
          "family_name",
          "phone_number",
          "phone_number_verified",
          "address",
          "updated_at",
        ],
      },
    },
  };
}
