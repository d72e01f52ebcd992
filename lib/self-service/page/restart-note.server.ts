/** What is said above a flow that took the place of one which could not be shown. */

import type { FlowKind, MessageView } from "@/lib/self-service/view";
import type { PageRequest } from "@/lib/web/page-request";

/** Kratos' own ids of "the flow expired", by flow. */
const EXPIRED_MESSAGE: { [K in FlowKind]: number } = {
  login: 4010001,
  registration: 4040001,
  settings: 4050001,
  recovery: 4060005,
  verification: 4070005,
};

export function toRestartNote({ context }: PageRequest, kind: FlowKind, reason: string): MessageView {
  return {
    id: EXPIRED_MESSAGE[kind],
    tone: "error",
    text: context.t(reason === "expired" ? `${kind}.expired` : "flow.restarted"),
  };
}
