/** Turns a Kratos submit into a button with its weight: what it does decides how loud it is. */

import { toGivenName } from "@/lib/i18n/message";
import { toText } from "@/lib/json";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { REGISTRATION_BACK, RESEND_CODE, RESEND_COOLDOWN_SECONDS } from "@/lib/self-service/kratos-names";
import { REMOVALS } from "@/lib/self-service/method-facts";
import type { SubmitNode } from "@/lib/self-service/node-kinds";
import { toFallbackLabel } from "./field-hints";
import { type RawNode, toCredential, toLabelId } from "./raw-node";

/** Kratos' names for the buttons that carry a provider's id as value. */
const PROVIDER_SUBMITS: readonly string[] = ["provider", "link", "unlink"];

/** One submit as a button. Its final role depends on its neighbours: see `toActions`. */
export function toSubmitNode(raw: RawNode, name: string, options: FlowContext): SubmitNode {
  const value = toText(raw.attributes.value);
  const isResend = name === "resend" || toLabelId(raw) === RESEND_CODE;
  const isBack = name === "screen" || toLabelId(raw) === REGISTRATION_BACK;
  const question = REMOVALS.get(name);
  const label = raw.label?.text ?? toFallbackLabel(value || name);
  return {
    kind: "submit",
    group: raw.group,
    messages: raw.messages,
    name,
    value,
    label,
    disabled: raw.attributes.disabled === true,
    role: question ? "danger" : isResend || isBack ? "quiet" : "secondary",
    formNoValidate: isResend || isBack || question !== undefined,
    ...(PROVIDER_SUBMITS.includes(name) && value !== "" && { provider: value }),
    ...(isResend && { cooldownSeconds: RESEND_COOLDOWN_SECONDS }),
    ...toConsequence(raw, name, options),
  };
}

function toConsequence(
  raw: RawNode,
  name: string,
  { t }: FlowContext,
): Pick<SubmitNode, "confirm" | "addedAt"> {
  const question = REMOVALS.get(name);
  const { name: given, provider, addedAt } = toCredential(raw);
  const subject = (given && toGivenName(given, t)) ?? (provider && t.title(provider)) ?? "";
  return {
    ...(question && { confirm: t(question, { name: subject }) }),
    ...(isTime(addedAt) && { addedAt: new Date(addedAt).toISOString() }),
  };
}

function isTime(milliseconds: number | undefined): milliseconds is number {
  return milliseconds !== undefined && !Number.isNaN(new Date(milliseconds).getTime());
}
