/** What a fresh flow says of how it came to be: the flow before it, a link that was cut, a place that is not allowed. */

import { Table } from "@/lib/limits/rate-limit-memory";
import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";
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

/** Foyer's own messages have no number of Kratos'. */
const OWN_MESSAGE = 0;

/** Longest origin that is logged, in characters. */
const ORIGIN_LIMIT = 260;

/** Refused origins that are remembered, so that each is logged once in a while. */
const REFUSED_LIMIT = 1000;
const REFUSED_MS = 60 * 60 * 1000;

/** Kratos' ids of flows; whatever looks otherwise was never one. */
const FLOW_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isFlowId(text: string): boolean {
  return FLOW_ID.test(text);
}

/** @param flowId of the flow in whose place a fresh one stands */
export function toRestartNote(
  { context }: PageRequest,
  kind: FlowKind,
  { reason, flowId }: { reason: string; flowId?: string },
): MessageView {
  const isCut = isMailed(kind) && flowId !== undefined && !isFlowId(flowId);
  if (isCut) return toCutLinkNote({ context });
  return {
    id: EXPIRED_MESSAGE[kind],
    tone: "error",
    text: context.t(reason === "expired" ? `${kind}.expired` : "flow.restarted"),
  };
}

/** Mail programs break and cut links, and people copy half of them. */
export function toCutLinkNote(
  { context }: Pick<PageRequest, "context">,
  key: "flow.cutLink" | "flow.cutLinkShown" = "flow.cutLink",
): MessageView {
  return { id: OWN_MESSAGE, tone: "error", text: context.t(key) };
}

/** Said once, where the person would else wonder why they are not led back. */
export function toReturnRefusedNote({ context }: PageRequest, returnTo: string): MessageView {
  logReturnRefused(returnTo);
  return { id: OWN_MESSAGE, tone: "info", text: context.t("flow.returnRefused") };
}

/**
 * The operator reads what was refused, once an hour. It is anybody's to write, and so is data and no advice: a stranger
 * must not have the log say which origin to allow (threat F7).
 */
export function logReturnRefused(returnTo: string): void {
  const origin = URL.canParse(returnTo) ? new URL(returnTo).origin : "null";
  const isSite = origin !== "null" && origin.length <= ORIGIN_LIMIT;
  const told = isSite ? origin : "";
  const logged = getProcessState("return-to-refused", () => new Table<true>(REFUSED_LIMIT));
  if (logged.get(told)) return;
  logged.set(told, true, Date.now() + REFUSED_MS);
  getLogger().warn({ event: "return-to-refused", ...(isSite && { origin }) });
}

function isMailed(kind: FlowKind): kind is "recovery" | "verification" {
  return kind === "recovery" || kind === "verification";
}
