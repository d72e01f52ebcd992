/** Turns Kratos' error flow into readable words and the facts that support may ask for; never `debug` (threat F9). */

import { toMessageView } from "@/lib/i18n/message";
import type { Translate } from "@/lib/i18n/translate";
import { toSafeText } from "@/lib/oauth2/shared/safe-text";
import { type HookRefusal, toHookRefusal } from "./hook-refusal";
import { parseRefusal } from "./kratos-error";
import { DISABLED_REASON, PROVIDER_REASONS } from "./reasons";

export interface FlowErrorFacts {
  cause: ErrorCause;
  title: string;
  text: string;
  /** HTTP status of the page; never a 5xx, see {@link toStatus}. */
  status: number;
  error: { id?: string; code?: number; status?: string; reason?: string };
}

/** Error ids with words of their own: `error.<id>.title` and `.text`. */
const KNOWN_IDS = [
  "security_csrf_violation",
  "security_identity_mismatch",
  "self_service_flow_disabled",
  "self_service_flow_return_to_forbidden",
  "session_already_available",
  "session_inactive",
] as const;

/**
 * Everyday refusals that Kratos gives no id, told by its own reason.
 * @see https://github.com/ory/kratos/blob/v1.3.1/session/session.go and its selfservice folder
 */
const REASONS = [
  ["account-off", /^This account was disabled\.$/],
  ["no-method", /^Unable to detect available authentication methods\b/],
  ...PROVIDER_REASONS,
  // Of a flow that ran out while its person was at a provider: every other way Kratos makes a new one.
  ["provider-lost", /^The self-service flow expired\b/],
  ["security_identity_mismatch", /initiated by (another person|someone else)/],
  ["self_service_flow_disabled", DISABLED_REASON],
  // Kratos forgets what an app or key is made from before it asks the web hooks: where one refused, the same page takes none again.
  [
    "gone",
    /^(Could not find they TOTP key in the internal context|Expected WebAuthN in internal context to be an object)\./,
  ],
  [
    "gone",
    /^The flow query parameter is missing\b|\b(request|flow) could not be found\b|^No session was found for this/,
  ],
] as const satisfies readonly (readonly [string, RegExp])[];

/** Which words an error page has: `error.<cause>.title` and `.text`, but for what a hook says itself. */
export type ErrorCause = WordedCause | "hook";

type WordedCause = (typeof KNOWN_IDS)[number] | (typeof REASONS)[number][0] | "unknown" | "server" | "client";

const CLIENT_ERROR = 400;
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const SERVER_ERROR = 500;

/** Longest reason that stands on the page, in characters. */
const REASON_LIMIT = 500;

/**
 * @param flowError the answer of `GET /self-service/errors`; an empty object for an id that Kratos does not know
 * @param showsReason Kratos' own reason is the page's text, where there is one: what strangers typed may stand in it
 */
export function toFlowErrorView(
  flowError: object,
  t: Translate,
  { showsReason = false }: { showsReason?: boolean } = {},
): FlowErrorFacts {
  const { id, code, status, reason } = parseRefusal(flowError).error;
  const hook = toHookRefusal(flowError);
  if (hook) return { ...toHookFacts(hook, t), error: { code: FORBIDDEN } };
  const cause = KNOWN_IDS.find((known) => known === id) ?? toCause(reason) ?? toFamily(code);
  return {
    cause,
    title: t(`error.${cause}.title`),
    text: (showsReason && toSafeText(reason, REASON_LIMIT)) || t(`error.${cause}.text`),
    status: toStatus(code),
    error: { id, code, status, reason },
  };
}

/** No fault: an operator's hook said no, in words of its own where Kratos passes them on. */
function toHookFacts({ said }: HookRefusal, t: Translate): Omit<FlowErrorFacts, "error"> {
  const words = said.map((message) => toMessageView(message, t)?.text ?? "").join(" ");
  return {
    cause: "hook",
    title: t("error.client.title"),
    text: toSafeText(words, REASON_LIMIT) || t("problem.flow-disabled.text"),
    status: FORBIDDEN,
  };
}

function toCause(reason: string | undefined): WordedCause | undefined {
  return reason === undefined ? undefined : REASONS.find(([, pattern]) => pattern.test(reason))?.[0];
}

/**
 * Anybody can open the page of a fault again, or of Kratos' own example (`stub:500`): that Foyer fails is counted by its
 * own faults alone (threat D2). The page names Kratos' code.
 */
function toStatus(code: number | undefined): number {
  if (code === undefined) return NOT_FOUND;
  return code >= CLIENT_ERROR && code < SERVER_ERROR ? code : CLIENT_ERROR;
}

function toFamily(code: number | undefined): "unknown" | "server" | "client" {
  if (code === undefined) return "unknown";
  return code >= SERVER_ERROR ? "server" : "client";
}
