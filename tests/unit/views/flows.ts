/** Flow views with everything on, for tests of whole pages. */

import type { NodeView } from "../../../lib/self-service/node-kinds";
import type { FlowView, FormView } from "../../../lib/self-service/view";
import { CODE_FIELD, NODES, PASSWORD_FIELD } from "./nodes";

function toForm(testId: string, nodes: NodeView[], changes: Partial<FormView> = {}): FormView {
  return {
    testId,
    group: "default",
    action: "/self-service/login?flow=f",
    method: "post",
    nodes: [NODES.hidden, ...nodes],
    needsScript: false,
    ...changes,
  };
}

const { field, submit, trigger, script } = NODES;

export const LOGIN: FlowView = {
  kind: "login",
  flowId: "f",
  title: "Sign in",
  messages: [],
  errors: [],
  forms: [
    toForm("login-flow", [field, PASSWORD_FIELD, submit]),
    toForm(
      "passkey-flow",
      [
        {
          ...NODES.hidden,
          name: "passkey_challenge",
          value: JSON.stringify({ publicKey: { challenge: "YQ" } }),
        },
        { ...NODES.hidden, name: "passkey_login", value: "", onload: "oryPasskeyLoginAutocompleteInit" },
        trigger,
      ],
      { heading: "Or without a password", needsScript: true },
    ),
    toForm(
      "oidc-flow",
      ["Example Cloud", "google", "hub"].map((provider) => ({
        ...submit,
        name: "provider",
        value: provider,
        label: `Sign in with ${provider}`,
        role: "secondary",
        provider,
      })),
      { heading: "Or continue with" },
    ),
    toForm(
      "login-flow-code",
      [field, { ...submit, value: "code", label: "Send sign in code", role: "secondary" }],
      {
        heading: "Or get a code",
      },
    ),
  ],
  scripts: [script],
  links: [
    { testId: "forgot-password-link", href: "/recovery", label: "Forgot your password?" },
    { testId: "signup-link", href: "/registration", label: "Sign up" },
  ],
  createdPath: "/login?flow=f",
  clientName: "Example Notes",
  unknown: [],
};

export const REGISTRATION_WITH_ERRORS: FlowView = {
  ...LOGIN,
  kind: "registration",
  title: "Create an account",
  clientName: undefined,
  messages: [{ id: 4000027, tone: "error", text: "An account with the same identifier exists already." }],
  errors: [
    {
      name: "traits.email",
      label: "Email",
      form: "registration-flow",
      message: { id: 4000001, tone: "error", text: `"ada" is not valid "email"` },
    },
    {
      name: "traits.tos",
      label: "Terms",
      form: "registration-flow",
      message: { id: 4000002, tone: "error", text: "Property tos is missing." },
    },
  ],
  forms: [
    toForm("registration-flow", [
      {
        ...field,
        name: "traits.email",
        type: "email",
        value: "ada",
        messages: [{ id: 4000001, tone: "error", text: `"ada" is not valid "email"` }],
      },
      { ...field, name: "traits.name", label: "Name", autocomplete: "name", required: false },
      NODES.select,
      {
        ...NODES.checkbox,
        messages: [{ id: 4000002, tone: "error", text: "Property tos is missing." }],
      },
      { ...PASSWORD_FIELD, autocomplete: "new-password" },
      { ...submit, label: "Sign up" },
    ]),
  ],
  scripts: [],
  links: [{ testId: "cta-link", href: "/login", label: "Sign in" }],
};

export const VERIFICATION_SENT: FlowView = {
  ...LOGIN,
  kind: "verification",
  title: "Enter your code",
  clientName: undefined,
  messages: [
    {
      id: 1080003,
      tone: "info",
      text: "An email containing a verification code has been sent to the email address you provided.",
    },
  ],
  forms: [
    toForm("verification-flow", [
      CODE_FIELD,
      { ...submit, value: "code", label: "Continue" },
      {
        ...submit,
        name: "resend",
        value: "code",
        label: "Resend code",
        role: "quiet",
        formNoValidate: true,
        cooldownSeconds: 30,
      },
    ]),
  ],
  scripts: [],
  links: [{ testId: "login-link", href: "/login", label: "Back to sign in" }],
};

const danger = { ...submit, role: "danger", formNoValidate: true } as const;

export const SETTINGS: FlowView = {
  ...LOGIN,
  kind: "settings",
  title: "Account settings",
  clientName: undefined,
  messages: [{ id: 1050001, tone: "success", text: "Your changes have been saved!" }],
  forms: [
    toForm(
      "settings-profile",
      [
        { ...field, name: "traits.email", type: "email", value: "ada@example.org" },
        { ...field, name: "traits.name", label: "Name", value: "Ada Lovelace" },
        { ...submit, value: "profile", label: "Save" },
      ],
      { heading: "Profile", lead: "What others see, and where we reach you." },
    ),
    toForm(
      "settings-password",
      [
        { ...PASSWORD_FIELD, autocomplete: "new-password" },
        { ...submit, label: "Save" },
      ],
      {
        heading: "Password",
        lead: "Choose one that you use nowhere else.",
      },
    ),
    toForm(
      "settings-oidc",
      [
        {
          ...submit,
          name: "link",
          value: "google",
          label: "Link google",
          role: "secondary",
          provider: "google",
        },
        {
          ...danger,
          name: "unlink",
          value: "hub",
          label: "Unlink hub",
          provider: "hub",
          confirm: "Unlink hub?",
        },
      ],
      { heading: "Linked accounts", lead: "One account is linked." },
    ),
    toForm(
      "settings-totp",
      [
        { ...NODES.image, width: 200, height: 200 },
        NODES.text,
        { ...CODE_FIELD, name: "totp_code", label: "Verify code" },
        { ...submit, value: "totp", label: "Save" },
      ],
      { heading: "Authenticator app", lead: "Not set up." },
    ),
    toForm(
      "settings-webauthn",
      [
        {
          ...field,
          name: "webauthn_register_displayname",
          label: "Name of the security key",
          required: false,
        },
        {
          ...trigger,
          name: "webauthn_register_trigger",
          label: "Add security key",
          trigger: "oryWebAuthnRegistration",
          role: "primary",
        },
      ],
      { heading: "Security keys", lead: "One security key is set up.", needsScript: true },
    ),
    toForm("settings-webauthn-remove", [
      {
        ...danger,
        name: "webauthn_remove",
        value: "k1",
        label: 'Remove security key "Blue one on my keyring"',
        addedAt: "2026-05-03T09:30:00.000Z",
        confirm: "Remove it?",
      },
    ]),
    toForm(
      "settings-lookup_secret",
      [
        {
          ...NODES.text,
          id: "lookup_secret_codes",
          label: "These are your back up recovery codes. Please keep them in a safe place!",
          codes: Array.from({ length: 12 }, (_, n) => ({
            text: n === 2 ? "Secret was used" : `c0de${n}xyz`,
            used: n === 2,
          })),
        },
        {
          ...submit,
          name: "lookup_secret_confirm",
          value: "true",
          label: "Confirm backup recovery codes",
        },
        { ...danger, name: "lookup_secret_disable", value: "true", label: "Disable this method" },
      ],
      { heading: "Backup codes", lead: "1 of 12 codes is used." },
    ),
  ],
  scripts: [script],
  links: [{ testId: "back-link", href: "/account", label: "Back to your account" }],
};
