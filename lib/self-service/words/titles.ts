/** Says in a title and a sentence where in a flow a person is, and why they are asked. */

import { isPlainKey } from "@/lib/i18n/english";
import type { FamilyOf } from "@/lib/i18n/keys";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { isAction, isControl } from "@/lib/self-service/forms/actions";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import {
  ALREADY_COMPLETED,
  FIRST_SCREEN,
  LOGIN_LINK_CONFLICT,
  REGISTRATION_CONTINUE,
} from "@/lib/self-service/kratos-names";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { toAddressNames } from "@/lib/self-service/schema/identifiers";
import type { FlowKind } from "@/lib/self-service/view";
import { isRefusedBySettings } from "./settings-refused";

export interface Titles {
  title: string;
  lead?: string;
  /** Whose account it becomes, where no sentence and no field says so. */
  address?: string;
}

/** Kratos' `state`: v1.3 says `sent_email` for SMS too; later versions name the steps of choosing an address. */
export const SENT = /^sent_|_awaiting_code$/;

/** Kratos has taken what the flow asks for. */
export function isDone({ state }: KratosFlow): boolean {
  return state === "passed_challenge";
}

/** Title and lead of a flow in its state. */
export function toTitles(flow: KratosFlow, nodes: readonly NodeView[], options: FlowContext): Titles {
  const { t, kind } = options;
  const stage = toStage(flow, nodes, kind);
  const address = toGivenAddress(nodes, options);
  const leadKey = toLeadKey(flow, stage, address, options);
  const lead = isPlainKey(leadKey) ? t(leadKey, { address }) : undefined;
  const isUnsaid = stage === "registration.credentials" && address !== "";
  return { title: t(`${stage}.title`), lead, ...(isUnsaid && { address }) };
}

function toLeadKey(flow: KratosFlow, stage: Stage, address: string, options: FlowContext): string {
  if (SENT_STAGES.has(stage) && address === "") return "flow.codeSent";
  if (stage === "login.aal2Empty" && isRefusedBySettings(flow, options))
    return "problem.recovery-disabled.next";
  return `${stage}.lead`;
}

/** Has words under `<stage>.title`, most under `<stage>.lead` too. */
type Stage = Extract<FamilyOf<"title">, `${FlowKind}.${string}`>;

const SENT_STAGES: ReadonlySet<Stage> = new Set([
  "login.sent",
  "registration.sent",
  "recovery.sent",
  "verification.sent",
]);

function toStage(flow: KratosFlow, nodes: readonly NodeView[], kind: FlowKind): Stage {
  const state = flow.state ?? "";
  if (kind === "settings") return "settings.start";
  if (isDone(flow)) return isRefused(flow, kind) ? `${kind}.start` : `${kind}.done`;
  if (SENT.test(state))
    return nodes.some((node) => node.kind === "field" && node.isCode) ? `${kind}.sent` : toSentLink(kind);
  if (state.endsWith("_awaiting_address_choice")) return "recovery.choose";
  if (state === "recovery_confirming_address") return "recovery.confirm";
  if (kind === "login") return toLoginStage(flow, nodes);
  if (kind === "registration") return toRegistrationStage(flow, nodes);
  return `${kind}.start`;
}

/** Sent, but nothing to type: a link was sent. Codes at sign-in always have their field. */
function toSentLink(kind: Exclude<FlowKind, "settings">): Stage {
  return kind === "recovery" || kind === "verification" ? `${kind}.sentLink` : `${kind}.start`;
}

function toLoginStage(flow: KratosFlow, nodes: readonly NodeView[]): Stage {
  if (hasMessage(flow, LOGIN_LINK_CONFLICT)) return "login.link";
  if (flow.requested_aal === "aal2") return nodes.some(isAction) ? "login.aal2" : "login.aal2Empty";
  if (flow.refresh === true) return "login.refresh";
  return nodes.some(isGivenIdentifier) ? "login.identified" : "login.start";
}

/** The second screen of a sign-in that asks for the identifier first: it stands there hidden. */
function isGivenIdentifier(node: NodeView): boolean {
  return node.kind === "hidden" && node.group === FIRST_SCREEN && node.name === "identifier";
}

/** The challenge was passed, and then the sign-in was refused all the same: an account that is switched off. */
function isRefused(flow: KratosFlow, kind: FlowKind): kind is "login" | "registration" {
  if (kind !== "login" && kind !== "registration") return false;
  return flow.ui.messages.some(({ type, id = 0 }) => type === "error" && !ALREADY_COMPLETED.includes(id));
}

function toRegistrationStage(flow: KratosFlow, nodes: readonly NodeView[]): Stage {
  if (nodes.some((node) => node.kind === "submit" && node.name === "screen"))
    return "registration.credentials";
  return isBoundToProvider(flow) && nodes.some(isControl) ? "registration.complete" : "registration.start";
}

/** A provider has answered: Kratos offers its button alone, to go on with. What is missing stands in any group. */
function isBoundToProvider(flow: KratosFlow): boolean {
  const buttons = flow.ui.nodes.filter((node) => node?.attributes.type === "submit");
  return (
    buttons.length > 0 &&
    buttons.every((node) => node?.attributes.name === "provider") &&
    buttons.some((node) => node?.meta.label?.id === REGISTRATION_CONTINUE)
  );
}

/** Resend buttons of recovery and verification, whose value is the address. */
const RESEND_NAMES: readonly string[] = ["email", "recovery_confirm_address"];

/** Where the code went: the identifier that was typed, or the address in the resend button. */
export function toGivenAddress(nodes: readonly NodeView[], { identitySchema }: FlowContext): string {
  const identifier = nodes.find(
    (node) => node.kind === "hidden" && node.name === "identifier" && node.value !== "",
  );
  if (identifier?.kind === "hidden") return identifier.value;
  const resend = nodes.find((node) => node.kind === "submit" && RESEND_NAMES.includes(node.name));
  if (resend?.kind === "submit") return resend.value;
  const names = ["traits.email", ...toAddressNames(identitySchema)];
  const trait = nodes.find(
    (node) => node.kind === "hidden" && names.includes(node.name) && node.value !== "",
  );
  return trait?.kind === "hidden" ? trait.value : "";
}

function hasMessage(flow: KratosFlow, id: number): boolean {
  return flow.ui.messages.some((message) => message.id === id);
}
