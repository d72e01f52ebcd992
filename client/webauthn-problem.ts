/** The names that may be run, and the browser's error names in the four words that a page has for them. */

import type { WebAuthnTrigger } from "../lib/self-service/node-kinds";

const TRIGGERS = {
  oryWebAuthnRegistration: true,
  oryWebAuthnLogin: true,
  oryPasskeyLogin: true,
  oryPasskeyLoginAutocompleteInit: true,
  oryPasskeyRegistration: true,
  oryPasskeySettingsRegistration: true,
} satisfies Record<WebAuthnTrigger, true>;

export function isTrigger(name: string | undefined): name is WebAuthnTrigger {
  return name !== undefined && Object.hasOwn(TRIGGERS, name);
}

export type WebAuthnProblem = "cancelled" | "unsupported" | "registered" | "failed";

/** `undefined` when nothing is wrong: the page called its own prompt off. */
export function toWebAuthnProblem(errorName: string): WebAuthnProblem | undefined {
  switch (errorName) {
    case "AbortError":
      return undefined;
    case "NotAllowedError":
      return "cancelled";
    case "NotSupportedError":
      return "unsupported";
    case "InvalidStateError":
      return "registered";
    default:
      return "failed";
  }
}
