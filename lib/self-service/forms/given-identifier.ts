/**
 * A sign-in that asks for the address first, for an address that Kratos does not know: v26.2 fills the second screen in,
 * then stops and says so on a mixture of both. Drawn as the second screen, it says what it says of every address (threat F10).
 */

import type { KratosFlow, KratosNode } from "@/lib/self-service/kratos-flow";
import { FIRST_SCREEN, UNKNOWN_ACCOUNT } from "@/lib/self-service/kratos-names";

const CHALLENGE = "passkey_challenge";

/** What Kratos has not come to yet: the button of passkeys stands behind the method at which it stopped. */
const PASSKEY_BUTTON: KratosNode = {
  type: "input",
  attributes: {
    name: "passkey_login_trigger",
    type: "button",
    value: "",
    disabled: false,
    onclickTrigger: "oryPasskeyLogin",
    node_type: "input",
  },
  messages: [],
  meta: { label: { id: 1010021, text: "Sign in with passkey", type: "info" } },
};

/** The flow as its second screen where it has that screen's fields and the first one's too; any other as it is. */
export function withGivenIdentifier(flow: KratosFlow): KratosFlow {
  const { ui } = flow;
  const { nodes } = ui;
  const identifier = nodes.find((node) => isOfFirstScreen(node, "identifier"));
  const isGiven = isText(identifier?.attributes.value);
  if (!isGiven || !nodes.some((node) => isOfFirstScreen(node, "method")) || !nodes.some(isOfSecondScreen))
    return flow;
  const messages = ui.messages.filter(({ id = 0 }) => !UNKNOWN_ACCOUNT.includes(id));
  const kept = nodes
    .filter((node) => !isOfFirstScreen(node, "method"))
    .map((node) => (node && node === identifier ? toHidden(node) : node));
  return { ...flow, ui: { ...ui, messages, nodes: [...kept, ...toMissingButton(nodes)] } };
}

function isOfFirstScreen(node: KratosNode | undefined, name: string): boolean {
  return node?.group === FIRST_SCREEN && toName(node) === name && !isHidden(node);
}

/** A method's own button, which needs to know whom it is for. */
function isOfSecondScreen(node: KratosNode | undefined): boolean {
  return node?.group !== FIRST_SCREEN && toName(node) === "method";
}

/** The button of passkeys where their challenge stands without it. */
function toMissingButton(nodes: readonly (KratosNode | undefined)[]): KratosNode[] {
  const challenge = nodes.find((node) => toName(node) === CHALLENGE);
  if (!challenge || nodes.some((node) => toName(node) === PASSKEY_BUTTON.attributes.name)) return [];
  return [{ ...PASSKEY_BUTTON, group: challenge.group }];
}

function toName(node: KratosNode | undefined): string | undefined {
  return node?.attributes.name;
}

function isHidden(node: KratosNode | undefined): boolean {
  return node?.attributes.type === "hidden";
}

function toHidden(node: KratosNode): KratosNode {
  return { ...node, attributes: { ...node.attributes, type: "hidden" } };
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
