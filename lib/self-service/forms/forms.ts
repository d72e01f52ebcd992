/** Groups a flow's nodes into forms, each with a method's nodes and the shared ones, submittable by itself. */

import { isPlainKey } from "@/lib/i18n/english";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { ADDRESS_SUBMIT, CAPTCHA_GROUP, SHARED_GROUPS } from "@/lib/self-service/kratos-names";
import { findMethod, listMethods, METHOD_NAMES } from "@/lib/self-service/method-facts";
import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FlowKind, FormBase, FormView } from "@/lib/self-service/view";
import { isAction, isControl, toOrderedNodes } from "./actions";
import { withOneOr } from "./button-ways";
import { toSettingsForms } from "./settings-forms";
import { withSharedControls } from "./shared-controls";

/** Without a password's form the first of these leads, so that a field is on the page before a list of buttons. */
const LEADING = listMethods(({ leads }) => leads);

/** More controls than this in an alternative, and it is folded: the traits stand in every form of a registration. */
const MAX_OPEN_CONTROLS = 6;

/** All forms of a flow, the main one first. No node is lost: what belongs nowhere else stands in the first form. */
export function toForms(nodes: readonly NodeView[], options: FlowContext, base: FormBase): FormView[] {
  if (options.kind === "settings") return toSettingsForms(nodes, options, base);
  const back = nodes.filter(isBack);
  const rest = nodes.filter((node) => !isBack(node));
  const groups = toMethodGroups(rest);
  if (groups.length === 0)
    return withBack([toForm("default", rest, "primary", options, base)], back, rest, options, base);

  const shared = rest.filter((node) => !groups.includes(node.group));
  const forms: FormView[] = [];
  for (const group of groups) {
    const own = rest.filter((node) => node.group === group);
    const all = [...shared.filter((node) => needsShared(node, group, options.kind)), ...own];
    for (const part of splitAddresses(all)) {
      const role = forms.length === 0 ? "primary" : "secondary";
      forms.push(toForm(group, part, role, options, base));
    }
  }
  const alone = withOrphans(distinct(forms, options.kind), shared);
  const drawn = withOneOr(withSharedControls(alone), options.t("flow.alternative"));
  return withBack(drawn, back, rest, options, base);
}

/**
 * Groups with a button, in the order of the page. Those without (hidden identifier, captcha) are shared, but for
 * the passkey suggestions of identifier-first sign-in: hidden fields that Kratos' script fills and posts.
 */
function toMethodGroups(nodes: readonly NodeView[]): string[] {
  const own = nodes.filter(({ group }) => !SHARED_GROUPS.includes(group));
  const groups = [
    ...new Set(
      own.filter((node) => isAction(node) || findMethod(node.group).needsScript).map(({ group }) => group),
    ),
  ];
  const position = (group: string) =>
    METHOD_NAMES.includes(group) ? METHOD_NAMES.indexOf(group) : METHOD_NAMES.length;
  const ordered = groups.sort((a, b) => position(a) - position(b));
  const lead = LEADING.find((group) => groups.includes(group));
  return lead ? [lead, ...ordered.filter((group) => group !== lead)] : ordered;
}

/** Buttons that name an address post it alone, without an identifier beside it; what else there is keeps its form. */
function splitAddresses(nodes: readonly NodeView[]): (readonly NodeView[])[] {
  if (!nodes.some(isAddress)) return [nodes];
  const others = nodes.filter((node) => !isAddress(node));
  const addresses = nodes.filter((node) => isAddress(node) || isCommon(node));
  return others.some((node) => isAction(node) || isControl(node)) ? [others, addresses] : [addresses];
}

function isAddress(node: NodeView): boolean {
  return node.kind === "submit" && node.name === ADDRESS_SUBMIT;
}

/** Goes along with every button: the CSRF token, a captcha; no identifier. */
function isCommon(node: NodeView): boolean {
  return node.group === CAPTCHA_GROUP || (node.kind === "hidden" && node.name !== "identifier");
}

function needsShared(node: NodeView, group: string, kind: FlowKind): boolean {
  const { buttonOnly = [] } = findMethod(group);
  return !buttonOnly.includes(kind) || node.kind === "hidden" || node.group === CAPTCHA_GROUP;
}

function toForm(
  group: string,
  nodes: readonly NodeView[],
  role: "primary" | "secondary",
  { kind, t }: FlowContext,
  base: FormBase,
): FormView {
  const headingKey = `flow.alternative.${kind}.${group}`;
  const isAlternative = role === "secondary" && nodes.some((node) => node.kind !== "hidden");
  const heading = isAlternative && isPlainKey(headingKey) ? t(headingKey) : undefined;
  return {
    action: base.action,
    method: base.method,
    testId: toTestId(kind, group),
    group,
    nodes: toOrderedNodes(nodes, role),
    needsScript: findMethod(group).needsScript === true && nodes.some((node) => node.kind === "trigger"),
    ...(heading && { heading }),
    ...(heading && nodes.filter(isControl).length > MAX_OPEN_CONTROLS && { isFolded: true }),
  };
}

function toTestId(kind: FlowKind, group: string): string {
  if (kind === "recovery" || kind === "verification") return `${kind}-flow`;
  const testId = group === "default" ? "flow" : findMethod(group).testId;
  return testId === "flow" ? `${kind}-flow` : (testId ?? `${kind}-flow-${group}`);
}

/** Test ids are unique on a page: a second holder of one takes its group's name along. */
function distinct(forms: FormView[], kind: FlowKind): FormView[] {
  const taken = new Set<string>();
  return forms.map((form) => {
    const testId = taken.has(form.testId) ? `${kind}-flow-${form.group}` : form.testId;
    taken.add(testId);
    return { ...form, testId };
  });
}

/** Shared controls that no form took (a passkey alone with its identifier) join the form that takes them, or the first. */
function withOrphans(forms: FormView[], shared: readonly NodeView[]): FormView[] {
  const placed = new Set<string>();
  for (const { nodes } of forms) for (const node of nodes) placed.add(toKey(node));
  const isAddressOnly = forms.every(({ nodes }) => nodes.some(isAddress));
  const orphans = shared.filter((node) => !placed.has(toKey(node)) && (isCommon(node) || !isAddressOnly));
  if (orphans.length === 0) return forms;
  const home = Math.max(
    forms.findIndex((form) => findMethod(form.group).takesShared),
    0,
  );
  return forms.map((form, index) =>
    index === home
      ? { ...form, nodes: toOrderedNodes([...orphans, ...form.nodes], index === 0 ? "primary" : "secondary") }
      : form,
  );
}

/** What tells two nodes apart; the name, which may hold anything, comes last. */
function toKey(node: NodeView): string {
  const name = "name" in node ? node.name : "id" in node ? node.id : node.kind;
  return `${node.kind} ${node.group.length} ${node.group} ${name}`;
}

/** "Back" between the steps of a registration: `screen=previous`, `screen=credential-selection`. */
function isBack(node: NodeView): boolean {
  return node.kind === "submit" && node.name === "screen";
}

/** Back stands alone at the end, so that Enter never presses it, and takes along what was typed. */
function withBack(
  forms: FormView[],
  back: readonly NodeView[],
  rest: readonly NodeView[],
  options: FlowContext,
  base: FormBase,
): FormView[] {
  if (back.length === 0) return forms;
  const group = back[0]?.group ?? "default";
  const own = rest.filter((node) => node.group === group && node.kind === "hidden");
  const kept = [...rest.filter((node) => SHARED_GROUPS.includes(node.group)).flatMap(toHidden), ...own];
  const testId = `${options.kind}-flow-back`;
  const { action, method } = base;
  return [...forms, { action, method, testId, group, nodes: [...kept, ...back], needsScript: false }];
}

function toHidden(node: NodeView): NodeView[] {
  if (node.kind === "hidden") return [node];
  if (!isControl(node) || !("value" in node)) return [];
  if (node.kind === "checkbox" && !node.checked) return [];
  return [{ kind: "hidden", group: node.group, messages: [], name: node.name, value: node.value }];
}
