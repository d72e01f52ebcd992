/** What the step-up page says of the act that waits, and the form that carries it on. */

import { createToken } from "@/lib/web/form-token";
import { type FieldName, toFieldWords } from "../forms/field-words";
import { ACT_TOKEN } from "../forms/form-token.server";
import { getConsoleConfig } from "../get-console-config.server";
import { BULK_ACTS, isBulkAct } from "../identities/bulk";
import { type OperatorPage, toConsolePath } from "../request/console-page.server";
import { redactForTrail } from "../trail/redact";
import { SEEN_FIELD } from "./act-definition";
import { needsStepUp, toPendingFields } from "./handle-acts.server";
import { getRule } from "./operations";
import { type PendingAct, toStepUpPath } from "./pending-act.server";

const MINUTE_MS = 60_000;

/** @param chosen who the accounts are that were chosen: their ids would tell nobody */
export function toStepUpView(page: OperatorPage, id: string, pending: PendingAct, chosen?: string) {
  const { operation, address, summary, values } = pending;
  const common = {
    summary,
    facts: toFacts(chosen === undefined ? values : { ...values, id: chosen }),
    minutes: Math.round(getConsoleConfig().stepUpMs / MINUTE_MS),
    backHref: address,
  };
  if (needsStepUp(page, { ...pending, id })) {
    const returnTo = toStepUpPath(id);
    const startHref = toConsolePath("/sign-in/start", { step_up: "true", return_to: returnTo });
    return { ...common, kind: "sign-in", startHref } as const;
  }
  const token = createToken(ACT_TOKEN, page.session.handle, operation, address, toPendingFields(id));
  const hidden = { operation, pending: id, form_token: token };
  const isFile = getRule(operation).isFile ?? false;
  return { ...common, kind: "confirm", isFile, form: { action: address, hidden } } as const;
}

/** Fields that nobody filled in, or that say nothing of the act. */
const UNSAID = new Set(["confirm", SEEN_FIELD]);

/** What was filled in, without what is secret. */
function toFacts(values: PendingAct["values"]): { label: string; value: string }[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const shown = redactForTrail({ [name]: typeof value === "string" ? value : value.join(", ") });
    const [member] = Object.values(shown as Record<string, unknown>);
    const text = typeof member === "string" ? member : JSON.stringify(member);
    return text === "" || UNSAID.has(name)
      ? []
      : [{ label: toFieldWords(name), value: toChosen(name, text) }];
  });
}

/** What a box or a choice says, of those whose values are words of ours; what was typed stays as it is. */
function toChosen(name: string, value: string): string {
  if (name === "act" && isBulkAct(value)) return BULK_ACTS[value].label;
  return BOXES.has(name) && value === "true" ? "Yes" : value;
}

const BOXES: ReadonlySet<string> = new Set<FieldName>([
  "any_subject",
  "backchannel_logout_session_required",
  "skip_consent",
  "skip_logout_consent",
]);
