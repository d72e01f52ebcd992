/**
 * Every method of Kratos' that Foyer treats in a way of its own, in the order of their forms on a page. A method that
 * is not listed works all the same, after those that are. What pages say of one stands in the catalogue.
 */

import type { PlainKey, TextKey } from "@/lib/i18n/keys";
import type { FlowKind } from "./view";

/** What a person types for a method. `digits` and `secret` and `password` are never echoed (threat F14). */
export type MethodField =
  /** A one-time code of digits. */
  | "digits"
  /** A code that browsers do not suggest. */
  | "secret"
  /** Browsers' password managers know it by what Kratos says of it. */
  | "password"
  /** A name that browsers do not suggest. */
  | "name";

/** What the account's overview says a credential is good for. */
export type Protects = "secondFactor" | "passkey" | "backupCodes";

export interface Method {
  /** Leads a page without a password's form, so that a field stands before a list of buttons. */
  leads?: true;
  /** Flows in which it needs its button and the CSRF token alone: no identifier, no traits. */
  buttonOnly?: readonly FlowKind[];
  /** Runs by Kratos' own script, and says so where scripts are off. */
  needsScript?: true;
  /** Its form takes the fields that every method shares and no other form has. */
  takesShared?: true;
  /** Hook of the automation contract (docs/automation.md): `flow` is `{kind}-flow`; without, `{kind}-flow-{method}`. */
  testId?: string;
  fields?: Readonly<Record<string, MethodField>>;
  settings?: {
    /** The section's place: from who you are, over how you sign in, to what else proves it is you. */
    section: number;
    /** How the section says how things stand: always the same, by what can be removed, or by the codes that are left. */
    state?: PlainKey | { on: TextKey; off: PlainKey } | { left: "codes" };
    /** What can be changed: by the method's own name where that is the form's `method`, else by a field that is filled. */
    changes?: readonly string[];
    /** Those of the changes that destroy something, drawn as danger: what is asked before. */
    removals?: Readonly<Record<string, PlainKey>>;
  };
  /** Nodes of a settings flow by which it can be told whether a credential exists, or could be added. */
  credential?: {
    protects: Protects;
    on: readonly string[];
    off: readonly string[];
    /** Where Kratos has it `passwordless` it is no second step: only the session tells. */
    mayStandAlone?: true;
  };
  /** Never a first factor; sessions from before Kratos 0.9 do not say. */
  isSecondStep?: true;
  /** A sign-in elsewhere: one at the second level (Kratos' `aal2_acr_values`, `aal2_amr_values`) gave both factors there. */
  isElsewhere?: true;
  /**
   * Names of IANA's registry (RFC 8176 §2; `pop` by OpenID Connect EAP ACR Values 1.0). A passkey's key may be
   * synchronised, so neither `hwk` nor `swk` can be claimed for it; `user` can: WebAuthn always tests presence. A
   * federated sign-in has no registered name: what the upstream reports is passed on instead.
   */
  amr?: readonly string[];
}

export const METHODS = {
  identifier_first: { leads: true, testId: "flow" },
  password: {
    leads: true,
    testId: "flow",
    fields: { password: "password" },
    settings: { section: 2, state: "settings.password.lead", changes: ["password"] },
    amr: ["pwd"],
  },
  profile: {
    leads: true,
    testId: "flow",
    settings: { section: 1, state: "settings.profile.lead", changes: ["profile"] },
  },
  link: { leads: true, testId: "flow" },
  totp: {
    leads: true,
    fields: { totp_code: "digits" },
    settings: {
      section: 6,
      state: { on: "settings.totp.on", off: "settings.totp.off" },
      changes: ["totp", "totp_unlink"],
      removals: { totp_unlink: "settings.confirm.totp_unlink" },
    },
    credential: { protects: "secondFactor", on: ["totp_unlink"], off: ["totp_code"] },
    isSecondStep: true,
    amr: ["otp"],
  },
  passkey: {
    buttonOnly: ["login"],
    needsScript: true,
    takesShared: true,
    testId: "passkey-flow",
    settings: {
      section: 3,
      state: { on: "settings.passkey.on", off: "settings.passkey.off" },
      changes: ["passkey_settings_register", "passkey_remove"],
      removals: { passkey_remove: "settings.confirm.passkey_remove" },
    },
    credential: {
      protects: "passkey",
      on: ["passkey_remove"],
      off: ["passkey_register_trigger", "passkey_settings_register"],
    },
    amr: ["pop", "user"],
  },
  oidc: {
    buttonOnly: ["login", "registration"],
    testId: "oidc-flow",
    settings: {
      section: 4,
      state: { on: "settings.oidc.on", off: "settings.oidc.off" },
      changes: ["link", "unlink"],
      removals: { unlink: "settings.confirm.unlink" },
    },
    isElsewhere: true,
    amr: [],
  },
  saml: {
    buttonOnly: ["login", "registration"],
    settings: { section: 5 },
    isElsewhere: true,
    amr: [],
  },
  webauthn: {
    needsScript: true,
    testId: "passwordless-flow",
    fields: { webauthn_register_displayname: "name" },
    settings: {
      section: 7,
      state: { on: "settings.webauthn.on", off: "settings.webauthn.off" },
      changes: ["webauthn_register", "webauthn_remove"],
      removals: { webauthn_remove: "settings.confirm.webauthn_remove" },
    },
    credential: {
      protects: "secondFactor",
      on: ["webauthn_remove"],
      off: ["webauthn_register", "webauthn_register_trigger"],
      mayStandAlone: true,
    },
    amr: ["pop", "user"],
  },
  code: { leads: true, fields: { code: "digits" }, settings: { section: 9 }, amr: ["otp"] },
  lookup_secret: {
    fields: { lookup_secret: "secret" },
    settings: {
      section: 8,
      state: { left: "codes" },
      changes: [
        "lookup_secret_reveal",
        "lookup_secret_regenerate",
        "lookup_secret_confirm",
        "lookup_secret_disable",
      ],
      removals: { lookup_secret_disable: "settings.confirm.lookup_secret_disable" },
    },
    credential: {
      protects: "backupCodes",
      on: ["lookup_secret_reveal", "lookup_secret_disable"],
      off: ["lookup_secret_regenerate"],
    },
    isSecondStep: true,
    amr: ["otp"],
  },
} as const satisfies Record<string, Method>;
