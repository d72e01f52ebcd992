/** What a fresh flow says of how it came to be: the flow before it, a link that was cut, a place that is not allowed. */

import { hasNewAccount } from "@/lib/limits/recipients/typed-identifier";
import { getLogger } from "@/lib/observe/log";
import { getProcessState } from "@/lib/process/state";
import type { MessageView } from "@/lib/self-service/message-view";
import type { FlowKind } from "@/lib/self-service/view";
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

/** How long an origin that was refused is not named again, in milliseconds; and how many are named in that time. */
const SAID_FOR_MS = 60 * 60 * 1000;
const SAID_LIMIT = 50;

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

export function toLostChangeNote({ context }: PageRequest): MessageView {
  return { id: OWN_MESSAGE, tone: "error", text: context.t("settings.lost") };
}

/** Mail programs break and cut links, and people copy half of them. */
export function toCutLinkNote(
  { context }: Pick<PageRequest, "context">,
  key: "flow.cutLink" | "flow.cutLinkShown" = "flow.cutLink",
): MessageView {
  return { id: OWN_MESSAGE, tone: "error", text: context.t(key) };
}

/** Kratos leads whom it does not sign in after their registration to a sign-in that says nothing of it. */
export async function toNewAccountNote(
  { request, caller, context }: PageRequest,
  kind: FlowKind,
): Promise<MessageView | undefined> {
  if (kind !== "login" || caller.hasSession || !(await hasNewAccount(request))) return undefined;
  return { id: OWN_MESSAGE, tone: "success", text: context.t("registration.done.title") };
}

/** Said once, where the person would else wonder why they are not led back. */
export function toReturnRefusedNote({ context }: PageRequest, returnTo: string): MessageView {
  logReturnRefused(returnTo);
  return { id: OWN_MESSAGE, tone: "info", text: context.t("flow.returnRefused") };
}

/**
 * The operator reads where a link of theirs leads that Kratos does not allow. Anybody can write such a link: it is said
 * once an hour of each origin, of so many at most, and never that it ought to be allowed (threat L5).
 */
export function logReturnRefused(returnTo: string, now = performance.now()): void {
  const origin = URL.canParse(returnTo) ? new URL(returnTo).origin : "null";
  const said = getProcessState("refused-returns", () => new Map<string, number>());
  for (const [one, at] of said) if (now - at >= SAID_FOR_MS) said.delete(one);
  if (said.has(origin) || said.size >= SAID_LIMIT) return;
  said.set(origin, now);
  const isSite = origin !== "null" && origin.length <= ORIGIN_LIMIT;
  getLogger().warn({
    event: "return-to-refused",
    setting: "kratos.yml: selfservice.allowed_return_urls",
    ...(isSite && { origin }),
  });
}

function isMailed(kind: FlowKind): kind is "recovery" | "verification" {
  return kind === "recovery" || kind === "verification";
}
