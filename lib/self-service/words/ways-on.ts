/** What Kratos says that calls for an action, and the way to it: it stands right under the sentence. */

import type { PagePath } from "@/lib/pages";
import type { FlowContext } from "@/lib/self-service/flow-context";
import type { KratosFlow } from "@/lib/self-service/kratos-flow";
import { GENERIC_ERROR, SETTINGS_SAVED } from "@/lib/self-service/kratos-names";
import type { FlowLink, MessageTone, MessageView } from "@/lib/self-service/message-view";
import type { FlowKind } from "@/lib/self-service/view";
import { toAgainPath, toFlowPath, toPagePath } from "./links";
import { isSpent } from "./send-again";

type Way = "sessions" | "verify" | "sign-in" | "recover" | "sign-up" | "start-again" | "go-on" | "help";

/** By Kratos' number. What the page itself asks for (another try, a fresh flow's form, a resend button) is not among them. */
const WAYS: Readonly<Record<number, readonly Way[]>> = {
  /** An account exists already. */
  4000007: ["sign-in", "recover"],
  4000027: ["sign-in", "recover"],
  4000028: ["sign-in", "recover"],
  /** The address is not verified. */
  4000010: ["verify"],
  /** The second step that is asked for was taken off the account meanwhile: what it owes now, or nothing more. */
  4000011: ["go-on"],
  4000013: ["go-on"],
  4000014: ["go-on"],
  /** No such account, or not this way to sign in to it. */
  4000015: ["sign-up"],
  4000035: ["sign-up"],
  4000037: ["sign-up", "recover"],
  /** What was typed does not belong to this flow's beginning. */
  4000036: ["start-again"],
  4010009: ["start-again"],
  /** The account is switched off: later servers say it beside the form, v1.3.1 on a page of its own. */
  4010011: ["help"],
  /** A new password ends no session by itself. */
  [SETTINGS_SAVED]: ["sessions"],
  /** It has been done already. */
  4010007: ["go-on"],
  4040002: ["go-on"],
  4060001: ["sign-in"],
  4070002: ["go-on"],
};

/** The pages on which a refusal is met; settings are nobody's way in, and say what was saved. */
const TONES: Readonly<Record<FlowKind, MessageTone>> = {
  login: "error",
  registration: "error",
  recovery: "error",
  verification: "error",
  settings: "success",
};

/** The same messages, each with what can be done about it here. */
export function withWays(
  messages: readonly MessageView[],
  flow: KratosFlow,
  options: FlowContext,
): MessageView[] {
  return messages.map((message) => {
    const ways = message.tone === TONES[options.kind] ? toWays(message, flow, options) : undefined;
    const links = ways?.flatMap((way) => toWay(way, flow, options) ?? []) ?? [];
    return links.length > 0 ? { ...message, ways: links } : message;
  });
}

function toWays({ id }: MessageView, flow: KratosFlow, { kind }: FlowContext): readonly Way[] | undefined {
  return id === GENERIC_ERROR && isSpent(flow, kind) ? ["start-again"] : WAYS[id];
}

function toWay(way: Way, flow: KratosFlow, options: FlowContext): FlowLink | undefined {
  const { t, kind } = options;
  if (way === "sessions") {
    const href = toPagePath("/sessions#other-sessions", options);
    return { testId: "way-sessions", href, label: t("sessions.others") };
  }
  const lead = (path: PagePath): FlowLink => ({
    testId: `way-${way}`,
    href: toFlowPath(path, flow, options),
    label: t(`way.${way}`),
  });
  switch (way) {
    case "verify":
      return options.verificationEnabled === false ? toHelp(options) : lead("/verification");
    case "help":
      return toHelp(options);
    case "sign-in":
    case "go-on":
      return lead("/login");
    case "recover":
      return options.recoveryEnabled === false || kind === "recovery" ? undefined : lead("/recovery");
    case "sign-up":
      return options.registrationEnabled === false ? undefined : lead("/registration");
    case "start-again":
      return { ...lead(`/${kind}`), href: toAgainPath(flow, options) };
  }
}

function toHelp({ t, links }: FlowContext): FlowLink | undefined {
  return links?.help ? { testId: "way-help", href: links.help, label: t("way.help") } : undefined;
}
