/** Says in a title and a sentence where in a flow a person is, and why they are asked. */

import { read, readList, readNumber, readString } from "@/lib/json";
import type { FlowContext, KratosFlow } from "@/lib/self-service/flow-context";
import { isAction, isControl } from "@/lib/self-service/forms/actions";
import { LOGIN_LINK_CONFLICT } from "@/lib/self-service/kratos-names";
import type { FlowKind, NodeView } from "@/lib/self-service/view";

export interface Titles {
  title: string;
  lead?: string;
}

/** Kratos' `state`: v1.3 says `sent_email` for SMS too; later versions name the steps of choosing an address. */
const SENT = /^sent_|_awaiting_code$/;

/** Title and lead of a flow in its state. */
export function toTitles(flow: KratosFlow, nodes: readonly NodeView[], options: FlowContext): Titles {
  const { t, kind } = options;
  const stage = toStage(flow, nodes, kind);
  const base = `${kind}.${stage}`;
  const address = toAddress(nodes);
  const leadKey = stage === "sent" && address === "" ? "flow.codeSent" : `${base}.lead`;
  const lead = t(leadKey, { address });
  const known = lead === leadKey ? undefined : lead;
  return { title: t(`${base}.title`), lead: known };
}

type Stage =
  | "start"
  | "refresh"
  | "aal2"
  | "aal2Empty"
  | "link"
  | "identified"
  | "choose"
  | "confirm"
  | "sent"
  | "sentLink"
  | "credentials"
  | "complete"
  | "done";

function toStage(flow: KratosFlow, nodes: readonly NodeView[], kind: FlowKind): Stage {
  const state = readString(flow, "state") ?? "";
  if (kind === "settings") return "start";
  if (state === "passed_challenge") return "done";
  if (SENT.test(state))
    return nodes.some((node) => node.kind === "field" && node.isCode) ? "sent" : toSentLink(kind);
  if (state.endsWith("_awaiting_address_choice")) return "choose";
  if (state.endsWith("_awaiting_address_confirm")) return "confirm";
  if (kind === "login") return toLoginStage(flow, nodes);
  if (kind === "registration") return toRegistrationStage(nodes);
  return "start";
}

/** Sent, but nothing to type: a link was sent. Codes at sign-in always have their field. */
function toSentLink(kind: FlowKind): Stage {
  return kind === "recovery" || kind === "verification" ? "sentLink" : "start";
}

function toLoginStage(flow: KratosFlow, nodes: readonly NodeView[]): Stage {
  if (hasMessage(flow, LOGIN_LINK_CONFLICT)) return "link";
  if (readString(flow, "requested_aal") === "aal2") return nodes.some(isAction) ? "aal2" : "aal2Empty";
  if (read(flow, "refresh") === true) return "refresh";
  return nodes.some(isGivenIdentifier) ? "identified" : "start";
}

/** The second screen of a sign-in that asks for the identifier first: it stands there hidden. */
function isGivenIdentifier(node: NodeView): boolean {
  return node.kind === "hidden" && node.group === "identifier_first" && node.name === "identifier";
}

function toRegistrationStage(nodes: readonly NodeView[]): Stage {
  if (nodes.some((node) => node.kind === "submit" && node.name === "screen")) return "credentials";
  return nodes.some((node) => node.group === "oidc" && isControl(node)) ? "complete" : "start";
}

/** Resend buttons of recovery and verification, whose value is the address. */
const RESEND_NAMES: readonly string[] = ["email", "recovery_confirm_address"];

/** Where the code went: the identifier that was typed, or the address in the resend button. */
function toAddress(nodes: readonly NodeView[]): string {
  const identifier = nodes.find(
    (node) => node.kind === "hidden" && node.name === "identifier" && node.value !== "",
  );
  if (identifier?.kind === "hidden") return identifier.value;
  const resend = nodes.find((node) => node.kind === "submit" && RESEND_NAMES.includes(node.name));
  if (resend?.kind === "submit") return resend.value;
  const trait = nodes.find(
    (node) => node.kind === "hidden" && node.name === "traits.email" && node.value !== "",
  );
  return trait?.kind === "hidden" ? trait.value : "";
}

function hasMessage(flow: KratosFlow, id: number): boolean {
  return readList(read(flow, "ui"), "messages").some((message) => readNumber(message, "id") === id);
}
