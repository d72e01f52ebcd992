/** The names that may be run, and the browser's error names in the four words that a page has for them. */

import type { WebAuthnTrigger } from "../lib/self-service/node-kinds";

/** Each {@link WebAuthnTrigger}, and nothing else: shorter in the script than a list of them. */
const TRIGGER =
  /^ory(WebAuthn(Registration|Login)|Passkey(Login(AutocompleteInit)?|(Settings)?Registration))$/;

export function isTrigger(name: string | undefined): name is WebAuthnTrigger {
  return TRIGGER.test(name ?? "");
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
