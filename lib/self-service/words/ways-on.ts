/** Kratos' refusals that call for an action, and the way to it: it stands right under the sentence. */

import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import type { FlowLink, MessageView } from "@/lib/self-service/message-view";
import type { FlowKind } from "@/lib/self-service/view";
import { toFlowPath } from "./links";

type Way = "verify" | "sign-in" | "recover" | "sign-up" | "start-again" | "go-on";

/** By Kratos' number. What the page itself asks for (another try, a fresh flow's form, a resend button) is not among them. */
const WAYS: Readonly<Record<number, readonly Way[]>> = {
  /** An account exists already. */
  4000007: ["sign-in", "recover"],
  4000027: ["sign-in", "recover"],
  4000028: ["sign-in", "recover"],
  /** The address is not verified. */
  4000010: ["verify"],
  /** No such account, or not this way to sign in to it. */
  4000015: ["sign-up"],
  4000035: ["sign-up"],
  4000037: ["sign-up", "recover"],
  /** What was typed does not belong to this flow's beginning. */
  4000036: ["start-again"],
  4010009: ["start-again"],
  /** It has been done already. */
  4010007: ["go-on"],
  4040002: ["go-on"],
  4060001: ["sign-in"],
  4070002: ["go-on"],
};

/** The pages on which a refusal is met; settings are nobody's way in. */
const KINDS: ReadonlySet<FlowKind> = new Set(["login", "registration", "recovery", "verification"]);

/** The same messages, each with what can be done about it here. */
export function withWays(
  messages: readonly MessageView[],
  flow: KratosFlow,
  options: FlowContext,
): MessageView[] {
  return messages.map((message) => {
    const ways = message.tone === "error" && KINDS.has(options.kind) ? WAYS[message.id] : undefined;
    const links = ways?.flatMap((way) => toWay(way, flow, options) ?? []) ?? [];
    return links.length > 0 ? { ...message, ways: links } : message;
  });
}

function toWay(way: Way, flow: KratosFlow, options: FlowContext): FlowLink | undefined {
  const { t, kind, links } = options;
  const lead = (path: Parameters<typeof toFlowPath>[0]): FlowLink => ({
    testId: `way-${way}`,
    href: toFlowPath(path, flow, options),
    label: t(`way.${way}`),
  });
  switch (way) {
    case "verify":
      if (options.verificationEnabled !== false) return lead("/verification");
      return links?.help ? { testId: "way-help", href: links.help, label: t("way.help") } : undefined;
    case "sign-in":
    case "go-on":
      return lead("/login");
    case "recover":
      return options.recoveryEnabled === false || kind === "recovery" ? undefined : lead("/recovery");
    case "sign-up":
      return options.registrationEnabled === false ? undefined : lead("/registration");
    case "start-again":
      return lead(`/${kind}`);
  }
}
