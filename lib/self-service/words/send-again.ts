/** Says what a button that sends another message does there, and leaves none where no code is taken any more. */

import { CODE_TOO_OFTEN } from "@/lib/self-service/errors/reasons";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { GENERIC_ERROR } from "@/lib/self-service/kratos-names";
import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FlowKind } from "@/lib/self-service/view";
import { SENT } from "./titles";

/** Recoveries and verifications begin anew by themselves. */
const STAYING: ReadonlySet<FlowKind> = new Set(["login", "registration"]);

/**
 * A code was guessed at too often: none is taken in this flow any more, not even a new one that it sends. Kratos counts the
 * tries of a flow, whichever code they were for, and nothing sets the count back.
 * @see https://github.com/ory/kratos/blob/v1.3.1/persistence/sql/persister_code.go
 */
export function isSpent({ ui }: KratosFlow, kind: FlowKind): boolean {
  if (!STAYING.has(kind)) return false;
  return ui.messages.some(({ id, text }) => id === GENERIC_ERROR && text === CODE_TOO_OFTEN);
}

/** The one method that sends links, and has no button of its own to send another. */
const LINK = "link";

/** Kratos calls the button beside a mailed link's address "Continue", as before the mail. */
export function withSendAgain(
  flow: KratosFlow,
  nodes: readonly NodeView[],
  { kind, t }: FlowContext,
): NodeView[] {
  const { state } = flow;
  if (isSpent(flow, kind)) return nodes.filter((node) => node.group !== "code" && !isBack(node));
  if ((kind !== "recovery" && kind !== "verification") || !SENT.test(state ?? "")) return [...nodes];
  return nodes.map((node) =>
    node.kind === "submit" && node.group === LINK && node.value === LINK
      ? { ...node, label: t("flow.sendAgain") }
      : node,
  );
}

/** The way back to the profile of the same registration. */
function isBack(node: NodeView): boolean {
  return node.kind === "submit" && node.name === "screen";
}
