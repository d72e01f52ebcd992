/** Recorded flows as their pages show them. */

import { parseFlow } from "../../../lib/self-service/kratos-flow";
import type { NodeView } from "../../../lib/self-service/node-kinds";
import { toFlowView } from "../../../lib/self-service/to-flow-view";
import type { FlowView, FormView } from "../../../lib/self-service/view";
import { getFixture, toFixtureOptions } from "../../fixtures/fixtures";

export function toRecordedView(name: string, more: Parameters<typeof toFixtureOptions>[1] = {}): FlowView {
  const { kind, flow } = getFixture(name);
  return toFlowView(parseFlow(flow), toFixtureOptions(kind, more));
}

/** @throws when there is none */
export function findForm(view: FlowView, testId: string): FormView {
  const form = view.forms.find((candidate) => candidate.testId === testId);
  if (!form) throw new Error(`No form ${testId} but ${view.forms.map((each) => each.testId)}`);
  return form;
}

export function findNode(form: FormView, name: string): NodeView | undefined {
  return form.nodes.find((node) => "name" in node && node.name === name);
}

export function toNames(nodes: readonly NodeView[]): string[] {
  return nodes.flatMap((node) => ("name" in node ? [node.name] : []));
}
