/** Groups a settings flow's nodes into sections that say their state before they ask for anything. */

import { isPlainKey } from "@/lib/i18n/english";
import type { FlowContext } from "@/lib/self-service/flow-context";
import { CAPTCHA_GROUP, SHARED_GROUPS } from "@/lib/self-service/kratos-names";
import { findMethod } from "@/lib/self-service/method-facts";
import type { NodeView } from "@/lib/self-service/node-kinds";
import type { FormBase, FormView } from "@/lib/self-service/view";
import { isAction, isControl, toOrderedNodes } from "./actions";
import { withToldApart } from "./told-apart";

/** One form a group, `settings-{group}`; removals beside a text field get a form of their own. */
export function toSettingsForms(
  nodes: readonly NodeView[],
  options: FlowContext,
  base: FormBase,
): FormView[] {
  const shared = nodes.filter((node) => SHARED_GROUPS.includes(node.group));
  const own = nodes.filter((node) => !SHARED_GROUPS.includes(node.group));
  const position = (group: string) => findMethod(group).settings?.section ?? Number.POSITIVE_INFINITY;
  const groups = [...new Set(own.filter(isShown).map((node) => node.group))].sort((a, b) =>
    compare(position(a), position(b)),
  );
  if (groups.length === 0)
    return shared.some(isShown) ? [toSection("default", shared, shared, options, base)] : [];
  const isCarried = (node: NodeView) => node.kind === "hidden" || node.group === CAPTCHA_GROUP;
  const carried = shared.filter(isCarried);
  const loose = shared.filter((node) => !isCarried(node));
  const forms = groups.flatMap((group, index) => {
    const members = withRegenerateWarning(
      own.filter((node) => node.group === group),
      options,
    );
    return toSections(group, [...carried, ...(index === 0 ? loose : [])], members, options, base);
  });
  return withToldApart(forms);
}

/** A section of what nobody sees would be a heading alone: settings that an organisation manages, a method of native apps. */
function isShown({ kind, messages }: NodeView): boolean {
  return kind !== "hidden" || messages.length > 0;
}

/**
 * Enter in a text field presses its form's first submit. A form whose only submits remove something must therefore
 * have no text field: adding and removing security keys are two forms.
 */
function toSections(
  group: string,
  shared: readonly NodeView[],
  members: readonly NodeView[],
  options: FlowContext,
  base: FormBase,
): FormView[] {
  const isRemoval = (node: NodeView) => node.kind === "submit" && node.role === "danger";
  const removals = members.filter(isRemoval);
  const others = members.filter((node) => !isRemoval(node));
  if (removals.length === 0 || !others.some(isControl)) {
    return [toSection(group, [...shared, ...members], members, options, base)];
  }
  const hidden = shared.filter((node) => node.kind === "hidden");
  return [
    toSection(group, [...shared, ...others], members, options, base),
    {
      ...base,
      testId: `settings-${group}-remove`,
      group,
      nodes: [...hidden, ...removals],
      needsScript: false,
    },
  ];
}

function toSection(
  group: string,
  nodes: readonly NodeView[],
  members: readonly NodeView[],
  { t }: FlowContext,
  base: FormBase,
): FormView {
  const headingKey = `settings.${group}.title`;
  const lead = toState(group, members, t);
  return {
    ...toTarget(base),
    testId: `settings-${group}`,
    group,
    heading: isPlainKey(headingKey) ? t(headingKey) : t("settings.other.title", { name: group }),
    nodes: toOrderedNodes(nodes, "primary"),
    needsScript: members.some((node) => node.kind === "trigger"),
    ...(lead && { lead }),
  };
}

/** The section's state in words, read from which buttons Kratos offers. */
function toState(group: string, members: readonly NodeView[], t: FlowContext["t"]): string | undefined {
  const { state, removals = {} } = findMethod(group).settings ?? {};
  if (state === undefined || typeof state === "string") return state && t(state);
  if ("left" in state) return toLookupState(members, t);
  const count = members.filter((node) => isAction(node) && Object.hasOwn(removals, node.name)).length;
  return count > 0 ? t(state.on, { count }) : t(state.off);
}

function toLookupState(members: readonly NodeView[], t: FlowContext["t"]): string {
  const has = (name: string) => members.some((node) => isAction(node) && node.name === name);
  if (has("lookup_secret_confirm")) return t("settings.lookup_secret.confirm");
  const codes = members.flatMap((node) => (node.kind === "text" ? (node.codes ?? []) : []));
  if (codes.length > 0) {
    const used = codes.filter((code) => code.used).length;
    return t(
      codes.length - used <= FEW_CODES ? "settings.lookup_secret.few" : "settings.lookup_secret.used",
      {
        used,
        total: codes.length,
      },
    );
  }
  return t(has("lookup_secret_reveal") ? "settings.lookup_secret.on" : "settings.lookup_secret.off");
}

/** Codes left with which a person is warned. */
const FEW_CODES = 3;

/** New codes end the old ones: ask first, when there are old ones. */
function withRegenerateWarning(members: readonly NodeView[], { t }: FlowContext): NodeView[] {
  const hasCodes = members.some(
    (node) =>
      (node.kind === "submit" && node.name === "lookup_secret_disable") ||
      (node.kind === "text" && node.codes),
  );
  return members.map((node) =>
    hasCodes && node.kind === "submit" && node.name === "lookup_secret_regenerate"
      ? { ...node, confirm: t("settings.confirm.lookup_secret_regenerate") }
      : node,
  );
}

function toTarget({ action, method }: FormBase): FormBase {
  return { action, method };
}

/** Sections without a place come last, in Kratos' order. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
