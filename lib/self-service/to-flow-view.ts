/** Turns a Kratos flow into everything its page shows: the one door between Kratos' nodes and the components. */

import { withDependentsNamed } from "./errors/dependent";
import { toFlowMessages } from "./errors/flow-messages";
import { toErrors, toStrayErrors, toStrayMessages } from "./errors/node-errors";
import { withUndeclaredNamed } from "./errors/undeclared";
import type { FlowContext } from "./flow-context";
import { isAction, isControl } from "./forms/actions";
import { withAskedIdentifier } from "./forms/asked-identifier";
import { toForms } from "./forms/forms";
import { withGivenIdentifier } from "./forms/given-identifier";
import { withPhoneResend } from "./forms/phone-resend";
import type { KratosFlow } from "./kratos-flow";
import { MAILED_TO, RECOVERED } from "./kratos-names";
import { toFlowQuery } from "./made-flow";
import type { NodeView, ScriptNode } from "./node-kinds";
import { hasCaptcha, withOneCaptcha, withTurnstile } from "./nodes/captcha";
import { toNodeView } from "./nodes/node-view";
import { toRawNodes } from "./nodes/raw-node";
import { toSafeAction, toSafeHref } from "./nodes/url";
import { isTraitName } from "./schema/trait-name";
import { arrange, type Stray } from "./traits/arrange";
import { withCarriedTraits } from "./traits/carry";
import { toKeptNode } from "./traits/kept-node";
import { toListNodes } from "./traits/list-node";
import { toIdentityTraits } from "./traits/whole";
import type { FlowKind, FlowView, FormBase, FormView } from "./view";
import { toLinks, toPagePath } from "./words/links";
import { isSpent, withSendAgain } from "./words/send-again";
import { isDone, toGivenAddress, toTitles } from "./words/titles";
import { toUnverified } from "./words/unverified";
import { withWays } from "./words/ways-on";

/** `autocomplete` by which browsers offer passkeys in the identifier's field. */
const PASSKEY_AUTOCOMPLETE = "username webauthn";

/**
 * A flow as its page shows it. Never throws: what is unknown is kept visible and listed in `unknown` (threat F16),
 * foreign scripts are dropped (F1), a foreign form action gives `refused` and no forms (F3).
 */
export function toFlowView(sent: KratosFlow, given: FlowContext): FlowView {
  const flow = asTaken(sent, given.kind);
  const unknown: string[] = [];
  const report = (what: string) => void unknown.push(what);
  const { ui } = flow;
  const options = { ...given, usesDefaults: isUntouched(ui, given) };
  const { nodes: all, strays } = toNodes(flow, options, report);
  const scripts = all.filter((node): node is ScriptNode => node.kind === "script");
  const shown = withPasskeySuggestions(all.filter((node) => node.kind !== "script"));
  const nodes = withSendAgain(flow, shown, options);
  const isCodeSpent = isSpent(flow, options.kind);

  const base = toFormBase(flow, nodes, options);
  if (!base) report("form action");
  const isNothingLeft = isUsedUp(flow, options) || (isCodeSpent && !nodes.some(isAction));
  const drawn = base && !isNothingLeft ? toForms(base.nodes, options, base) : [];
  const sections = withNewPasswordFirst(drawn, flow);
  const whole = withCarriedTraits(sections, flow, options).map((form) =>
    options.captchaScript && hasCaptcha(form) ? { ...form, needsScript: true } : form,
  );
  const forms = withOneCaptcha(whole);
  const flowId = flow.id ?? "";
  const address = toGivenAddress(shown, options);
  const { messages, isLost } = toFlowMessages(flow, options, address);
  const unverified = isLost ? undefined : toUnverified(flow, options);
  return {
    kind: options.kind,
    flowId,
    ...toTitles(flow, nodes, options),
    ...(isCodeSpent && { spentFor: address }),
    messages: [...withWays(messages, flow, options), ...toStrayMessages(strays)],
    errors: [...toErrors(forms, flow.active), ...toStrayErrors(strays, forms)],
    forms,
    scripts: scripts.slice(0, 1),
    ...(forms.some(hasCaptcha) && { captchaScript: options.captchaScript }),
    links: toLinks(flow, options),
    unknown,
    ...(options.created && flowId && { createdPath: toCreatedPath(flow, options) }),
    ...(options.clientName && { clientName: options.clientName }),
    ...(!base && { refused: "action" as const }),
    ...(unverified && { unverified }),
    ...(options.kind === "settings" && flow.state === "success" && !isLost && { isSaved: true }),
  };
}

/** Without what Kratos shows and would not take as it stands. */
function asTaken(flow: KratosFlow, kind: FlowKind): KratosFlow {
  if (kind === "login") return withAskedIdentifier(withGivenIdentifier(flow));
  return kind === "verification" ? withPhoneResend(flow) : flow;
}

/** Whoever has just recovered an account came to the settings for that, and has a quarter of an hour. */
function withNewPasswordFirst(forms: readonly FormView[], { ui }: KratosFlow): FormView[] {
  if (!ui.messages.some(({ id }) => id === RECOVERED)) return [...forms];
  const isPassword = ({ group }: FormView) => group === "password";
  return [...forms.filter(isPassword), ...forms.filter((form) => !isPassword(form))];
}

/** Kratos keeps the form of a recovery's code after it has let the person in, and takes nothing by it. */
function isUsedUp(flow: KratosFlow, { kind }: FlowContext): boolean {
  return kind === "recovery" && isDone(flow);
}

/** The flow's nodes as they are drawn, and the messages about what is not among them. */
function toNodes(
  flow: KratosFlow,
  options: FlowContext,
  report: (what: string) => void,
): { nodes: NodeView[]; strays: Stray[] } {
  const sent = toRawNodes(withDependentsNamed(flow.ui.nodes), options);
  const raws = withTurnstile(sent, options);
  const flowId = flow.id ?? "";
  const traits = toIdentityTraits(flow);
  const { pieces, strays } = arrange(raws, options);
  const nodes: NodeView[] = [];
  for (const piece of pieces) {
    if (piece.kind === "list") nodes.push(...toListNodes(piece.list, flowId, options));
    else if (piece.kind === "kept") nodes.push(...toKeptNode(piece.kept, traits, options));
    else {
      const drawn = toNodeView(piece.raw, options, report);
      if (Array.isArray(drawn)) nodes.push(...drawn);
      else if (drawn) nodes.push(drawn);
    }
  }
  const isMailed = options.isRelayed && (options.kind === "recovery" || options.kind === "verification");
  return {
    nodes: isMailed ? withMailedTo(nodes) : nodes,
    strays: strays.map((stray) => withUndeclaredNamed(stray, options)),
  };
}

/** The address that another code would be sent to goes along with this one: an expired flow forgets it. */
function withMailedTo(nodes: NodeView[]): NodeView[] {
  const again = nodes.find((node) => node.kind === "submit" && node.name === "email");
  if (again?.kind !== "submit" || !again.value) return nodes;
  const { group, value } = again;
  return [...nodes, { kind: "hidden", group, messages: [], name: MAILED_TO, value }];
}

/** Nothing was typed or refused yet: the first sight of a new account's form. */
function isUntouched({ messages, nodes }: KratosFlow["ui"], { kind }: FlowContext): boolean {
  if (kind !== "registration" || messages.length > 0) return false;
  return nodes.every((node) => {
    if (!node) return true;
    const { name = "", value } = node.attributes;
    return node.messages.length === 0 && !(isTraitName(name) && value !== undefined);
  });
}

/** The flow's return address, for pages that lead on. */
export function toFlowReturnTo(flow: KratosFlow): string | undefined {
  return flow.return_to;
}

/**
 * Where the forms post, or `undefined` when that is not Kratos. A flow that is done (`passed_challenge`) names the
 * return address as its action and has nothing left to post: its text and links stay, its token goes nowhere.
 */
function toFormBase(
  flow: KratosFlow,
  nodes: NodeView[],
  options: FlowContext,
): (FormBase & { nodes: NodeView[] }) | undefined {
  const { ui } = flow;
  const action = toSafeAction(ui.action, options.kratosBrowserUrl);
  const method = toMethod(ui.method);
  if (action) return { action: withDestination(action, flow, options), method, nodes };
  if (nodes.some((node) => isAction(node) || isControl(node))) return undefined;
  const shown = nodes.filter((node) => node.kind !== "hidden");
  return shown.length > 0
    ? { action: toPagePath(`/${options.kind}`, options), method: "get", nodes: shown }
    : undefined;
}

/** Flows whose forms Kratos answers with its default address, their own forgotten, once another tab has signed in. */
const FORGETFUL: ReadonlySet<FlowKind> = new Set(["login", "registration"]);

/** The form says where its flow is going; the relay keeps that from Kratos and goes by it (threat O20). */
function withDestination(action: string, flow: KratosFlow, { kind, isRelayed }: FlowContext): string {
  const returnTo = toSafeHref(toFlowReturnTo(flow));
  if (!isRelayed || !returnTo || !FORGETFUL.has(kind)) return action;
  const url = new URL(action);
  url.searchParams.set("return_to", returnTo);
  return url.href;
}

function toMethod(method: string | undefined): FormView["method"] {
  return method?.toLowerCase() === "get" ? "get" : "post";
}

/** With its destination: a reload after another tab signed in cannot ask Kratos for it any more. */
function toCreatedPath(flow: KratosFlow, options: FlowContext): string {
  return toPagePath(`/${options.kind}`, options, { ...toFlowQuery(flow), return_to: toFlowReturnTo(flow) });
}

/**
 * Where Kratos starts the browser's passkey suggestions, the identifier must ask for them too. The start is kept on
 * one node, since a ceremony may run once a page.
 */
function withPasskeySuggestions(nodes: readonly NodeView[]): NodeView[] {
  const starter =
    nodes.find((node) => node.kind === "hidden" && node.onload) ??
    nodes.find((node) => "onload" in node && node.onload);
  if (!starter) return [...nodes];
  return nodes.map((node) => {
    const single = node !== starter && "onload" in node ? { ...node, onload: undefined } : node;
    return single.kind === "field" && single.name === "identifier"
      ? { ...single, autocomplete: PASSKEY_AUTOCOMPLETE }
      : single;
  });
}
