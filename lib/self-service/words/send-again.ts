/** Says of the button beside a mailed link's address what it does there: Kratos calls it "Continue" as before the mail. */

import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import type { NodeView } from "@/lib/self-service/node-kinds";
import { SENT } from "./titles";

/** The one method that sends links, and has no button of its own to send another. */
const LINK = "link";

export function withSendAgain(
  { state }: KratosFlow,
  nodes: readonly NodeView[],
  { kind, t }: FlowContext,
): NodeView[] {
  if ((kind !== "recovery" && kind !== "verification") || !SENT.test(state ?? "")) return [...nodes];
  return nodes.map((node) =>
    node.kind === "submit" && node.group === LINK && node.value === LINK
      ? { ...node, label: t("flow.sendAgain") }
      : node,
  );
}
