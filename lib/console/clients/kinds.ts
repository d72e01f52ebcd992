/** The kinds of app that the wizard makes, each with the settings that are safe for it. */

export type ClientKind = "web" | "spa" | "native" | "machine" | "device" | "first-party";

export interface KindFacts {
  label: string;
  /** When to choose it. */
  text: string;
  /** Whether people come back to an address of the app. */
  hasRedirect: boolean;
  /** As Hydra has them, besides what the form asks for. */
  settings: Readonly<Record<string, unknown>>;
  scope: string;
}

const CODE = { grant_types: ["authorization_code", "refresh_token"], response_types: ["code"] };

export const KINDS = {
  web: {
    label: "Web app with a server",
    text: "Its server keeps a secret. Sign-in by code; the tokens never reach the browser.",
    hasRedirect: true,
    settings: { ...CODE, token_endpoint_auth_method: "client_secret_basic" },
    scope: "openid offline_access profile email",
  },
  spa: {
    label: "Single-page app",
    text: "Runs in the browser alone and keeps no secret. Sign-in by code with PKCE.",
    hasRedirect: true,
    settings: { ...CODE, token_endpoint_auth_method: "none" },
    scope: "openid profile email",
  },
  native: {
    label: "Mobile or desktop app",
    text: "Installed on people's devices, keeps no secret. Sign-in by code with PKCE in the system's browser.",
    hasRedirect: true,
    settings: { ...CODE, token_endpoint_auth_method: "none" },
    scope: "openid offline_access profile email",
  },
  machine: {
    label: "Machine to machine",
    text: "A service that acts for itself: no people, no sign-in page. Tokens by its own id and secret.",
    hasRedirect: false,
    settings: {
      grant_types: ["client_credentials"],
      response_types: [],
      token_endpoint_auth_method: "client_secret_basic",
    },
    scope: "",
  },
  device: {
    label: "Device without a browser",
    text: "A television or a command line: people type a short code on another device. Needs a Hydra that has the device flow.",
    hasRedirect: false,
    settings: {
      grant_types: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
      response_types: [],
      token_endpoint_auth_method: "none",
    },
    scope: "openid offline_access",
  },
  "first-party": {
    label: "Your own web app",
    text: "As a web app, and people are not asked whether they allow it. Only for apps that are yours as this service is.",
    hasRedirect: true,
    settings: {
      ...CODE,
      token_endpoint_auth_method: "client_secret_basic",
      skip_consent: true,
      skip_logout_consent: true,
    },
    scope: "openid offline_access profile email",
  },
} as const satisfies Readonly<Record<ClientKind, KindFacts>>;

export function isKind(name: string): name is ClientKind {
  return Object.hasOwn(KINDS, name);
}
