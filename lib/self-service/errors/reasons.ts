/** What Kratos says by a reason alone: told by its sentence, which v1.3.1 has in English only. */

import { getEnglish } from "@/lib/i18n/languages";
import type { Translate } from "@/lib/i18n/translate";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { GENERIC_ERROR } from "@/lib/self-service/kratos-names";
import type { MessageView } from "@/lib/self-service/message-view";
import type { FlowKind } from "@/lib/self-service/view";

/**
 * Kratos v1.3 has no id for these: recovery and verification that are switched off. The whole sentence: newer servers repeat in
 * others what an address asked for, and what is learned from it holds for everybody's pages (threat D7).
 */
export const DISABLED_REASON = /^\w+ is not allowed because it was disabled\.$/;

/**
 * A sign-in at a provider that did not end well.
 * @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/oidc/strategy.go and its continuity folder
 */
export const PROVIDER_REASONS = [
  [
    "provider-lost",
    /^Unable to complete OpenID Connect flow because the (query )?(state|OpenID Provider did not)/,
  ],
  ["provider-lost", /^Unable to (decrypt|unmarshal) state\b/],
  [
    "provider-lost",
    /^(You must restart the flow because the resumable session|The browser does not contain the)/,
  ],
  ["provider-lost", /^The session cookie contains invalid values\b/],
  [
    "provider-refused",
    /^Unable to (complete OpenID Connect flow because the OpenID Provider returned|sign in with X)/,
  ],
] as const satisfies readonly (readonly [string, RegExp])[];

/** @see https://github.com/ory/kratos/blob/v1.3.1/selfservice/strategy/code/code_recovery.go */
const CODE_USED = "The code was already used. Please request another code.";
export const CODE_TOO_OFTEN = "The request was submitted too often. Please request another code.";

/** "The … code is invalid or has already been used", of each flow that asks for one. */
const INVALID_CODE: Readonly<Partial<Record<FlowKind, number>>> = {
  login: 4010008,
  registration: 4040003,
  recovery: 4060006,
  verification: 4070006,
};

const WEBAUTHN_REFUSED = /^Unable to parse WebAuthn response\b/;

/**
 * A message in the page's language where its reason is a known one; in English Kratos' own words stay.
 * @param reason as Kratos sent it
 */
export function withKnownReason(
  message: MessageView,
  reason: string,
  { kind, t }: Pick<FlowContext, "kind" | "t">,
): MessageView {
  if (message.id !== GENERIC_ERROR || t === getEnglish()) return message;
  const text = toReasonText(reason, kind, t);
  return text === undefined ? message : { id: message.id, tone: message.tone, text };
}

function toReasonText(reason: string, kind: FlowKind, t: Translate): string | undefined {
  if (reason === CODE_TOO_OFTEN) return t("flow.tooManyCodes");
  if (reason === CODE_USED) return t.kratos(INVALID_CODE[kind] ?? 0, () => ({}));
  if (WEBAUTHN_REFUSED.test(reason)) return t("webauthn.failed");
  const found = PROVIDER_REASONS.find(([, pattern]) => pattern.test(reason));
  return found && t(`error.${found[0]}.title`);
}
