// @ts-check
// Turns a stack's URLs and secrets into the configuration of its Kratos.

import { toEmbeddedUrl } from "./embedded-file.mjs";

/** @typedef {import("../merge.mjs").Config} Config */

/**
 * @typedef {object} KratosConfigInput
 * @property {import("../urls.mjs").StackUrls} urls
 * @property {import("../ports.mjs").Ports} ports
 * @property {import("../secrets.mjs").GetSecret} secret
 * @property {string} dsn
 * @property {string} schemaUrl of the default identity schema
 */

/** @param {KratosConfigInput} input @returns {Config} */
export function toKratosConfig({ urls, ports, secret, dsn, schemaUrl }) {
  return {
    version: "v1.3.1",
    dsn,
    "sqa-opt-out": true,
    log: { level: "info", format: "text" },
    serve: {
      // The browser meets Kratos at Foyer, which relays it.
      public: { base_url: `${urls.foyer}/`, host: "127.0.0.1", port: ports.kratosPublic },
      admin: { base_url: `${urls.kratosAdmin}/`, host: "127.0.0.1", port: ports.kratosAdmin },
    },
    secrets: {
      default: [secret("kratos.default")],
      cookie: [secret("kratos.cookie")],
      cipher: [secret("kratos.cipher")],
    },
    // Kratos refuses less than 12 without --dev. These are test passwords; signing in should not cost 200 ms.
    hashers: { algorithm: "bcrypt", bcrypt: { cost: 4 } },
    identity: { default_schema_id: "default", schemas: [{ id: "default", url: schemaUrl }] },
    session: { lifespan: "24h", whoami: { required_aal: "highest_available" } },
    feature_flags: { use_continue_with_transitions: true },
    courier: toCourier(urls, ports),
    selfservice: {
      default_browser_return_url: `${urls.foyer}/welcome`,
      allowed_return_urls: [urls.foyer, urls.relyingParty],
      methods: toMethods(urls, secret),
      flows: toFlows(urls),
    },
  };
}

/** @param {KratosConfigInput["urls"]} urls @param {KratosConfigInput["ports"]} ports */
function toCourier(urls, ports) {
  return {
    worker: { pull_count: 10, pull_wait: "100ms" },
    smtp: {
      connection_uri: `smtp://localhost:${ports.smtp}/?disable_starttls=true`,
      from_address: "no-reply@foyer.example",
      from_name: "Foyer",
    },
    channels: [
      {
        id: "sms",
        type: "http",
        request_config: {
          url: `${urls.mail}/sms`,
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: toEmbeddedUrl("sms.jsonnet"),
        },
      },
    ],
  };
}

/** @param {KratosConfigInput["urls"]} urls @param {KratosConfigInput["secret"]} secret */
function toMethods(urls, secret) {
  const rp = { id: "localhost", display_name: "Foyer", origins: [new URL(urls.foyer).origin] };
  return {
    profile: { enabled: true },
    link: { enabled: true },
    code: { enabled: true, passwordless_enabled: true },
    password: { enabled: true, config: { haveibeenpwned_enabled: false } },
    totp: { enabled: true, config: { issuer: "Foyer" } },
    lookup_secret: { enabled: true },
    webauthn: { enabled: true, config: { passwordless: false, rp } },
    passkey: { enabled: true, config: { rp } },
    oidc: {
      enabled: true,
      config: {
        providers: [
          toProvider("acme", "Acme", ["openid", "email", "profile"], urls, secret),
          toProvider("globex", "Globex", ["openid", "email"], urls, secret),
        ],
      },
    },
  };
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string[]} scope
 * @param {KratosConfigInput["urls"]} urls
 * @param {KratosConfigInput["secret"]} secret
 */
function toProvider(id, label, scope, urls, secret) {
  return {
    id,
    label,
    provider: "generic",
    issuer_url: urls.upstreamIdp,
    client_id: id,
    client_secret: secret(`upstream.${id}`),
    scope,
    mapper_url: toEmbeddedUrl(`${id}.jsonnet`),
  };
}

/** @param {KratosConfigInput["urls"]} urls */
function toFlows(urls) {
  const signIn = { hooks: [{ hook: "session" }] };
  return {
    error: { ui_url: `${urls.foyer}/error` },
    login: { ui_url: `${urls.foyer}/login` },
    logout: { after: { default_browser_return_url: `${urls.foyer}/logout` } },
    registration: {
      ui_url: `${urls.foyer}/registration`,
      after: { password: signIn, code: signIn, oidc: signIn, passkey: signIn, webauthn: signIn },
    },
    recovery: { enabled: true, use: "code", ui_url: `${urls.foyer}/recovery` },
    verification: { enabled: true, use: "code", ui_url: `${urls.foyer}/verification` },
    settings: {
      ui_url: `${urls.foyer}/settings`,
      privileged_session_max_age: "15m",
      required_aal: "highest_available",
    },
  };
}
