/** Ways to sign in as people call them, where Kratos has names for programs. */

const NAMES: Readonly<Record<string, string>> = {
  password: "Password",
  code: "Code by mail or SMS",
  oidc: "Social sign-in",
  saml: "Company sign-in (SAML)",
  passkey: "Passkey",
  webauthn: "Security key or passkey",
  totp: "Authenticator app",
  lookup_secret: "Backup codes",
  deviceauthn: "Device",
  profile: "Profile",
  identifier_first: "Identifier first",
  link_recovery: "Recovery link",
  code_recovery: "Recovery code",
};

/** @param type Kratos' own name; one that is not known is said as it is */
export function toCredentialName(type: string): string {
  return Object.hasOwn(NAMES, type) ? (NAMES[type] ?? type) : type;
}

/** What else is to be known of an entry. Kratos v1.3 makes these from the schema, before anybody set or added one. */
const NOTES: Readonly<Record<string, string>> = {
  password:
    "Kratos has this entry of everybody whose schema knows passwords; whether one was set, it does not say here.",
  webauthn:
    "Kratos has this entry of everybody who may add a key; whether one was added, it does not say here.",
};

export function toCredentialNote(type: string): string | undefined {
  return Object.hasOwn(NOTES, type) ? NOTES[type] : undefined;
}
