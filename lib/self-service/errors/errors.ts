/** Says what follows from an error Kratos answers with when a flow is created, read or submitted. */

import type { KratosMessage } from "@/lib/i18n/kratos-message";
import { toHookRefusal } from "./hook-refusal";
import { type KratosRefusal, parseRefusal } from "./kratos-error";
import { DISABLED_REASON } from "./reasons";

/** The next step after an error; `broken` is the only one that a person sees as an error page. */
export type FlowFailure =
  | {
      /** Make a fresh flow, or show the one Kratos made in its place, and say why. */
      kind: "restart";
      reason: "expired" | "replaced" | "csrf" | "foreign" | "missing";
      /** Kratos' replacement, which carries its own message. */
      useFlowId?: string;
      returnTo?: string;
    }
  /** Kratos names the next address; the caller checks it before following. */
  | { kind: "redirect"; to: string }
  /** There is a session already: on to the app or the account. */
  | { kind: "signed-in" }
  | { kind: "sign-in" }
  /** Second factor first: `/login?aal=aal2`, return address kept. */
  | { kind: "step-up" }
  /** Credentials again: `/login?refresh=true`, return address kept. */
  | { kind: "refresh" }
  /** The address must be verified first. */
  | { kind: "verify" }
  /** The operator switched this flow off. */
  | { kind: "disabled" }
  /** An operator's web hook does not let it begin; its words, where Kratos passes them on. */
  | { kind: "refused"; said: KratosMessage[] }
  /** `return_to` is not allowed: once more without it. */
  | { kind: "drop-return-to" }
  | { kind: "broken"; status: number; id?: string };

/** What lib/ory knows about a failed call; `OryError` fits. */
export interface KratosFailure {
  status: number;
  id?: string;
  body?: unknown;
}

type Decide = (body: KratosRefusal, failure: KratosFailure) => FlowFailure;

/** @see https://github.com/ory/kratos/blob/v1.3.1/text/message_error.go */
const DECISIONS: Readonly<Record<string, Decide>> = {
  self_service_flow_expired: (body) => restart("expired", body),
  self_service_flow_replaced: (body) => restart("replaced", body),
  self_service_flow_disabled: () => ({ kind: "disabled" }),
  self_service_flow_return_to_forbidden: () => ({ kind: "drop-return-to" }),
  browser_location_change_required: (body, failure) => toRedirect(body, failure),
  session_already_available: () => ({ kind: "signed-in" }),
  session_aal_already_fulfilled: () => ({ kind: "signed-in" }),
  session_inactive: () => ({ kind: "sign-in" }),
  session_aal1_required: () => ({ kind: "sign-in" }),
  session_aal2_required: () => ({ kind: "step-up" }),
  session_refresh_required: () => ({ kind: "refresh" }),
  session_verified_address_required: () => ({ kind: "verify" }),
  security_csrf_violation: (body) => restart("csrf", body),
  security_identity_mismatch: (body) => restart("foreign", body),
};

const UNAUTHORIZED = 401;
const NOT_FOUND = 404;
const GONE = 410;

/** The next step after a failed call to Kratos, by its error id, else by its status. */
export function toFlowFailure(failure: KratosFailure): FlowFailure {
  const body = parseRefusal(failure.body);
  const id = failure.id ?? body.error.id;
  if (id !== undefined && Object.hasOwn(DECISIONS, id)) {
    const decide = DECISIONS[id];
    if (decide) return decide(body, failure);
  }
  const refusal = toHookRefusal(failure.body);
  if (refusal) return { kind: "refused", ...refusal };
  if (DISABLED_REASON.test(body.error.reason ?? "")) return { kind: "disabled" };
  if (failure.status === UNAUTHORIZED) return { kind: "sign-in" };
  if (failure.status === NOT_FOUND) return restart("missing", body);
  if (failure.status === GONE) return restart("expired", body);
  return { kind: "broken", status: failure.status, ...(id && { id }) };
}

function restart(
  reason: Extract<FlowFailure, { kind: "restart" }>["reason"],
  { error, use_flow_id: useFlowId }: KratosRefusal,
): FlowFailure {
  const returnTo = error.details.return_to;
  return { kind: "restart", reason, ...(useFlowId && { useFlowId }), ...(returnTo && { returnTo }) };
}

function toRedirect({ redirect_browser_to: to }: KratosRefusal, failure: KratosFailure): FlowFailure {
  return to ? { kind: "redirect", to } : { kind: "broken", status: failure.status, id: failure.id };
}
