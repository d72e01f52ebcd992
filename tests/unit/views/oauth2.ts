/** Views of the OAuth2 pages for tests. */

import type { DeviceView } from "../../../components/device/device-page";
import type { ClientView, ConsentView, ScopeView } from "../../../lib/oauth2/shared/view";
import type { ConfirmView } from "../../../lib/questions/confirm-view";

export const CLIENT: ClientView = {
  id: "notes",
  name: "Example Notes",
  redirectTarget: "notes.example.com",
  isNative: false,
  policyUri: "https://notes.example.com/privacy",
  tosUri: "https://notes.example.com/terms",
};

const scope = (
  name: string,
  title: string,
  description: string,
  changes: Partial<ScopeView> = {},
): ScopeView => ({
  name,
  title,
  description,
  required: false,
  granted: false,
  icon: "key",
  ...changes,
});

export const SCOPES: ScopeView[] = [
  scope("openid", "Know who you are", "A number that is only for this app.", { required: true }),
  scope("email", "Your email address", "And whether it is verified."),
  scope("offline_access", "Stay connected", "Use your account while you are away, until you take it back.", {
    granted: true,
  }),
];

export const CONSENT: ConsentView = {
  challenge: "c",
  csrfToken: "t",
  client: CLIENT,
  account: { label: "Ada Lovelace", email: "ada@example.org" },
  scopes: SCOPES,
  audience: ["api.example.com"],
  rememberSeconds: 30 * 86_400,
  canRemember: true,
  switchAccountPath: "/consent/switch",
};

export const SIGN_OUT: ConfirmView = {
  testId: "logout-confirm",
  title: "Sign out?",
  lead: "You will be signed out here and in the apps you use with this account.",
  client: CLIENT,
  account: CONSENT.account,
  actions: [
    { label: "Sign out", action: "/logout", fields: { csrf_token: "t" }, role: "primary" },
    { label: "Stay signed in", action: "/logout", fields: { csrf_token: "t", stay: "1" }, role: "secondary" },
  ],
  links: [{ label: "Back to your account", href: "/account" }],
};

export const DEVICES = {
  enter: { kind: "enter", action: "/device", fields: { csrf_token: "t" }, userCode: "WDJB-MJHT" },
  success: { kind: "success" },
  denied: { kind: "denied" },
} satisfies Record<DeviceView["kind"], DeviceView>;
