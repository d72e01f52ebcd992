/** The names of Kratos' WebAuthn ceremonies that a flow may ask for. */

import type { WebAuthnTrigger } from "@/lib/self-service/node-kinds";

const TRIGGERS: readonly WebAuthnTrigger[] = [
  "oryWebAuthnRegistration",
  "oryWebAuthnLogin",
  "oryPasskeyLogin",
  "oryPasskeyLoginAutocompleteInit",
  "oryPasskeyRegistration",
  "oryPasskeySettingsRegistration",
];

export function toTriggerName(value: unknown): WebAuthnTrigger | undefined {
  return TRIGGERS.find((trigger) => trigger === value);
}
